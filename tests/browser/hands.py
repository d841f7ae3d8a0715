"""Two ways to use a page, with the same words: a mouse, or a keyboard alone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.visiting import PATIENCE

MOST_STOPS = 200
"""Presses of Tab after which a control counts as out of reach."""

TRIES, MOMENTS = 4, 2000
"""How often, and how many milliseconds each time, a busy machine is waited for: a list closes again
where the page is drawn anew under it, and people open it once more."""

WHERE = """one => {
    if (!one.isConnected) return 'drawn anew';
    if (one.contains(document.activeElement)) return 'there';
    const skips = document.activeElement.dataset.testid === 'stSkipToContent';
    return skips ? 'link to the middle' : 'elsewhere';
}"""
"""Where the focus is, as seen from what is sought."""

INTO_SIGHT = """() => {
    const one = document.activeElement, all = '[data-testid^="st"]';
    if (one === document.body) return 'nothing has the focus';
    const shown = one.closest('label') || one.closest(all) || one;
    const box = shown.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + box.height / 2];
    if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) return 'the focus is off the screen';
    const top = document.elementFromPoint(x, y);
    return top && (shown.contains(top) || top.contains(shown)) ? '' : 'the focus is covered';
}"""
"""What is wrong with where the focus is, if anything."""

TO_THE_MIDDLE = """one => {
    one.scrollIntoView({block: 'center'});
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
"""A list that is opened while the page still moves closes again, so people scroll first."""

SAID = "() => (document.activeElement.closest('label') || document.activeElement).innerText"
"""The words of what has the focus."""

LOOK = """one => {
    const shown = one.closest('[data-testid^="stRadioOption"], label, summary') || one;
    const said = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor',
                  'backgroundColor', 'color', 'textDecorationLine'];
    const near = [shown, ...shown.querySelectorAll('*')];
    for (let at = shown, i = 0; i < 4 && (at = at.parentElement); i++) near.push(at);
    return JSON.stringify(near.map(node => said.map(name => getComputedStyle(node)[name])));
}"""
"""How a control and what is round it look."""


@dataclass
class Mouse:
    """Points and clicks; types only where a text or a number is asked for."""

    page: Page

    def press(self, target: Locator) -> None:
        """Use a button, a switch or the head of a part that opens."""
        self._find(target)
        words = target.locator("xpath=ancestor::label")
        (words if words.count() else target).click()

    def tick(self, group: Locator, words: str) -> None:
        """One of several that stand beside or below one another."""
        self._find(group)
        group.get_by_text(words, exact=True).click()

    def pick(self, box: Locator, words: str) -> None:
        """One of a list."""
        option = self.page.get_by_role("option", name=words, exact=True)
        for _ in range(TRIES):
            self._find(box)
            box.click()
            if _within_moments(lambda: expect(option).to_be_visible(timeout=MOMENTS)):
                break
        option.click()
        expect(self.page.get_by_role("listbox")).to_have_count(0)

    def write(self, box: Locator, words: str) -> None:
        """Put words or a number in place of what a box holds."""
        self._find(box)
        box.click(click_count=3)
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def to_the_start(self, slider: Locator) -> None:
        """Move a slider to its least."""
        self._find(slider)
        thumb = slider.locator("xpath=ancestor::*[@data-rac][1]").bounding_box()
        track = slider.locator("xpath=ancestor::*[@data-testid='stSlider']").bounding_box()
        assert thumb
        assert track
        height = thumb["y"] + thumb["height"] / 2
        self.page.mouse.move(thumb["x"] + thumb["width"] / 2, height)
        self.page.mouse.down()
        self.page.mouse.move(track["x"], height, steps=4)
        self.page.mouse.up()

    def _find(self, target: Locator) -> None:
        expect(target).to_be_visible(timeout=PATIENCE)
        target.evaluate(TO_THE_MIDDLE)


@dataclass
class Keyboard:
    """Tab, arrows, Enter and Space, and the letters that are asked for; never a pointer."""

    page: Page
    looked_at: set[str] = field(default_factory=set)
    """Kinds of control whose focus has been seen to show."""

    def press(self, target: Locator) -> None:
        """Use a button, a switch or the head of a part that opens."""
        self._reach(target)
        is_switch = target.evaluate("one => one.type === 'checkbox'")
        self.page.keyboard.press("Space" if is_switch else "Enter")

    def tick(self, group: Locator, words: str) -> None:
        """One of several that stand beside or below one another."""
        within = group.locator(":is([role=radio], input[type=radio], button)")
        seen: list[str] = []
        while words not in seen:
            # Drawing a group anew may lose the focus, and one goes back to it.
            self._reach(group, within)
            seen.append(self.page.evaluate(SAID).strip())
            assert len(seen) <= TRIES * within.count(), f"{words} is not among {seen}"
            if words not in seen:
                self.page.keyboard.press("ArrowRight")
                _within_moments(
                    lambda: self.page.wait_for_function(
                        f"before => ({SAID})().trim() !== before", arg=seen[-1], timeout=MOMENTS
                    )
                )
        self.page.keyboard.press("Space")

    def pick(self, box: Locator, words: str) -> None:
        """One of a list."""
        self._reach(box)
        self.page.keyboard.type(words)
        expect(self.page.get_by_role("option", name=words, exact=True)).to_be_visible()
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("listbox")).to_have_count(0)

    def write(self, box: Locator, words: str) -> None:
        """Put words or a number in place of what a box holds."""
        self._reach(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def to_the_start(self, slider: Locator) -> None:
        """Move a slider to its least."""
        self._reach(slider)
        self.page.keyboard.press("Home")

    def _reach(self, target: Locator, within: Locator | None = None) -> None:
        """Go on with Tab until a control, or one of a group, has the focus and shows that it has.

        The first press on a page finds the link that skips to its middle, and uses it if what is
        sought is there.
        """
        expect(target).to_be_visible(timeout=PATIENCE)
        element, where = target.element_handle(), ""
        in_main = element.evaluate("one => !!one.closest('[data-testid=stMain]')")
        for _ in range(MOST_STOPS):
            where = element.evaluate(WHERE)
            if where == "there":
                break
            if where == "drawn anew":
                element = target.element_handle()
            elif where == "link to the middle" and in_main:
                self.page.keyboard.press("Enter")
            else:
                self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"no press of Tab reached {target}")
        wrong = self.page.evaluate(INTO_SIGHT)
        assert not wrong, f"{target}: {wrong}"
        self._shows(target if within is None else within.locator(":scope:focus").first)

    def _shows(self, target: Locator) -> None:
        """The focus is to be seen: the control looks another way once the focus has gone on."""
        kind = target.evaluate("one => [one.tagName, one.type, one.role].join()")
        if kind in self.looked_at:
            return
        element = target.element_handle()
        for _ in range(TRIES):
            focused = element.evaluate(LOOK)
            self.page.keyboard.press("Tab")
            has_changed = _within_moments(
                lambda before=focused: self.page.wait_for_function(
                    f"([one, before]) => ({LOOK})(one) !== before",
                    arg=[element, before],
                    timeout=MOMENTS,
                )
            )
            self.page.keyboard.press("Shift+Tab")
            if has_changed:
                self.looked_at.add(kind)
                return
        raise AssertionError(f"nothing shows that {target} has the focus")


def _within_moments(look: Callable[[], object]) -> bool:
    try:
        look()
    except (AssertionError, TimeoutError):
        return False
    return True


HANDS = {"mouse": Mouse, "keyboard": Keyboard}
