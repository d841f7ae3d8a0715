"""Parts of a page that are drawn again by themselves change nothing that is asked."""

from benchmarks.visitors import visitor
from tests.apart import finish

LEVER = "Providers who could bid"
MANY = 400
"""Futures, so that work is under way for as long as the test looks."""


async def undone(server):
    async with visitor(server) as page:
        await page.open(n=MANY)
        await page.move(LEVER, 7)
        await page.move(LEVER, 9)
        await page.press("Undo")
        assert page.says(rf"{LEVER}\\?: (\d+) ") == ["7"]
        # A part's request that set out before the browser heard of the undoing.
        for fragment in [*page.timers]:
            await page.rerun(fragment=fragment)
        page.set_to.clear()
        await page.rerun()
        told = page.says(rf"{LEVER}\\?: (\d+) ")
        await page.press("Cancel")
        return told


def test_a_late_request_of_a_part_does_not_bring_back_what_was_undone(server):
    assert finish(undone(server)) == ["7"]
