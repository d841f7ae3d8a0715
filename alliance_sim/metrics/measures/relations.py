"""Relations between councils and providers: estimates, disputes, warnings, building, moving."""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.world.ledger import PENCE, PURPOSE

JUDGED = ("performance_pay", "gain_and_pain")
"""What is paid or taken back by how a provider did."""


def _sellers(period: Counted) -> NDArray[np.bool_]:
    market = period.world.market
    return np.asarray(market.kind != period.world.in_house_kind)


def _yearly(period: Counted, name: str) -> float:
    return float(np.nansum(period.noted(name))) / period.years


def _estimate_error(period: Counted) -> float:
    errors = [award.error for award in period.world.awards if len(award.bidders)]
    return mean(np.array(errors))


def _nil_bids(period: Counted) -> float:
    awards = period.world.awards
    return mean(np.array([float(not np.isfinite(one.award.bids).any()) for one in awards]))


def _pay_disputed(period: Counted) -> float:
    world, start = period.world, period.from_month
    book = world.ledger.flows_of_all_months()[start + 1 :]
    rows = _sellers(period)
    accounts = world.accounts.provider[rows]
    judged = sum(book[:, PURPOSE[name]][:, accounts] for name in JUDGED)
    income = float(world.record.income[start:, rows].sum())
    taken = -float(np.minimum(judged, 0).sum()) / PENCE
    return taken / (income + taken) if income + taken > 0 else float("nan")


def _fee_cost_ratio(period: Counted) -> float:
    record, rows = period.world.record, _sellers(period)
    income = record.income[period.from_month :, rows]
    cost = record.cost[period.from_month :, rows][income > 0].sum()
    return float(income.sum() / cost) if cost > 0 else float("nan")


def _providers_in_first(period: Counted) -> float:
    market = period.world.market
    return float((market.active & _sellers(period) & (market.council == 0)).sum())


COUNT, SHARE = "a year", "share"

MEASURES = (
    Measure(
        "estimate_error_share",
        "Error of cost estimates",
        SHARE,
        "How far bidders' estimates of their cost are wrong, as a share of cost.",
        False,
        _estimate_error,
        4,
    ),
    Measure(
        "nil_bids_share",
        "Awards without a bid",
        SHARE,
        "Awards for which nobody made an acceptable bid.",
        False,
        _nil_bids,
        3,
    ),
    Measure(
        "pay_disputed_share",
        "Pay withheld or taken back",
        SHARE,
        "Of what outside providers would have been paid.",
        False,
        _pay_disputed,
        4,
    ),
    Measure(
        "fee_cost_ratio",
        "Fees against cost",
        "ratio",
        "Outside providers' income over their cost.",
        None,
        _fee_cost_ratio,
        3,
    ),
    Measure(
        "rescues",
        "Contracts saved by a higher price",
        COUNT,
        "Prices raised for providers that told in time that they would hand back.",
        None,
        lambda period: _yearly(period, "rescues"),
    ),
    Measure(
        "planned_transitions",
        "Planned changes of provider",
        COUNT,
        "Contracts that ended early by a plan, with staff moving along.",
        None,
        lambda period: _yearly(period, "planned_transitions"),
    ),
    Measure(
        "developments_made",
        "Developments made",
        COUNT,
        "Pieces of new capacity that providers built for published need.",
        True,
        lambda period: _yearly(period, "developments_made"),
    ),
    Measure(
        "developments_missed",
        "Developments missed",
        COUNT,
        "Those that would have paid had their use been promised, and did not.",
        False,
        lambda period: _yearly(period, "developments_missed"),
    ),
    Measure(
        "moves",
        "Providers that moved",
        COUNT,
        "Providers without work that closed in one council and opened in another.",
        None,
        lambda period: _yearly(period, "moves"),
    ),
    Measure(
        "providers_first_council",
        "Providers in the first council",
        "count",
        "Outside providers open there when the story ends.",
        None,
        _providers_in_first,
    ),
    Measure(
        "belief_in_providers",
        "Councils' belief in providers",
        "probability",
        "That a provider in work is trustworthy; nothing where belief is switched off.",
        True,
        lambda period: mean(period.noted("belief_in_providers")),
    ),
    Measure(
        "belief_in_council",
        "Providers' belief in councils",
        "probability",
        "That a council is trustworthy; nothing where belief is switched off.",
        True,
        lambda period: mean(period.noted("belief_in_council")),
    ),
)
