"""Perverse incentives of a deal, each read off settlements at neighbouring outturns.

Nothing here knows a payment rule by name: a warning appears where the money shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alliance_sim.analysis.deals.course import ALIKE, Course
from alliance_sim.analysis.deals.padding import kept_of_cost, kept_of_target
from alliance_sim.analysis.deals.pounds import in_pence, percent_of, round_pounds
from alliance_sim.analysis.deals.words import outturn, provider_part, providers
from alliance_sim.analysis.formats import capital, listed

LIKELY_LOW, LIKELY_HIGH = 0.7, 1.3
"""Outturns, as ratios to what was agreed, between which a missing incentive is worth a warning."""


@dataclass(frozen=True)
class Warned:
    """One perverse incentive."""

    kind: str
    """`cliff`, `uncapped`, `spending`, `no_reason_to_save`, `target_padding` or `cost_padding`."""

    text: str
    """What it is, with the outturn and the amounts at which it shows."""


def warnings(course: Course) -> tuple[Warned, ...]:
    """What a deal tempts people to, at and around the outturn of the course."""
    return (
        *_cliffs(course),
        *_uncapped(course),
        *_spending(course),
        *_no_reason(course),
        *_padding(course),
    )


def _cliffs(course: Course) -> Iterator[Warned]:
    for cliff in course.cliffs:
        side = sum(cliff.moves[name] for name in providers(course))
        way = "lose" if side > 0 else "gain"
        yield Warned(
            "cliff",
            f"Cliff edge at {outturn(course, cliff.at)}: one penny more of cost makes the "
            f"providers {way} {round_pounds(abs(side))} at once, so it pays to be on the right "
            "side of it.",
        )


def _uncapped(course: Course) -> Iterator[Warned]:
    last = course.pieces[-1]
    for party in course.parties:
        part = last.moves[party.name]
        if part <= ALIKE:
            continue
        name = course.said(party.name)
        above = f" above {outturn(course, last.low)}" if last.low > 0 else ""
        yield Warned(
            "uncapped",
            f"No limit on what {name} can lose: it bears {in_pence(part)} of every pound{above}.",
        )


def _spending(course: Course) -> Iterator[Warned]:
    for name in providers(course):
        earning = [piece for piece in course.pieces if piece.moves[name] < -ALIKE]
        if earning:
            part = max(-piece.moves[name] for piece in earning)
            yield Warned(
                "spending",
                f"{capital(course.said(name))} earns by spending more: up to {in_pence(part)} of "
                "each further pound.",
            )


def _no_reason(course: Course) -> Iterator[Warned]:
    """Stretches of likely outturns in which a pound saved is nothing to any provider."""
    low, high = (ratio * course.reference for ratio in (LIKELY_LOW, LIKELY_HIGH))
    for piece in course.pieces:
        is_dead = abs(provider_part(course, piece.moves)) <= ALIKE
        if not is_dead or piece.high <= low or piece.low >= high:
            continue
        if piece.low <= 0 and piece.high >= course.end:
            where = "at any outturn"
        elif piece.low <= 0:
            where = f"once cost is below {outturn(course, piece.high)}"
        elif piece.high >= course.end:
            where = f"once cost is above {outturn(course, piece.low)}"
        else:
            ends = [percent_of(end, course.reference) for end in (piece.low, piece.high)]
            where = f"while cost is between {ends[0]} and {ends[1]} of what was agreed"
        yield Warned("no_reason_to_save", f"No provider has a reason to save a pound {where}.")


def _padding(course: Course) -> Iterator[Warned]:
    target = kept_of_target(course)
    if target is not None and target > ALIKE:
        yield Warned(
            "target_padding",
            f"A padded target pays: of each pound added to the target before it is agreed, the "
            f"providers keep {in_pence(target)}.",
        )
    kept = {name: part for name, part in kept_of_cost(course).items() if part > ALIKE}
    if kept:
        told = listed([f"{course.said(name)} {in_pence(part)}" for name, part in kept.items()])
        alone = ", each if it alone does so" if len(kept) > 1 else ""
        yield Warned(
            "cost_padding",
            f"Claiming a pound that was not spent pays, unless it is found out: it leaves "
            f"{told}{alone}.",
        )
