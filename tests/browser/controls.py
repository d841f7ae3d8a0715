"""The controls of a page, found by the words that people read beside them."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator

from tests.browser.visiting import MOMENT, PATIENCE, Visit

Rows = list[list[str]]

CELLS = """table => [...table.querySelectorAll('tbody tr')].map(
    line => [...line.querySelectorAll('td')].map(cell => cell.innerText.trim())
)"""
"""All at one moment: a table may be drawn anew while one reads it."""


def select(visit: Visit, name: str) -> Locator:
    """A box that opens a list."""
    return _main(visit).get_by_role("combobox", name=re.compile(rf"(^|\. ){re.escape(name)}$"))


def box(visit: Visit, name: str) -> Locator:
    """A box for a number or for words."""
    return _main(visit).locator(f'input[aria-label="{name}"]:not([type=range])')


def button(visit: Visit, name: str) -> Locator:
    """A button."""
    return _main(visit).get_by_role("button", name=name, exact=True)


def choice(visit: Visit, name: str) -> Locator:
    """A few things to choose one of, that stand beside or below one another."""
    return _main(visit).get_by_role("radiogroup", name=name, exact=True)


def switch(visit: Visit, name: str) -> Locator:
    """A switch."""
    return _main(visit).get_by_role("switch", name=name)


def slider(visit: Visit, name: str) -> Locator:
    """A slider."""
    return _main(visit).locator(f'input[type=range][aria-label="{name}"]')


def head(visit: Visit, words: str) -> Locator:
    """The line that opens a part which is closed at first; the first that begins so."""
    return _main(visit).locator("summary").filter(has_text=words).first


def rows(visit: Visit, column: str, holds: Callable[[Rows], bool]) -> Rows:
    """The rows of the first table in sight that has a column whose name begins so.

    Waited for until what is expected of them holds: a page that was asked for something else shows
    the answer of before until it has the next.
    """
    named = visit.page.locator("th").filter(has_text=re.compile(rf"^\s*{re.escape(column)}"))
    table = _main(visit).locator("table:visible").filter(has=named).first
    end = time.monotonic() + PATIENCE / 1000
    while True:
        found: Rows = table.evaluate(CELLS)
        if holds(found):
            return found
        assert time.monotonic() < end, found
        visit.page.wait_for_timeout(MOMENT)


def _main(visit: Visit) -> Locator:
    return visit.page.get_by_test_id("stMain")
