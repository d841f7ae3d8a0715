"""What becomes of people between services: lost at a hand-off, assessed again, waiting."""

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure


def _total(period: Counted, name: str) -> float:
    """What was counted under a name over the counted months, for all simulated people."""
    return float(period.world.record.in_cells(name, period.from_month).sum())


def _yearly(period: Counted, name: str) -> float:
    """The same a year, for the whole place."""
    return _total(period, name) * period.world.place.scale / period.years


def _lost(period: Counted) -> float:
    return _yearly(period, "handoffs_lost")


def _again(period: Counted) -> float:
    return _yearly(period, "reassessed")


def _dropped(period: Counted) -> float:
    return _lost(period) - _again(period)


def _waiting(period: Counted) -> float:
    known = _total(period, "known")
    served = _total(period, "in_care") + _total(period, "in_reablement")
    return 1 - served / known if known > 0 else float("nan")


def _wait(period: Counted) -> float:
    """Months from being known to the first service, by the number waiting over those who begin."""
    known = _total(period, "known")
    served = _total(period, "in_care") + _total(period, "in_reablement")
    begin = _total(period, "assessed")
    return (known - served) / begin if begin > 0 else float("nan")


PEOPLE = "people a year"

MEASURES = (
    Measure(
        "lost_in_transfer_year",
        "Lost between services",
        PEOPLE,
        "People lost at a hand-off from one service to the next, for the whole place.",
        False,
        _lost,
        0,
    ),
    Measure(
        "reassessed_year",
        "Assessed again",
        PEOPLE,
        "People who are assessed again because a hand-off failed, for the whole place.",
        False,
        _again,
        0,
    ),
    Measure(
        "dropped_out_year",
        "Dropped out",
        PEOPLE,
        "People who dropped out of sight at a hand-off, for the whole place.",
        False,
        _dropped,
        0,
    ),
    Measure(
        "waiting_share",
        "Known but not served",
        "share",
        "Share of people known to the council who are in neither care nor reablement.",
        False,
        _waiting,
        3,
    ),
    Measure(
        "wait_months",
        "Wait for a first service",
        "months",
        "People known but not served, over those assessed in a month.",
        False,
        _wait,
        2,
    ),
)
