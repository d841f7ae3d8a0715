"""What is awaited, finished in a thread of its own.

The browser that other tests of the same worker drive keeps a loop of events running in the main
thread, in which no second one may start.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def finish(coroutine):
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, coroutine).result()
