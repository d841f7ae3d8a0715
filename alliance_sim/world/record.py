"""The record of a run: one row of numbers a month, and what happened on the way."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import HOME, SERVICES
from alliance_sim.world.history import History
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.life import AT, SUMS
from alliance_sim.world.people import OVERLOOKED, WELL_CONNECTED

if TYPE_CHECKING:
    from alliance_sim.world.model import World

COST_PURPOSES = {
    "cost_care_gbp": (
        "care_payment",
        "performance_pay",
        "gain_and_pain",
        "handback_charge",
        "development",
        "respite",
        "prevention",
        "community_support",
    ),
    "cost_procurement_gbp": ("procurement", "bid_cost", "set_up", "renegotiation"),
    "cost_governance_gbp": ("governance", "involvement", "chasing"),
    "cost_monitoring_gbp": ("monitoring", "complaint"),
    "cost_crisis_gbp": ("crisis_nhs", "crisis_council", "transition", "write_off"),
}
"""Which postings make up each cost, seen from everyone but the sellers of care."""

BOTH_SIDES = (
    "bid_cost",
    "procurement",
    "monitoring",
    "governance",
    "renegotiation",
    "development",
    "involvement",
    "chasing",
    "complaint",
)
"""Purposes of which what providers pay counts too."""

Floats = NDArray[np.float64]

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
    "equity_concentration",
    "bids_per_award",
    "undelivered_share",
)
"""Columns of the monthly record; hours, people and money at real scale."""

LEVELS = ("verifiable", "relational", "reported", "turnover")
"""Tables of `Delivery` that quality is read from."""

BASIS = ("cost_share", "kpi", "outcome", "felt", "mission", "lead", "size", "continuity")
"""What effort is chosen on, by provider: terms, monitoring, motivation and staff hours as they were
when it was chosen; the standing of ties as it is at the end of the month."""

NOTED = (
    "trust",
    "staff_hours_capacity",
    "price_home_care_gbp",
    "handbacks",
    "exits",
    "bids_per_award",
)
"""Columns that are noted in the month itself."""


class Record:
    """What is noted month by month, and the columns that are read from it afterwards.

    `history` holds single events; `income` and `cost` are those of each provider, shape (months,
    providers), beside its own cost shock, and the common one, shape (months,); `basis` what
    providers choose effort on, shape (months, len(BASIS), providers).
    """

    def __init__(self, world: "World") -> None:
        self._world = world
        months, rows = world.scenario.months, world.market.rows
        services, cells = world.serves.shape
        self.income = np.zeros((months, rows))
        self.cost = np.zeros((months, rows))
        self.common_cost = np.zeros(months)
        self.own_cost = np.zeros((months, rows))
        self.basis = np.zeros((months, len(BASIS), rows))
        self._sums = np.zeros((months, cells, len(SUMS)))
        self._value = np.zeros((months, services, cells))
        self._serves = np.zeros((months, services, cells), dtype=np.int64)
        self._levels = np.zeros((months, len(LEVELS), rows, services))
        self._gamed = np.zeros((months, rows))
        self._noted = {name: np.full(months, np.nan) for name in NOTED}
        self._further: dict[str, Floats] = {}
        self.history = History()
        self._read: tuple[int, dict[str, Floats]] = (0, {})
        self._seen_awards = self._seen_handbacks = self._seen_exits = 0

    def note(self, name: str, value: float) -> None:
        """Note one more number of this month under a name of its own, for a further measure."""
        column = self._further.setdefault(name, np.full(len(self.common_cost), np.nan))
        column[max(self._world.month - 1, 0)] = value

    def add(self, name: str, value: float = 1.0) -> None:
        """Add to what is noted this month under a name; something that can happen more than once.

        Nothing is noted in months in which it does not happen.
        """
        so_far = self.noted(name)[max(self._world.month - 1, 0)]
        self.note(name, value if np.isnan(so_far) else float(so_far) + value)

    def noted(self, name: str) -> Floats:
        """What was noted under a name, shape (months,); NaN in months in which nothing was."""
        return self._further.get(name, np.full(len(self.common_cost), np.nan))

    def in_cells(self, name: str, start: int) -> Floats:
        """One of `life.SUMS` from a month on, shape (months, cells)."""
        return np.asarray(self._sums[start:, :, AT[name]])

    def wellbeing_in_cells(self, start: int) -> Floats:
        """Wellbeing added up over residents from a month on, shape (months, cells)."""
        return _index(self._world, self._sums[start:])

    def lived_in_cells(self, start: int) -> tuple[Floats, Floats]:
        """Quality lived through and value delivered, shape (months, services, cells)."""
        return self._lived()[start:], self._value[start:]

    def lived(self, start: int) -> tuple[Floats, Floats]:
        """Quality lived through and value delivered from a month on, by cell and service, flat."""
        lived, value = self._lived()[start:], self._value[start:]
        there = value > 0
        return lived[there], value[there]

    def served(self, start: int) -> tuple[NDArray[np.int64], Floats]:
        """Who serves, and the value delivered, from a month on, shape (months, services, cells)."""
        return self._serves[start:], self._value[start:]

    def level(self, name: str, start: int) -> Floats:
        """A level of whoever serves, one of `LEVELS`, shape (months, services, cells)."""
        return self._of(name)[start:]

    def table(self, name: str) -> Floats:
        """A level of every provider, one of `LEVELS`, shape (months, providers, services)."""
        return np.asarray(self._levels[:, LEVELS.index(name)])

    def people(self, name: str, start: int) -> Floats:
        """A count over residents, one of `SUMS`, shape (months, cells)."""
        return self._sums[start:, :, AT[name]]

    def delivered(self) -> Floats:
        """Value that each provider delivered, shape (months, providers, services)."""
        months, services, cells = self._value.shape
        out = np.zeros((months, self.income.shape[1], services))
        month, service, _ = np.indices((months, services, cells))
        np.add.at(out, (month, self._serves, service), self._value)
        return out

    def month(self, world: "World") -> None:
        """Note what the month that has just passed came to."""
        at = world.month - 1
        # What a lead pays on is its subcontractors' income, and counts once.
        self.income[at] = world.income - world.paid_on
        self.cost[at] = world.month_cost - world.paid_on
        self.common_cost[at] = world.common_cost
        self.own_cost[at] = world.market.own_cost
        terms, standing, size = world.acted_on
        self.basis[at] = (
            terms.cost_share,
            terms.kpi,
            terms.outcome,
            world.delivery.felt,
            standing.mission,
            standing.lead,
            size,
            world.continuity,
        )
        self._sums[at] = world.sums
        self._value[at] = world.units * world.reference[:, None]
        self._serves[at] = world.serves
        for position, name in enumerate(LEVELS):
            self._levels[at, position] = getattr(world.delivery, name)
        self._gamed[at] = world.gamed
        noted = self._noted
        for name, value in self._events(world).items():
            noted[name][at] = value
        holds = world.holds & (world.market.kind != world.in_house_kind)
        noted["trust"][at] = world.market.trust[holds].mean() if holds.any() else np.nan
        noted["staff_hours_capacity"][at] = world.market.staff.sum()
        home = world.posts.home_deals
        noted["price_home_care_gbp"][at] = world.prices[home, HOME].mean() if len(home) else np.nan

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

    @property
    def columns(self) -> dict[str, Floats]:
        """Every column by name, shape (months,); NaN in months that are still to come."""
        world, (read, found) = self._world, self._read
        if found and read == world.month:
            return found
        columns = {
            **self._noted,
            **_money(world),
            **_people(world, self._sums),
            **self._quality(world),
        }
        found = {name: columns[name].astype(float) for name in COLUMNS}
        for column in found.values():
            column[world.month :] = np.nan
        self._read = world.month, found
        return found

    def _of(self, level: str) -> Floats:
        """A level of whoever serves, shape (months, services, cells)."""
        month = np.arange(len(self._value))[:, None, None]
        service = np.arange(len(SERVICES))[None, :, None]
        return np.asarray(self._levels[month, LEVELS.index(level), self._serves, service])

    def _lived(self) -> Floats:
        """Quality that residents live through, shape (months, services, cells)."""
        relational = self._world.relational_share[None, :, None]
        return (1 - relational) * self._of("verifiable") + relational * self._of("relational")

    def _quality(self, world: "World") -> dict[str, Floats]:
        """Quality lived and quality reported, weighted by what was delivered."""
        month = np.arange(len(self._value))[:, None, None]
        visible = world.kpi_visibility[None, :, None]
        relation, reported, turnover = map(self._of, ("relational", "reported", "turnover"))
        lived = self._lived()
        gamed = self._gamed[month, self._serves]
        seen = (reported + visible * relation) / (1 + visible) + gamed
        worth = self._value.sum(axis=(1, 2))

        def mean(of: Floats) -> Floats:
            return _share((self._value * of).sum(axis=(1, 2)), worth)

        return {
            "quality_experienced": mean(lived),
            "quality_measured": mean(np.minimum(seen, 1.0)),
            "staff_turnover_year": mean(turnover),
        }


def _money(world: "World") -> dict[str, Floats]:
    """Costs by month and kind, from the ledger: what buyers, NHS and bidders paid out."""
    book, accounts = world.ledger.flows_of_all_months()[1:], world.accounts
    council = book[:, :, accounts.council].sum(axis=2)
    provider = book[:, :, accounts.provider].sum(axis=2)
    out = {}
    for name, purposes in COST_PURPOSES.items():
        total = np.zeros(len(book))
        for purpose in purposes:
            code = PURPOSE[purpose]
            paid = -council[:, code] - book[:, code, accounts.nhs]
            if purpose in BOTH_SIDES:
                paid = paid - provider[:, code]
            if purpose == "write_off":
                paid = paid - book[:, code, accounts.owners]
            total += paid / PENCE
        out[name] = total
    out["cost_total_gbp"] = np.sum(list(out.values()), axis=0)
    return out


def _share(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


def _concentration(by_cell: Floats, people: Floats, overlooked: NDArray[np.bool_]) -> Floats:
    """Concentration index of wellbeing, overlooked people ranked first; 0 where all have the same.

    Twice the covariance of wellbeing with rank, over mean wellbeing; above 0 where the well
    connected have more. Shape (months,).
    """
    count = people.sum(axis=1)
    share = people[:, overlooked].sum(axis=1) / count
    rank = np.where(overlooked[None, :], share[:, None] / 2, (share[:, None] + 1) / 2)
    total = by_cell.sum(axis=1)
    return np.asarray((2 * by_cell * rank).sum(axis=1) / total - 1)


def _index(world: "World", sums: Floats) -> Floats:
    """Wellbeing added up over the residents of each cell, shape (months, cells)."""
    if world.living.complements > 0:
        return np.asarray(sums[:, :, AT["index"]])
    weights = {element: world.values[f"wellbeing.weight.{element}"] for element in ELEMENTS}
    return np.asarray(
        sum(weights[element] * sums[:, :, AT[element]] for element in ELEMENTS), dtype=float
    )


def _people(world: "World", sums: Floats) -> dict[str, Floats]:
    """Means over residents by month; `sums` has shape (months, cells, len(SUMS))."""
    scale = world.place.scale
    total = sums.sum(axis=1)

    def of(name: str) -> Floats:
        return np.asarray(total[:, AT[name]])

    count = of("residents")
    by_cell = _index(world, sums)
    people = sums[:, :, AT["residents"]]
    well_connected, overlooked = (
        _share(by_cell[:, mask].sum(axis=1), people[:, mask].sum(axis=1))
        for mask in (world.place.cells.group == group for group in (WELL_CONNECTED, OVERLOOKED))
    )
    return {
        "wellbeing": _share(by_cell.sum(axis=1), count),
        **{f"wellbeing_{element}": _share(of(element), count) for element in ELEMENTS},
        "continuity_months": _share(of("tie_months"), of("in_care")),
        "unmet_need_hours": of("unmet_hours") * scale,
        "residents_known_share": _share(of("known"), count),
        "crises": of("crises") * scale,
        "undelivered_share": 1 - _share(of("delivered_hours"), of("paid_need_hours")),
        "handoffs_kept_share": _share(of("handoffs_kept"), of("handoffs_tried")),
        "needed_hours": of("needed_hours") * scale,
        "residents": count * scale,
        "deaths": of("deaths") * scale,
        "arrivals": of("arrivals") * scale,
        "equity_gap": well_connected - overlooked,
        "equity_concentration": _concentration(
            by_cell, people, world.place.cells.group == OVERLOOKED
        ),
    }
