"""A visit to the pages in a real browser: opening, waiting until all is drawn, looking."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

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
        main = self.page.get_by_test_id("stMain")
        expect(main.locator("h1").first).to_be_visible(timeout=PATIENCE)
        idle = "[data-testid=stApp][data-test-script-state=notRunning]"
        expect(self.page.locator(idle)).to_be_attached(timeout=PATIENCE)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        return self

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
        badge = self.page.get_by_text("Simulated in full")
        expect(badge.first).to_be_visible(timeout=2 * PATIENCE)
        self.settled()
