"""`python -m benchmarks.first_picture`: how soon a visitor sees the first picture, in a browser.

Cold is the first visitor after the server has started; warm is everyone after. Run it on a quiet
machine.
"""

import argparse
import shutil
import statistics
import time

from playwright.sync_api import Browser, sync_playwright

from benchmarks.sessions import start, stop

VISITS = 5
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PICTURE = "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg"
HEADLINE = "[data-testid=stMain] h2"
PATIENCE = 60_000


def visit(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds until the headline and the first picture, for somebody who never came before."""
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(HEADLINE).first.wait_for(timeout=PATIENCE)
    headline = time.perf_counter() - began
    page.locator(PICTURE).first.wait_for(timeout=PATIENCE)
    picture = time.perf_counter() - began
    context.close()
    return headline, picture


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=VISITS)
    given = parser.parse_args()
    began = time.perf_counter()
    server, address = start()
    print(f"The server is ready after {time.perf_counter() - began:.1f} s")
    found = shutil.which("chromium")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS])
            # The browser's own start is not the visitor's wait.
            browser.new_page().close()
            cold = visit(browser, address)
            warm = [visit(browser, address) for _ in range(given.visits)]
            browser.close()
    finally:
        stop(server)
    print(f"Cold: headline after {cold[0]:.2f} s, first picture after {cold[1]:.2f} s")
    heads, pictures = zip(*warm, strict=True)
    print(
        f"Warm, median of {given.visits}: headline after {statistics.median(heads):.2f} s, "
        f"first picture after {statistics.median(pictures):.2f} s "
        f"(from {min(pictures):.2f} to {max(pictures):.2f})"
    )


if __name__ == "__main__":
    main()
