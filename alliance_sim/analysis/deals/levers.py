"""What results and volume are worth under a deal, and where they make money jump."""

from collections.abc import Iterator

from alliance_sim.analysis.deals.course import Course
from alliance_sim.analysis.deals.pounds import exact, round_pounds
from alliance_sim.rules.contracts.pence import PENCE

POINTS = 100
"""Points into which a result from 0 to 1 is cut."""

RESULTS = {
    "performance": ("performance", 0.0),
    "key_result": ("the key result", -1.0),
    "outcomes": ("confirmed outcomes", 0.0),
}
"""What can be scored: its name in words, and its lowest value; the highest is 1."""

VOLUMES = {"units": "unit", "people": "person"}

JUMP = 5
"""A point that moves so many times as much as the average point is a cliff."""


def sensitive(course: Course) -> list[str]:
    """Fields of the outturn, among results and volumes, that move money."""
    paid = course.here.paid
    found = []
    for name, (_, low) in RESULTS.items():
        ends = {course.at(course.here.cost, **{name: value}).paid for value in (low, 0.5, 1.0)}
        if ends != {paid}:
            found.append(name)
    return [
        *found,
        *(n for n in VOLUMES if _more(course, n, getattr(course.actuals, n)) != paid),
    ]


def _more(course: Course, name: str, value: float) -> int:
    return course.at(course.here.cost, **{name: value + 1}).paid


def worth_of_results(course: Course) -> Iterator[str]:
    """What results and volume move, from worst to best and at the margin."""
    moving = sensitive(course)
    for name in VOLUMES:
        is_asked = name in course.agreement.rule.needs() and not course.actuals.packages
        if is_asked and name not in moving:
            yield f"One {VOLUMES[name]} more or less moves no money here."
    for name in moving:
        if name in RESULTS:
            yield from _result(course, name)
        else:
            step = _more(course, name, getattr(course.actuals, name)) - course.here.paid
            yield f"One {VOLUMES[name]} more is paid {exact(step, signed=True)}."


def _result(course: Course, name: str) -> Iterator[str]:
    said, low = RESULTS[name]
    cost = course.here.cost
    steps = [low + (1 - low) * point / POINTS for point in range(POINTS + 1)]
    paid = [course.at(cost, **{name: value}).paid for value in steps]
    span = max(paid) - min(paid)
    value = getattr(course.actuals, name)
    yield (
        f"Of what is paid, {round_pounds(span)} turns on {said}: from {exact(paid[0])} at {low:g} "
        f"to {exact(paid[-1])} at 1; here it is {value:g}."
    )
    for before, after, value in zip(paid[:-1], paid[1:], steps[1:], strict=True):
        jump = after - before
        if abs(jump) * POINTS > JUMP * span and abs(jump) > PENCE:
            yield f"Cliff in {said}: reaching {value:.2f} moves {round_pounds(abs(jump))} at once."
