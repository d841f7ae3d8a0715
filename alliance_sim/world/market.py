"""The provider market as arrays: who is there, what they are like, how they stand."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.mission import matched_mission
from alliance_sim.rules.behaviour.ownership import ownership_of
from alliance_sim.rules.behaviour.power import regard
from alliance_sim.rules.services import SERVICES
from alliance_sim.world.draws import Streams
from alliance_sim.world.firms import Firms
from alliance_sim.world.place import Place

KINDS = (
    "national_private",
    "local_private",
    "voluntary_sector",
    "in_house",
    "community_network",
)
"""Kinds of provider by position."""

NATIONAL = KINDS.index("national_private")
IN_HOUSE = KINDS.index("in_house")
NETWORK = KINDS.index("community_network")

KIND_STRIDE = 1000
"""Providers of different kinds, and of different councils, have numbers at least this far apart, so
that one more in one place moves nobody's luck in another."""


class Market:
    """Everything known of providers, one row each; row 0 of every council is its in-house team.

    Arrays have shape (providers,) or (providers, services). `number` is the identity that luck is
    drawn by. Kind-level traits are looked up once; traits of one's own are drawn on arrival.
    """

    def __init__(self, place: Place, values: Mapping[str, Any], streams: Streams) -> None:
        self.values = values
        self.streams = streams
        self.services = len(SERVICES)
        count = int(values["market.providers"])
        kinds = _line_up(count, values)
        self.council = np.repeat(np.arange(place.n_councils), count + 1)
        line = np.concatenate([[IN_HOUSE], kinds])
        self.kind = np.tile(line, place.n_councils)
        among_kind = np.array([np.count_nonzero(line[:at] == kind) for at, kind in enumerate(line)])
        of_kind = self.council * len(KINDS) + self.kind
        self.number = of_kind * KIND_STRIDE + np.tile(among_kind, place.n_councils)
        self.network = self.kind == NETWORK
        rows = len(self.number)
        self.rows = rows
        self.in_house = np.arange(place.n_councils) * (count + 1)
        national = np.flatnonzero(self.kind == NATIONAL)
        firms = int(values["market.national_firms"])
        self.firms = Firms(firms, national, self.council[national], rows, streams)

        def trait(name: str) -> NDArray[np.float64]:
            by_kind = np.array([float(values[f"provider_kinds.{kind}.{name}"]) for kind in KINDS])
            return by_kind[self.kind]

        # Self-managed teams cost more by the hour and need less of an office.
        self.autonomy = trait("autonomy")
        self.shield = values["community.teams.shield"] * self.autonomy
        self.largest_team = _largest_team(values, self.autonomy)
        dearer = 1 + values["community.teams.skill_premium"] * self.autonomy
        lean = 1 - values["community.teams.back_office"] * self.autonomy
        self.cost_ratio = trait("cost_ratio") * dearer
        self.overhead_fixed = trait("overhead_fixed") * lean
        self.overhead_size = trait("overhead_size") * lean
        self.mission = trait("mission")
        self.risk_aversion = trait("risk_aversion")
        self.bid_writing = trait("bid_writing")
        self.reserves_months = trait("reserves_months")
        self.base_turnover = trait("turnover")
        self.reach = trait("reach_overlooked")
        self.capacity_share = trait("capacity_share")
        self.kind_capability = trait("capability")
        self.standing = np.array([float(values[f"power.standing.{kind}"]) for kind in KINDS])[
            self.kind
        ]
        self.regard = regard(self.standing, values["power.status"], values["power.esteem"])
        self.own_saving, self.own_damage, self.own_improvement = self._owned()
        self.offers = np.array(
            [
                [bool(values[f"provider_kinds.{kind}.offers.{service}"]) for service in SERVICES]
                for kind in KINDS
            ]
        )[self.kind]
        self.spread = np.array([float(values[f"{service}.cost_spread"]) for service in SERVICES])
        self.active = np.ones(rows, dtype=bool)
        self.back_in = np.zeros(rows, dtype=np.int64)
        self.efficiency = np.zeros((rows, self.services))
        self.capability = np.zeros(rows)
        self.standard = np.zeros(rows)
        self.trust = np.zeros(rows)
        self.markup = np.zeros(rows)
        self.own_cost = np.zeros(rows)
        self.records = np.ones(rows)
        self.unsettled = np.zeros(rows)
        self.margin = np.zeros(rows)
        self.staff = np.zeros((rows, self.services))
        self.pair_trust = np.zeros((rows, rows))
        self.arrive(np.arange(rows), month=0)
        start = np.sqrt(np.outer(self.trust, self.trust)) * values["trust.rivals"]
        self.pair_trust = start
        np.fill_diagonal(self.pair_trust, 1.0)

    def _owned(self) -> NDArray[np.float64]:
        """What each provider's ownership makes its own, shape (parts, providers)."""
        values = self.values
        shares = values["effort.bargained_share"], values["effort.manager_share"]
        kinds = [ownership_of(values[f"provider_kinds.{kind}.owner"], *shares) for kind in KINDS]
        return np.array(kinds)[self.kind].T.copy()

    def arrive(self, rows: NDArray[np.int64], month: int) -> None:
        """Draw the own traits of providers that are new in these rows."""
        values, streams = self.values, self.streams
        who = self.number[rows]
        for service in range(self.services):
            z = streams.normal("provider_type", month, who * self.services + service)
            z = self.firms.alike(z, rows, "firm_type", service, self.services)
            self.efficiency[rows, service] = 1 + self.spread[service] * z
        z = streams.normal("capability", month, who)
        z = self.firms.alike(z, rows, "firm_capability")
        self.capability[rows] = np.clip(
            self.kind_capability[rows] + values["market.capability_spread"] * z, 0, 1
        )
        self.standard[rows] = 0.0
        self.markup[rows] = values["bidding.markup"]
        self.active[rows] = True
        self.records[rows] = 1.0
        self.unsettled[rows] = 0.0
        self.margin[rows] = 0.0
        self.staff[rows] = 0.0
        self.meet(rows, month)

    def meet(self, rows: NDArray[np.int64], month: int) -> None:
        """Draw the trust that providers who are new to a place start from there."""
        values = self.values
        z = self.streams.normal("initial_trust", month, self.number[rows])
        self.trust[rows] = np.clip(values["trust.initial"] + values["trust.spread"] * z, 0, 1)
        pair = np.sqrt(np.outer(self.trust[rows], self.trust)) * values["trust.rivals"]
        self.pair_trust[rows, :] = pair
        self.pair_trust[:, rows] = pair.T
        self.pair_trust[rows, rows] = 1.0

    def lead(self, own: bool = True) -> NDArray[np.float64]:
        """How far capability lies above that of an ordinary provider, shape (providers,)."""
        capability = self.capability if own else self.kind_capability
        return np.asarray(capability - self.values["market.capability_ordinary"])

    def mission_in(self, co_design: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mission as far as the aims are each provider's own too, shape (providers,)."""
        return matched_mission(self.mission, co_design, self.values["effort.mismatch_loss"])

    def move_costs(self, month: int) -> None:
        """Providers' own cost shocks: luck alone."""
        z = self.streams.normal("own_cost", month, self.number)
        self.own_cost = (
            self.values["shocks.own_persistence"] * self.own_cost + self.values["shocks.own_sd"] * z
        )

    def change_managers(self, month: int) -> None:
        """Managers leave by luck; records suffer at once and are put right over time.

        So may relations with residents, by `workforce.relational_loss`: another state, with another
        loss and another pace.
        """
        values = self.values
        leaves = self.streams.uniform("manager", month, self.number) < (
            values["workforce.manager_turnover"] / 12
        )
        self.records += values["workforce.record_repair"] * (1 - self.records)
        self.records[leaves] *= 1 - values["workforce.record_loss"]
        if values["workforce.relational_loss"]:
            self.unsettled *= 1 - values["workforce.relational_repair"]
            self.unsettled[leaves] += values["workforce.relational_loss"]

    def closing(self, month: int) -> NDArray[np.bool_]:
        """Who would close this month for reasons outside the place: luck alone."""
        rate = self.values["market.background_closure"] / 12
        closing = self.streams.uniform("closure", month, self.number) < rate
        return closing & self.active & (self.kind != IN_HOUSE)


def _largest_team(values: Mapping[str, Any], autonomy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Hours a month of the largest team of each provider; endless where it works as a whole."""
    everyone = float(values["community.teams.largest"])
    cap = everyone if everyone > 0 else np.inf
    own = float(values["community.teams.self_managed"])
    return np.where(autonomy > 0, min(own, cap), cap)


def _line_up(count: int, values: Mapping[str, Any]) -> NDArray[np.int64]:
    """Kinds of the potential bidders of one council, by largest remainder."""
    shares = np.array([float(values[f"provider_kinds.{kind}.pool_share"]) for kind in KINDS])
    exact = count * shares / shares.sum()
    whole = np.floor(exact).astype(np.int64)
    for kind in np.argsort(-(exact - whole), kind="stable")[: count - int(whole.sum())]:
        whole[kind] += 1
    return np.repeat(np.arange(len(KINDS)), whole)
