"""Padding that pays: what is kept of a pound claimed, or agreed, that nothing stands behind."""

from collections.abc import Iterator

from alliance_sim.analysis.deals.course import ALIKE, Course
from alliance_sim.analysis.deals.pounds import in_pence
from alliance_sim.analysis.formats import listed
from alliance_sim.rules.contracts.pence import PENCE

STEP = 100 * PENCE
"""Pence that are padded to see what is kept: enough for rounding not to show."""


def kept_of_cost(course: Course) -> dict[str, float]:
    """Part of a padded pound of cost that each provider keeps, if it alone claims it.

    It is paid as though it had spent the pound, and bears only its own part of the pain.
    """
    cost = course.here.cost
    before, after = course.at(cost), course.at(cost + STEP)
    reimbursed = (after.paid - before.paid) - (after.fee - before.fee) - (after.gain - before.gain)
    then = {party.name: party for party in after.shares}
    return {
        party.name: (reimbursed + party.pays - then[party.name].pays) / STEP
        for party in before.shares
        if party.side == "provider"
    }


def kept_of_target(course: Course) -> float | None:
    """Part of a pound padded into the target that the provider's side keeps; None without one."""
    if not course.agreement.rule.needs_target:
        return None
    target = course.actuals.target_cost_gbp
    cost = course.here.cost
    padded = course.at(cost, target_cost_gbp=target + STEP / PENCE)
    return (padded.paid - course.here.paid) / STEP


def padding(course: Course) -> Iterator[str]:
    """What undetected padding of cost and of the target pays."""
    kept = kept_of_cost(course)
    paying = {name: part for name, part in kept.items() if part > ALIKE}
    if paying:
        told = listed([f"{course.said(name)} {in_pence(part)}" for name, part in paying.items()])
        alone = ", each if it alone pads" if len(paying) > 1 else ""
        yield f"Padding pays: of an undetected pound added to cost, kept by {told}{alone}."
    else:
        yield "Padding cost does not pay: nobody keeps any of a pound that was not spent."
    from_target = kept_of_target(course)
    if from_target is not None and from_target > ALIKE:
        yield (
            f"Of a pound padded into the target before it was agreed, the provider's side keeps "
            f"{in_pence(from_target)} at this outturn."
        )
