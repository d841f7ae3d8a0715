"""Which assumptions a map can lie over, and their names."""

from collections.abc import Mapping
from functools import cache

from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.evidence import catalogue
from alliance_sim.experiments.axes import ALIASES, Axis, axis, has_range
from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.packaged.maps import lever_axis
from alliance_sim.views.wording import say, wording

STEPS = 5
"""Places along an axis that is not a lever; more take longer."""

LEVERS_TWICE = ("kpi_visibility", "bidders")
"""Short names that are levers already."""

FIRST_TWO = ("bidders", "visible")
"""What the map lies over on arrival."""


def short_list(most: tuple[str, ...]) -> list[str]:
    """The main levers, the short names, and the assumptions that move the story most.

    Args:
        most: paths of those.
    """
    known = [name for name in most if name not in LEVERS]
    return [*dict.fromkeys([*LEVERS, *(n for n in ALIASES if n not in LEVERS_TWICE), *known])]


@cache
def every() -> tuple[str, ...]:
    """Every assumption that has a range, in the order of the evidence."""
    return tuple(path for path, one in catalogue().parameters.items() if has_range(one))


def name_of(key: str) -> str:
    """An axis as people read it."""
    known: Mapping[str, str] = wording("robust")
    if f"axis_{key}" in known:
        return say("robust", f"axis_{key}")
    words = in_words(key)
    return words if words[1:2].isupper() else words[0].lower() + words[1:]


def called(words: str) -> str:
    """The assumption with a range that is called that; empty if none is."""
    return _by_words().get(words, "")


@cache
def _by_words() -> Mapping[str, str]:
    return {name_of(path): path for path in every()}


def made(key: str) -> Axis:
    """The axis of that name.

    Raises:
        AxisError: There is none.
    """
    return lever_axis(LEVERS[key]) if key in LEVERS else axis_of(key)


@cache
def axis_of(key: str) -> Axis:
    """An axis over the whole range of a parameter, or of several that move together.

    Raises:
        AxisError: There is none of that name.
    """
    found = axis(key)
    low, high = found.values[0], found.values[-1]
    return axis(f"{key}={low!r}:{high!r}:{STEPS}")
