"""The voluntary sector: how often it bids and wins, what that costs, how far it is itself."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.measures.served import voluntary
from alliance_sim.world.ledger import PENCE, PURPOSE

A_YEAR = "a year"


def _bid_and_won(period: Counted, *, mine: bool) -> tuple[int, int]:
    """Bids and wins of the voluntary sector, or of all outside providers, in all competitions."""
    world = period.world
    counts = voluntary(period) if mine else np.ones(world.market.rows, dtype=bool)
    awards = world.awards
    bids = sum(int(counts[one.bidders.provider].sum()) for one in awards)
    won = sum(int(counts[np.array(one.award.winners, dtype=np.int64)].sum()) for one in awards)
    return bids, won


def _bids(period: Counted) -> float:
    return _bid_and_won(period, mine=True)[0] / period.years


def _win_rate(period: Counted) -> float:
    bids, won = _bid_and_won(period, mine=True)
    return won / bids if bids else float("nan")


def _share_of_bids(period: Counted) -> float:
    bids, _ = _bid_and_won(period, mine=True)
    every, _ = _bid_and_won(period, mine=False)
    return bids / every if every else float("nan")


def _burden(period: Counted) -> float:
    world = period.world
    book = world.ledger.flows_of_all_months()[period.from_month + 1 :]
    paid = book[:, PURPOSE["bid_cost"], world.accounts.provider].sum()
    return float(-paid / PENCE / period.years)


def _distinctiveness(period: Counted) -> float:
    if not voluntary(period).any():
        return float("nan")
    noted = period.noted("distinctiveness")
    return mean(noted) if np.isfinite(noted).any() else 1.0


MEASURES = (
    Measure(
        "voluntary_bids",
        "Bids of the voluntary sector",
        A_YEAR,
        "Bids made by charities and community networks.",
        None,
        _bids,
    ),
    Measure(
        "voluntary_bids_share",
        "Share of bids from the voluntary sector",
        "share",
        "Of all bids, those of charities and community networks.",
        None,
        _share_of_bids,
        3,
    ),
    Measure(
        "voluntary_win_rate",
        "Wins per bid of the voluntary sector",
        "share",
        "Of its bids, those that won.",
        None,
        _win_rate,
        3,
    ),
    Measure(
        "bid_burden_gbp",
        "Cost of bidding",
        "GBP a year",
        "What bidders spend on bids and on evidence for them.",
        False,
        _burden,
        0,
    ),
    Measure(
        "distinctiveness",
        "Distinctiveness of the voluntary sector",
        "index 0 to 1",
        "How far voluntary providers are from the private norm, against how far they began.",
        True,
        _distinctiveness,
        3,
    ),
)
