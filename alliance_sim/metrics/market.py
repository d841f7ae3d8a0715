"""The provider market: margins, competition, who is left, and trust."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean
from alliance_sim.world.market import KINDS

VOLUNTARY = ("voluntary_sector", "community_network")
"""Kinds that count as the voluntary sector."""


def market(period: Counted) -> dict[str, float]:
    """Margin and shares over the counted months; events as counts a year."""
    world, start = period.world, period.from_month
    income = world.record.income[start:].sum(axis=0)
    cost = world.record.cost[start:].sum(axis=0)
    sellers = world.market.kind != world.in_house_kind
    sold = float(income[sellers].sum())
    total = float(income.sum())
    owned = world.market.firms.by_owner(income)
    voluntary = np.isin(world.market.kind, [KINDS.index(kind) for kind in VOLUNTARY])
    never = float("nan")
    return {
        "provider_margin_share": (sold - float(cost[sellers & (income > 0)].sum())) / sold
        if sold > 0
        else never,
        "bidders_mean": mean(period.column("bids_per_award")),
        "market_concentration_hhi": float(((owned / total) ** 2).sum()) if total > 0 else never,
        "voluntary_sector_share": float(income[voluntary].sum()) / total if total > 0 else never,
        "handbacks": float(period.column("handbacks").sum()) / period.years,
        "provider_exits": float(period.column("exits").sum()) / period.years,
        "trust": mean(period.column("trust")),
    }
