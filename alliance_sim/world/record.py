"""The record of a run: one row of numbers a month, and what happened on the way."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.life import AT
from alliance_sim.world.people import GROUPS, WELL_CONNECTED
from alliance_sim.world.place import HOME

if TYPE_CHECKING:
    from alliance_sim.world.model import World

COST_PURPOSES = {
    "cost_care_gbp": ("care_payment", "performance_pay", "gain_and_pain", "handback_charge"),
    "cost_procurement_gbp": ("procurement", "bid_cost", "set_up"),
    "cost_governance_gbp": ("governance",),
    "cost_monitoring_gbp": ("monitoring",),
    "cost_crisis_gbp": ("crisis_nhs", "crisis_council", "transition", "write_off"),
}
"""Which postings make up each cost, seen from everyone but the sellers of care."""

ELEMENTS = ("informed", "partner", "resources", "expertise", "connected")

COLUMNS = (
    *COST_PURPOSES,
    "cost_total_gbp",
    "wellbeing",
    *(f"wellbeing_{element}" for element in ELEMENTS),
    "quality_experienced",
    "quality_measured",
    "continuity_months",
    "unmet_need_hours",
    "price_home_care_gbp",
    "staff_turnover_year",
    "trust",
    "residents_known_share",
    "crises",
    "handbacks",
    "exits",
    "handoffs_kept_share",
    "needed_hours",
    "residents",
    "deaths",
    "arrivals",
    "staff_hours_capacity",
    "equity_gap",
    "bids_per_award",
    "undelivered_share",
)
"""Columns of the monthly record; hours, people and money at real scale."""


class Record:
    """Preallocated columns, one value a month; what never happened stays NaN."""

    def __init__(self, world: "World") -> None:
        months = world.scenario.months
        self.columns = {name: np.full(months, np.nan) for name in COLUMNS}
        rows = world.market.rows
        self.income = np.zeros((months, rows))
        self.cost = np.zeros((months, rows))
        self.common_cost = np.zeros(months)
        self.own_cost = np.zeros((months, rows))
        self._seen_awards = self._seen_handbacks = self._seen_exits = 0

    def month(self, world: "World") -> None:
        """Write down the month that has just passed."""
        at = world.month - 1
        put = {**_money(world), **_people(world), **_quality(world), **self._events(world)}
        for name, value in put.items():
            self.columns[name][at] = value
        self.income[at] = world.income
        self.cost[at] = world.month_cost
        self.common_cost[at] = world.common_cost
        self.own_cost[at] = world.market.own_cost

    def _events(self, world: "World") -> dict[str, float]:
        new = world.awards[self._seen_awards :]
        handbacks = world.handbacks - self._seen_handbacks
        exits = world.exits - self._seen_exits
        self._seen_awards = len(world.awards)
        self._seen_handbacks, self._seen_exits = world.handbacks, world.exits
        bids = [np.isfinite(tendering.award.bids).sum() for tendering in new]
        return {
            "handbacks": handbacks,
            "exits": exits,
            "bids_per_award": float(np.mean(bids)) if bids else np.nan,
        }


def _money(world: "World") -> dict[str, float]:
    """Costs of the month by kind, from the ledger: what buyers, NHS and bidders paid out."""
    book = world.ledger.flows(world.month)
    accounts = world.accounts
    council = book[:, accounts.council].sum(axis=1)
    provider = book[:, accounts.provider].sum(axis=1)
    out = {}
    for name, purposes in COST_PURPOSES.items():
        out[name] = 0.0
        for purpose in purposes:
            code = PURPOSE[purpose]
            paid = -council[code] - book[code, accounts.nhs]
            if purpose == "bid_cost" or purpose == "governance":
                paid -= provider[code]
            if purpose == "write_off":
                paid -= book[code, accounts.owners]
            out[name] += float(paid) / PENCE
    out["cost_total_gbp"] = sum(out.values())
    posts = world.posts
    home = np.unique(posts.deal[posts.service == HOME])
    out["price_home_care_gbp"] = float(world.prices[home, HOME].mean()) if len(home) else np.nan
    return out


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")


def _people(world: "World") -> dict[str, float]:
    """Means over residents."""
    sums, scale = world.sums, world.place.scale
    total = sums.sum(axis=0)
    count = total[AT["residents"]]
    weights = {element: world.values[f"wellbeing.weight.{element}"] for element in ELEMENTS}
    elements = {element: total[AT[element]] / count for element in ELEMENTS}
    by_cell = sum(weights[element] * sums[:, AT[element]] for element in ELEMENTS)
    connected = world.place.cells.group == WELL_CONNECTED
    people = sums[:, AT["residents"]]
    groups = [
        _share(float(by_cell[mask].sum()), float(people[mask].sum()))
        for mask in (connected, ~connected)
    ]
    assert len(groups) == GROUPS
    return {
        "wellbeing": float(np.sum(by_cell) / count),
        **{f"wellbeing_{element}": value for element, value in elements.items()},
        "continuity_months": _share(total[AT["tie_months"]], total[AT["in_care"]]),
        "unmet_need_hours": total[AT["unmet_hours"]] * scale,
        "residents_known_share": total[AT["known"]] / count,
        "crises": total[AT["crises"]] * scale,
        "undelivered_share": 1 - _share(total[AT["delivered_hours"]], total[AT["paid_need_hours"]]),
        "handoffs_kept_share": _share(total[AT["handoffs_kept"]], total[AT["handoffs_tried"]]),
        "needed_hours": total[AT["needed_hours"]] * scale,
        "residents": count * scale,
        "deaths": total[AT["deaths"]] * scale,
        "arrivals": total[AT["arrivals"]] * scale,
        "equity_gap": groups[0] - groups[1],
    }


def _quality(world: "World") -> dict[str, float]:
    """Quality lived and quality reported, weighted by what was delivered."""
    delivery, values = world.delivery, world.values
    value = world.units * world.reference[:, None]
    services, cells = np.nonzero(value > 0)
    weight = value[services, cells]
    rows = world.serves[services, cells]
    relational = world.relational_share[services]
    visible = world.kpi_visibility[services]
    verifiable = delivery.verifiable[rows, services]
    relation = delivery.relational[rows, services]
    lived = (1 - relational) * verifiable + relational * relation
    stake = values["governance.gaming"] * world.terms.kpi[rows]
    seen = (delivery.reported[rows, services] + visible * relation) / (1 + visible) + stake
    turnover = delivery.turnover[rows, services]
    holds = world.holds & (world.market.kind != world.in_house_kind)

    worth = float(weight.sum())

    def mean(of: NDArray[np.float64]) -> float:
        return float(weight @ of) / worth if worth > 0 else float("nan")

    return {
        "quality_experienced": mean(lived),
        "quality_measured": mean(np.minimum(seen, 1.0)),
        "staff_turnover_year": mean(turnover),
        "trust": float(world.market.trust[holds].mean()) if holds.any() else float("nan"),
        "staff_hours_capacity": float(world.market.staff.sum()),
    }
