"""Unpaid carers: what is asked of them, how strained they are, how many have joined others."""

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure


def _ratio(period: Counted, part: str, whole: str) -> float:
    record, start = period.world.record, period.from_month
    below = record.in_cells(whole, start).sum()
    return float(record.in_cells(part, start).sum() / below) if below > 0 else float("nan")


def _strain(period: Counted) -> float:
    return _ratio(period, "strain", "residents")


def _paid(period: Counted) -> float:
    return _ratio(period, "paid_need_hours", "needed_hours")


def _support(period: Counted) -> float:
    hours = period.world.record.in_cells("support_hours", period.from_month).sum()
    return float(hours) * period.world.place.scale / period.years


def _joined(period: Counted) -> float:
    return mean(period.noted("carers_joined"))


def _influence(period: Counted) -> float:
    return mean(period.noted("carers_influence"))


SHARE = "share"

MEASURES = (
    Measure(
        "carer_strain",
        "Strain of unpaid carers",
        "score 0 to 1",
        "Strain of those who care unpaid, mean over residents.",
        False,
        _strain,
        3,
    ),
    Measure(
        "paid_hours_share",
        "Need asked of paid care",
        SHARE,
        "Share of all hours of need that home care is asked for.",
        None,
        _paid,
        3,
    ),
    Measure(
        "support_hours_year",
        "Hours of unpaid care",
        "hours a year",
        "Hours that unpaid carers give, for the whole place.",
        None,
        _support,
        0,
    ),
    Measure(
        "carers_joined",
        "Carers who have joined others",
        SHARE,
        "Share of unpaid carers in a coalition.",
        None,
        _joined,
        3,
    ),
    Measure(
        "carers_influence",
        "Influence of organised carers",
        "score 0 to 1",
        "How far the council answers organised carers.",
        None,
        _influence,
        2,
    ),
)
