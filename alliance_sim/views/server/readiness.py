"""Ready before the first visitor: everything imported and read, the workers started."""

import asyncio
import gc
import importlib
import pkgutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from alliance_sim.views import pages
from alliance_sim.views.server import browser

PAGES = Path(browser.__file__)
"""The file that draws the pages."""

TIDY_SECONDS = 20.0
"""How often memory is tidied: not after each run of a page, where it takes longer than the page."""

SWITCH_SECONDS = 0.001
"""How long a page that is drawn keeps the others waiting before they have their turn: with
Python's own 5 ms, every message of every page may wait so long."""


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Warm up, tidy memory from time to time, and end the workers with the server."""
    from alliance_sim.views.desk import desk

    sys.setswitchinterval(SWITCH_SECONDS)
    await asyncio.to_thread(warm_up)
    tidying = asyncio.create_task(_tidy())
    try:
        yield
    finally:
        tidying.cancel()
        with suppress(asyncio.CancelledError):
            await tidying
        desk().close()


def warm_up() -> None:
    """Import what pages need, read what they show first, and start the workers."""
    from alliance_sim.views.asked.question import Asked
    from alliance_sim.views.desk import desk
    from alliance_sim.views.frame import answer
    from alliance_sim.views.server.answer_first import first_page

    # The workers first: they import the model while this process imports the pages.
    desk()
    for page in pkgutil.iter_modules(pages.__path__):
        importlib.import_module(f"{pages.__name__}.{page.name}")
    first = answer.full(Asked())
    if first is not None:
        _ = first.finished.comparison
    first_page()
    # What is here now stays: it need not be looked at whenever memory is tidied.
    gc.collect()
    gc.freeze()


async def _tidy() -> None:
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        await asyncio.to_thread(gc.collect)
