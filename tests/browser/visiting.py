"""A visit to the pages in a real browser: opening, waiting until all is drawn, looking."""

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page, TimeoutError, expect

PATIENCE = 60_000
"""Milliseconds; generous, since a machine that tests is a busy one."""

PAGES = {
    "start": "",
    "compare": "compare",
    "risk": "risk",
    "deal": "deal",
    "robust": "robust",
    "evidence": "evidence",
    "learn": "learn",
    "follow": "follow",
}
"""Every page by its short name, and its address."""

TITLES = {
    "start": "Start",
    "compare": "Compare",
    "risk": "Who bears what",
    "deal": "Design the deal",
    "robust": "How sure are we?",
    "evidence": "Evidence",
    "learn": "Learn",
    "follow": "Follow one resident",
}
"""What the bar at the top calls them."""

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

RAW_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
"""A name with underscores, as programs use it."""


MOMENT = 100
"""Milliseconds from one look at a page to the next."""

DRAWN = """() => {
    const one = words => document.querySelector(`[data-testid=${words}]`);
    const is_done = one('stApp')?.dataset.testScriptState === 'notRunning';
    return is_done && one('stMain')?.querySelector('h1') && !one('stSkeleton');
}"""
"""Whether a page's script has run and its pictures are drawn."""

SAYS = """words => {
    const plain = text => text.replace(/\\s+/g, ' ').trim();
    const said = document.querySelector('[data-testid=stMain]')?.innerText ?? '';
    return plain(said).includes(plain(words));
}"""
"""Whether the middle of a page says something."""


@dataclass(frozen=True)
class Visit:
    """One open page of one visitor."""

    page: Page
    server: str

    def open(self, name: str, **query: object) -> "Visit":
        """Go to a page and wait until it is drawn."""
        words = f"?{urlencode(query)}" if query else ""
        self.page.goto(f"{self.server}/{PAGES[name]}{words}")
        return self.settled()

    def settled(self) -> "Visit":
        """Wait until the page's script has run and its pictures are drawn."""
        self._soon(DRAWN)
        main = self.page.get_by_test_id("stMain")
        expect(main.locator("h1").first).to_be_visible(timeout=PATIENCE)
        idle = "[data-testid=stApp][data-test-script-state=notRunning]"
        expect(self.page.locator(idle)).to_be_attached(timeout=PATIENCE)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        return self

    def says(self, words: str) -> None:
        """Wait until the page says something."""
        self._soon(SAYS, words)
        main = self.page.get_by_test_id("stMain")
        expect(main).to_contain_text(words, use_inner_text=True)

    def text(self) -> str:
        """All that the page says in its middle."""
        return self.page.get_by_test_id("stMain").inner_text()

    def headline(self) -> str:
        """The sentence that answers."""
        return self.page.get_by_test_id("stMain").locator("h2").first.inner_text()

    def bar(self) -> None:
        """Open the bar at the side, where it is closed, as on a phone."""
        closed = self.page.get_by_test_id("stExpandSidebarButton")
        if closed.is_visible():
            closed.click()
        expect(self.page.get_by_test_id("stSidebar")).to_be_visible()

    def wait_for_full_run(self) -> None:
        """Wait until the answer is one that was simulated in full."""
        self.says("Simulated in full")
        self.settled()

    def _soon(self, look: str, arg: object = None) -> None:
        """Look often until something is so; what follows tells what is missing if it never is.

        The assertions of Playwright look once a second, and a suite of waits adds up.
        """
        with suppress(TimeoutError):
            self.page.wait_for_function(look, arg=arg, timeout=PATIENCE, polling=MOMENT)
