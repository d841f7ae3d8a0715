"""Where a reader is in the lesson and what they said: all of it fits in a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

STEPS = ("situation", "predict", "reveal", "explain", "change")
SURE = ("unsure", "fairly", "very")
"""How confident a prediction is."""

LONGEST_REASON = 140
"""Letters of a reason that are kept."""

MOST_HANDS = 500
"""The most hands that are counted for one answer."""

BETWEEN = "-"


@dataclass(frozen=True)
class Progress:
    """A place in the lesson.

    Attributes:
        chapter: Number of the chapter.
        step: One of `STEPS`.
        pick: What the reader decided to do.
        guess: The answer that was predicted; empty where prediction was skipped.
        sure: One of `SURE`, or empty.
        why: The reason given.
        hands: How many of a class chose each answer, in the order of the answers.
        place: Where the one change stands; empty for where the chapter has it.
        presents: Whether it is shown to a room.
    """

    chapter: int = 1
    step: str = STEPS[0]
    pick: str = ""
    guess: str = ""
    sure: str = ""
    why: str = ""
    hands: tuple[int, ...] = ()
    place: str = ""
    presents: bool = False

    def moved(self, by: int) -> "Progress":
        """So many steps on, or back, within the chapter."""
        at = min(max(STEPS.index(self.step) + by, 0), len(STEPS) - 1)
        return replace(self, step=STEPS[at])

    def as_link(self) -> dict[str, str]:
        """The fields of an address; what is as it begins is left out."""
        found = {
            "c": str(self.chapter),
            "step": self.step,
            "pick": self.pick,
            "guess": self.guess,
            "sure": self.sure,
            "why": self.why,
            "hands": BETWEEN.join(map(str, self.hands)) if any(self.hands) else "",
            "place": self.place,
            "present": "1" if self.presents else "",
        }
        return {key: word for key, word in found.items() if word}


FIELDS = ("c", "step", "pick", "guess", "sure", "why", "hands", "place", "present")
"""The names of the fields in an address."""


def from_link(given: Mapping[str, str], chapters: int) -> Progress:
    """The place that an address says; what cannot be read is as at the beginning.

    Args:
        given: the fields of the address.
        chapters: how many chapters there are.
    """
    number = given.get("c", "")
    step, sure = given.get("step", ""), given.get("sure", "")
    counts = given.get("hands", "").split(BETWEEN)
    return Progress(
        chapter=min(max(int(number), 1), chapters) if _is_whole(number) else 1,
        step=step if step in STEPS else STEPS[0],
        pick=given.get("pick", ""),
        guess=given.get("guess", ""),
        sure=sure if sure in SURE else "",
        why=given.get("why", "")[:LONGEST_REASON],
        hands=tuple(min(int(one), MOST_HANDS) for one in counts)
        if all(map(_is_whole, counts))
        else (),
        place=given.get("place", ""),
        presents=given.get("present") == "1",
    )


def _is_whole(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= len(str(MOST_HANDS))
