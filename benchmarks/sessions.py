"""`python -m benchmarks.sessions`: thirty visitors at once, then two hundred who come and go.

Every visitor moves a lever every five seconds; then all ask for a full run at the same moment; then
others come and leave, and the server's memory is read. Run it on a quiet machine.
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.visitors import Visitor, visitor

VISITORS, SECONDS, EVERY, COMING = 30, 120.0, 5.0, 200
AT_ONCE = 20
LEVER = "Providers who could bid"
LOWEST, HIGHEST, OWN = 3, 25, 11
RUN = "Run in full"
FUTURES = 4


def start() -> tuple[subprocess.Popen[bytes], str]:
    """A server as a user starts it, and its address, once it answers."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from alliance_sim.views.cli import main; main()"]
    command += ["app", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://localhost:{port}"
    while True:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health"):
                return server, address
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and everything that it started."""
    os.killpg(server.pid, signal.SIGTERM)
    server.wait()


def memory(server: subprocess.Popen[bytes], address: str) -> float:
    """Mebibytes of the process that serves the pages; not of its workers."""
    port = address.rpartition(":")[2]
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            status = (folder / "status").read_text()
        except OSError:
            continue
        if f"--server.port={port}" in words and "streamlit" in words:
            (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
            return int(line.split()[1]) / 1024
    return float("nan")


async def one(address: str, seconds: float, number: int, luck: random.Random) -> dict[str, object]:
    """One visitor's two minutes: how long each refresh took, and whether the full run came."""
    async with visitor(address) as page:
        first = await page.open(n=FUTURES, seed=1000 + number)
        waits, mine = [], OWN
        await asyncio.sleep(EVERY * luck.random())
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            mine = luck.choice([place for place in range(LOWEST, HIGHEST + 1) if place != OWN])
            waits.append(await page.move(LEVER, mine))
            assert own(page) == [str(mine)], (own(page), mine)
            await page.stay(EVERY - waits[-1])
        asked = time.monotonic()
        if RUN in page.widgets and not page.timers:
            await page.press(RUN)
        queued = bool(page.says(r"before you"))
        served = await page.wait_for(f"Simulated in full: {FUTURES} futures, seed {1000 + number}")
        await page.rerun()
        return {
            "first": first,
            "waits": waits,
            "served": served,
            "queued": queued,
            "seconds": time.monotonic() - asked,
            "own": own(page) == [str(mine)],
        }


def own(page: Visitor) -> list[str]:
    """What the page says that this visitor changed: of nobody else's changes it may say a word."""
    return page.says(rf"{LEVER}\\?: (\d+) ")


async def come_and_go(address: str, count: int) -> None:
    """Visitors who open the page, move a lever and leave, some at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def stay(number: int) -> None:
        async with gate, visitor(address) as page:
            await page.open()
            await page.move(LEVER, LOWEST + number % (HIGHEST - LOWEST))

    await asyncio.gather(*(stay(number) for number in range(count)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--coming", type=int, default=COMING)
    given = parser.parse_args()
    server, address = start()
    try:
        asyncio.run(_measure(server, address, given))
    finally:
        stop(server)


async def _measure(
    server: subprocess.Popen[bytes], address: str, given: argparse.Namespace
) -> None:
    before = memory(server, address)
    found = await asyncio.gather(
        *(
            one(address, given.seconds, number, random.Random(number))
            for number in range(given.visitors)
        )
    )
    waits = sorted(1000 * wait for visit in found for wait in visit["waits"])  # type: ignore[attr-defined]
    cuts = statistics.quantiles(waits, n=20)
    print(
        f"{given.visitors} visitors, a lever every {EVERY:.0f} s for {given.seconds:.0f} s: "
        f"{len(waits)} refreshes, median {statistics.median(waits):.0f} ms, "
        f"95% under {cuts[18]:.0f} ms, longest {waits[-1]:.0f} ms"
    )
    served = sum(bool(visit["served"]) for visit in found)
    queued = sum(bool(visit["queued"]) for visit in found)
    last = max(float(str(visit["seconds"])) for visit in found)
    alone = sum(bool(visit["own"]) for visit in found)
    print(
        f"Full runs asked for at once: {served} of {len(found)} served and labelled, {queued} saw "
        f"a queue, the last after {last:.0f} s; {alone} of {len(found)} saw only their own changes"
    )
    full = memory(server, address)
    sizes = []
    for _ in range(4):
        await come_and_go(address, given.coming // 4)
        await asyncio.sleep(1)
        sizes.append(memory(server, address))
    told = ", ".join(f"{size:.0f}" for size in sizes)
    print(
        f"Memory of the server: {before:.0f} MiB at first, {full:.0f} after these; "
        f"after each quarter of {given.coming} more who came and went: {told} MiB"
    )


if __name__ == "__main__":
    main()
