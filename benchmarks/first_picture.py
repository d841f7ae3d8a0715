"""`python -m benchmarks.first_picture`: how soon a visitor sees the first picture, in a browser.

Cold is the first visitor after the server has started; warm is everyone after. Run it on a quiet
machine.
"""

import argparse
import shutil
import statistics
import time
from dataclasses import dataclass, fields

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
SENT = "#first-sight svg >> visible=true"
"""The picture that comes with the page itself."""

LIVE = "[data-testid=stVegaLiteChart] svg"
"""The picture that follows the levers."""

HEADLINE = "[data-testid=stMain] h2"
PATIENCE = 60_000


@dataclass(frozen=True)
class Seen:
    """Seconds until a visitor saw each."""

    picture: float
    live_headline: float
    live_picture: float

    def told(self) -> str:
        """In words."""
        return (
            f"first picture after {self.picture:.2f} s, live headline after "
            f"{self.live_headline:.2f} s, live picture after {self.live_picture:.2f} s"
        )


def visit(browser: Browser, address: str) -> Seen:
    """What somebody sees who never came before."""
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    seen = []
    for what in (SENT, HEADLINE, LIVE):
        page.locator(what).first.wait_for(timeout=PATIENCE)
        seen.append(time.perf_counter() - began)
    context.close()
    return Seen(*seen)


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
    print(f"Cold: {cold.told()}")
    middle = Seen(*(statistics.median(getattr(one, f.name) for one in warm) for f in fields(Seen)))
    print(f"Warm, median of {given.visits}: {middle.told()}")


if __name__ == "__main__":
    main()
