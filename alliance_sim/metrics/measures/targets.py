"""Target costs: how far they lie above expected cost when agreed, and above cost in the end."""

import numpy as np

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.world.deals import fee_of
from alliance_sim.world.settling import OUTTURN, TARGET

NEVER = float("nan")


def _drift(period: Counted) -> float:
    """Agreed target over what the members expected their work to cost, less one."""
    above = []
    for one in period.world.record.history.signed:
        contract = one.deal.mechanism.contract
        bidders, award = one.tendering.bidders, one.tendering.award
        if one.month <= period.from_month or not contract.needs_target or bidders.proof is None:
            continue
        members = np.isin(bidders.provider, award.winners)
        target = award.price_ratio / (1 + fee_of(contract))
        above.append(target / float(bidders.proof[members].mean()) - 1)
    return float(np.mean(above)) if above else NEVER


def _underrun(period: Counted) -> float:
    """How far what was done cost less than its target, as a share of the target."""
    target, outturn = period.noted(TARGET), period.noted(OUTTURN)
    total = float(np.nansum(target))
    return 1 - float(np.nansum(outturn)) / total if total > 0 else NEVER


MEASURES = (
    Measure(
        "target_drift_share",
        "Target above expected cost",
        "share",
        "How far agreed targets lie above what members' own books say the work costs.",
        None,
        _drift,
        3,
    ),
    Measure(
        "underrun_share",
        "Cost below target",
        "share",
        "How far work under target-cost contracts cost less than its targets.",
        None,
        _underrun,
        3,
    ),
)
