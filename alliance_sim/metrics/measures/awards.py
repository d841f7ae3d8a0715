"""Awards: who wins for what reason, and whether what is scored is what people live through."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.rules.services import ADVOCATE, HOME
from alliance_sim.world.procurement import Tendering

NEVER = float("nan")


def _contested(period: Counted) -> list[Tendering]:
    """Awards with a winner and a choice: two acceptable bids or more."""
    return [
        one
        for one in period.world.awards
        if one.award.winners and np.isfinite(one.award.bids).sum() > 1
    ]


def _to_the_lowest(period: Counted) -> float:
    """Share of contested awards whose first winner asked for least."""
    lowest = []
    for one in _contested(period):
        rows = one.bidders.provider
        own = one.award.bids[rows == one.award.winners[0]]
        if np.nanmin(one.award.bids) == np.nanmax(one.award.bids):
            # Where all ask the same, nobody asks for least.
            continue
        lowest.append(bool(own[0] <= np.nanmin(one.award.bids)))
    return float(np.mean(lowest)) if lowest else NEVER


def _price_sway(period: Counted) -> float:
    """Weight of price times the spread of prices, over that and the same of quality.

    Prices are scored as lowest over own, the usual way.
    """
    weight = getattr(period.world.mechanism.selection, "price_weight", None)
    if weight is None:
        return NEVER
    shares = []
    for one in _contested(period):
        there = np.isfinite(one.award.bids)
        bids, quality = one.award.bids[there], one.award.scored_quality[there]
        price = weight * float(np.std(bids.min() / bids))
        other = (1 - weight) * float(np.std(quality))
        if price + other > 0:
            shares.append(price / (price + other))
    return float(np.mean(shares)) if shares else NEVER


def _assessment_error(period: Counted) -> float:
    return mean(period.noted("assessment_error"))


def _advocacy(period: Counted) -> float:
    """Quality of advocacy as those without a voice live through it."""
    world, start = period.world, period.from_month
    weight = world.relational_share[ADVOCATE]
    checked, relational = (
        world.record.level(name, start)[:, ADVOCATE] for name in ("verifiable", "relational")
    )
    lived = (1 - weight) * checked + weight * relational
    people = world.record.people("voiceless_known", start)
    total = float(people.sum())
    return float((lived * people).sum() / total) if total > 0 else NEVER


def _alignment(period: Counted) -> float:
    """Correlation over months and cells of home care as scored with home care as lived."""
    world, start = period.world, period.from_month
    _, value = world.record.served(start)
    reported, checked, relational = (
        world.record.level(name, start)[:, HOME]
        for name in ("reported", "verifiable", "relational")
    )
    visible, weight = world.kpi_visibility[HOME], world.relational_share[HOME]
    seen = (reported + visible * relational) / (1 + visible)
    lived = (1 - weight) * checked + weight * relational
    worth = value[:, HOME]
    total = worth.sum()
    if total <= 0:
        return NEVER
    part = worth / total
    off_seen, off_lived = seen - (part * seen).sum(), lived - (part * lived).sum()
    both = float((part * off_seen * off_lived).sum())
    spread = float(np.sqrt((part * off_seen**2).sum() * (part * off_lived**2).sum()))
    return both / spread if spread > 0 else NEVER


MEASURES = (
    Measure(
        "lowest_price_share",
        "Awards to the lowest price",
        "share of contested awards",
        "How often whoever asked for least came first.",
        None,
        _to_the_lowest,
    ),
    Measure(
        "price_sway",
        "Sway of price",
        "share",
        "Weight of price times the spread of prices, over that and the same of quality.",
        None,
        _price_sway,
    ),
    Measure(
        "assessment_error",
        "Error of assessments",
        "share of need",
        "How far what people in care were assessed to need lies from what they need.",
        False,
        _assessment_error,
        3,
    ),
    Measure(
        "advocacy_quality",
        "Quality of advocacy",
        "score 0 to 1",
        "As those without a voice live through it.",
        True,
        _advocacy,
    ),
    Measure(
        "quality_alignment",
        "Scored and lived quality together",
        "correlation",
        "How far home care as scored moves with home care as lived, over months and places.",
        True,
        _alignment,
    ),
)
