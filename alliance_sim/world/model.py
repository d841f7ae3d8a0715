"""The world of one run: built from a scenario, an option and a seed; moved month by month."""

import gc
from collections.abc import Mapping
from typing import Any

import mesa
import numba
import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.effort import EffortCosts
from alliance_sim.rules.behaviour.trust import TrustRates
from alliance_sim.rules.contracts import CostPlus
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.presets import preset
from alliance_sim.world import beside, placing
from alliance_sim.world.accounts import open_accounts
from alliance_sim.world.care import no_care, offer_care, offering_rules, share_out
from alliance_sim.world.changing import Change
from alliance_sim.world.commissioner import Commissioner
from alliance_sim.world.community import Community, community_of
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.delivery import Delivery, Services, Working, deliver, unit_costs_under
from alliance_sim.world.demand import by_provider, expect_demand
from alliance_sim.world.developing import keep_ready
from alliance_sim.world.draws import Streams
from alliance_sim.world.kernel import ONE_THREAD, THREADS
from alliance_sim.world.ledger import Ledger
from alliance_sim.world.managing import Managing
from alliance_sim.world.market import IN_HOUSE, Market
from alliance_sim.world.place import build_place
from alliance_sim.world.planning import deliver_as_planned
from alliance_sim.world.population import living_rules, populate
from alliance_sim.world.posts import Posts, read_posts
from alliance_sim.world.pressures import Pressures
from alliance_sim.world.prices import in_price_year
from alliance_sim.world.procurement import Tendering
from alliance_sim.world.provider import Provider
from alliance_sim.world.record import Record
from alliance_sim.world.relating import adapt, relate
from alliance_sim.world.relations import strangers
from alliance_sim.world.renegotiating import renegotiate
from alliance_sim.world.settling import settle_month
from alliance_sim.world.terms import Terms, empty_terms, read_terms

Floats = NDArray[np.float64]


class World(mesa.Model):
    """Councils, providers and residents of one place under one way of buying.

    Args:
        scenario: What is simulated.
        option: Name of one of the scenario's options.
        seed: Seed of the experiment.
        replication: Which of its futures; the same luck under every option.
        threads: Threads for the residents' kernel; the result does not depend on it.
        other_luck: Processes with another future's luck, and whose; see `Streams.borrow`.
    """

    def __init__(
        self,
        scenario: Scenario,
        option: str,
        seed: int,
        replication: int,
        threads: int = 1,
        other_luck: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(rng=seed)
        self.scenario = scenario
        self.values: Mapping[str, Any] = dict(scenario.values)
        self.mechanism: Mechanism = scenario.options[option]
        self.inherited = preset("competitive_tender", self.values)
        # The council's own team covers emergencies at cost, with nothing at stake.
        cover = {
            "contract": CostPlus(fee_share=0.0),
            "governance": self.inherited.governance.model_copy(update={"kpi_stake": 0.0}),
        }
        self.emergency = self.inherited.model_copy(update=cover)
        self.streams = Streams(seed, replication)
        if other_luck:
            self.streams.borrow(other_luck)
        self.threads = threads
        self.month = 0
        self.common_cost = 0.0
        self.handbacks = self.exits = 0
        self.awards: list[Tendering] = []
        self._posts_state: object = None
        self._expected_costs: dict[tuple[int, bool], Floats] = {}
        self.place = build_place(scenario)
        self._read_services()
        self.people, self.sums, self._partial = populate(self.place, self.values, self.streams)
        self.living = living_rules(self.values, self.place)
        self.market = Market(self.place, self.values, self.streams)
        self.beside = beside.begin(self)
        self.pressures = Pressures(self)
        self.relations = strangers(self.market.rows, self.market.trust)
        self.community: Community | None = community_of(self)
        self.accounts = open_accounts(self.place, self.market)
        self.ledger = Ledger(self.accounts.names, scenario.months)
        self.providers = [Provider(self, row) for row in range(self.market.rows)]
        shape = (len(SERVICES), self.place.n_cells)
        self.serves = np.full(shape, -1, dtype=np.int64)
        self.changed, self.tie_kept = np.zeros(shape), np.zeros(shape)
        self.units = np.zeros(shape)
        self.withheld = np.zeros(self.market.rows)
        self.income = np.zeros(self.market.rows)
        self.month_cost = np.zeros(self.market.rows)
        self.paid_on = np.zeros(self.market.rows)
        self.broken = np.zeros(self.market.rows, dtype=bool)
        self.retendered = np.zeros(self.market.rows, dtype=bool)
        self.terms: Terms = empty_terms(self.market.rows)
        self.turnover = np.repeat(self.market.base_turnover[:, None], len(SERVICES), axis=1)
        self.reserves = np.zeros(self.market.rows)
        # The story begins with ties that are as old as counts for half.
        self.continuity = np.full(self.market.rows, 1 / 2)
        self.care = no_care(self.place.n_cells)
        self.flattery = np.zeros(self.market.rows)
        self.managing = Managing(self)
        expect_demand(self)
        self.delivery: Delivery = deliver(self, self.terms, np.zeros_like(self.market.staff))
        reference_year = 12 * float((self.demand_units * self.reference[:, None]).sum())
        self.budget_year = reference_year * self.values["place.budget_ratio"]
        self.put_in_reserves(np.arange(self.market.rows))
        self.change = Change(self)
        self.commissioners = [Commissioner(self, c) for c in range(self.place.n_councils)]
        for commissioner in self.commissioners:
            commissioner.inherit()
        self.record = Record(self)

    # --- The month ------------------------------------------------------------------------

    def step(self) -> None:
        """One month, in a fixed order."""
        self.shocks()
        self.procure()
        self.place_residents()
        self.deliver()
        self.live()
        self.settle()
        self.relate()
        self.adapt()
        self.observe()

    def shocks(self) -> None:
        """Luck that no way of buying can move."""
        self.month += 1
        self._expected_costs.clear()
        z = self.streams.normal("common_cost", self.month, np.zeros(1, dtype=np.int64))[0]
        values = self.values
        self.common_cost = float(
            values["shocks.common_persistence"] * self.common_cost + values["shocks.common_sd"] * z
        )
        self.market.move_costs(self.month)
        self.market.change_managers(self.month)
        self.pressures.begin(self)

    def procure(self) -> None:
        """Contracts that are due are renewed or let."""
        for commissioner in self.commissioners:
            commissioner.buy()

    def place_residents(self) -> None:
        """Members who decide together may move residents to whoever serves them best."""
        for lot in self.lots():
            if lot.deal is not None:
                placing.best_for_service(self, lot, lot.deal)

    def deliver(self) -> None:
        """Providers choose effort and staff; quality and cost follow."""
        self._read_posts()
        expect_demand(self)
        self._read_terms()
        keep_ready(self)
        self.delivery = deliver_as_planned(self)

    def live(self) -> None:
        """Residents live through the month."""
        halves = ONE_THREAD
        if self.threads > 1:
            halves = THREADS
            most = int(vars(numba.config)["NUMBA_NUM_THREADS"])
            numba.set_num_threads(min(self.threads, most))
        key = self.streams.key_of("month_of_people", self.month)
        newcomers = self.streams.key_of("people", self.month)
        everyone = (self.people, self.place.cells, self.living, self.care, self._partial, self.sums)
        offer_care(self)
        beside.before(self)
        halves.need(self.month, key, newcomers, *everyone)
        share_out(self)
        halves.life(key, *everyone)
        beside.after(self)
        self.changed[:] = 0.0

    def settle(self) -> None:
        """Contracts turn what happened into money."""
        settle_month(self)
        renegotiate(self)

    def relate(self) -> None:
        """Trust moves."""
        relate(self, self._trust_rates)

    def adapt(self) -> None:
        """Providers go on, hand back, close or arrive."""
        adapt(self)

    def observe(self) -> None:
        """Write down the month."""
        self.record.month(self)

    def run(self) -> None:
        """All months of the scenario."""
        for _ in range(self.scenario.months):
            self.step()

    def forget(self) -> None:
        """Let go of everything that would keep this world alive after its run."""
        for agent in list(self.agents):
            agent.remove()
        kept = getattr(mesa.Agent, "_ids", None)
        if kept is not None:
            kept.pop(self, None)
        gc.collect(0)

    # --- What others ask ------------------------------------------------------------------

    @property
    def in_house_kind(self) -> int:
        """Position of the council's own team among the kinds."""
        return IN_HOUSE

    def _read_posts(self) -> None:
        """Who serves under which contract, worked out anew only when that has changed."""
        deals = [(lot.deal, len(lot.deal.members)) for lot in self.lots() if lot.deal]
        heads = [head for commissioner in self.commissioners for head in commissioner.heads()]
        state = (self.serves.tobytes(), deals, heads)
        if state == self._posts_state:
            return
        self._posts_state = state
        self._terms_read = False
        self.posts: Posts = read_posts(self)
        self.holds = np.zeros(self.market.rows, dtype=bool)
        self.holds[self.posts.table.row] = True
        self.holds[self.posts.leads] = True

    def lots(self) -> list[Lot]:
        """All lots of all councils."""
        return [lot for commissioner in self.commissioners for lot in commissioner.lots]

    def deals(self) -> list[Deal]:
        """All contracts in force, the councils' own cover aside."""
        return [
            lot.deal
            for lot in self.lots()
            if lot.deal is not None and lot.deal.mechanism is not self.emergency
        ]

    def expected_units(self, lot: Lot) -> Floats:
        """Units a month that a lot is expected to need, real scale, shape (services,)."""
        out = np.zeros(len(SERVICES))
        out[lot.services] = self.demand_units[lot.where].sum(axis=1)
        return out

    def hours_held(self) -> Floats:
        """Staff hours that each provider is committed to, shape (providers,)."""
        return by_provider(self, self.demand_hours).sum(axis=1)

    def hours_limit(self, council: int) -> Floats:
        """Most staff hours that each provider could take on in a council."""
        return np.asarray(self.market.capacity_share * self.hours_in_place[council])

    def room_for(self, lot: Lot) -> NDArray[np.bool_]:
        """Who of the lot's council could take it on beside what it will still hold.

        Shape (providers,); nobody works in two councils, so of others it says nothing.
        """
        hours = float(self.demand_hours[lot.where].sum())
        held = self.demand_hours.copy()
        for other in self.commissioners[lot.council].lots:
            if other is lot or other.deal is None:
                held[other.where] = 0.0
        kept = by_provider(self, held).sum(axis=1)
        return np.asarray(kept + hours <= self.hours_limit(lot.council))

    def expected_member_share(self, mechanism: Mechanism, members: int, trust: float) -> float:
        """Share of the joint result that a member of such a deal would act on."""
        hypothetical = Deal(
            0, mechanism, np.arange(members), self.reference, self.reference, 0.0, 0, 1
        )
        discount = self.values["governance.discount"]
        outside = self.values["governance.outside_surplus"]
        return float(hypothetical.member_share(trust, discount, outside)[0])

    def expected_costs(self, mechanism: Mechanism, own: bool) -> Floats:
        """Expected unit costs under a mechanism, worked out once a month; see `delivery`."""
        key = (id(mechanism), own)
        if key not in self._expected_costs:
            self._expected_costs[key] = unit_costs_under(self, mechanism, own)
        return self._expected_costs[key]

    def take_over(self, lot: Lot, emergency: bool) -> None:
        """Give a lot's people to those who hold its deal."""
        placing.take_over(self, lot, emergency)

    def note_retendered(self, deals: list[Deal]) -> None:
        """Remember whose contracts were put out to competition."""
        for deal in deals:
            self.retendered[deal.members] = True
        self.retendered[self.market.in_house] = False

    def note_award(self, tendering: Tendering) -> None:
        """Bidders learn, and the award is kept for the record."""
        self.awards.append(tendering)
        for row in tendering.bidders.provider:
            self.providers[int(row)].learn(int(row) in tendering.award.winners)

    def put_in_reserves(self, rows: NDArray[np.int64]) -> None:
        """Owners put reserves in, in proportion to what the place spends on care."""
        share = self.value_in_place / max(self.market.rows - self.place.n_councils, 1)
        amount = self.market.reserves_months[rows] * share
        accounts = self.accounts
        self.ledger.post(
            self.month, "opening_reserves", accounts.owners, accounts.provider[rows], amount
        )

    # --- Reading the state ----------------------------------------------------------------

    def _read_terms(self) -> None:
        if not self._terms_read:
            self.terms, self._terms_read = read_terms(self)

    def _read_services(self) -> None:
        values = self.values

        def of(name: str) -> Floats:
            return np.array([float(values[f"{service}.{name}"]) for service in SERVICES])

        self.base_cost = of("base_cost")
        self.reference = of("reference_price")
        self.relational_share = of("relational_share")
        self.kpi_visibility = of("kpi_visibility")
        self.staff_hours = of("staff_hours")
        effort = (
            "verifiable_cost",
            "relational_cost",
            "saving",
            "curvature",
            "substitution",
            "damage_verifiable",
            "damage_relational",
        )
        self.effort_costs = EffortCosts(*(float(values[f"effort.{name}"]) for name in effort))
        rates = TrustRates._fields
        self._trust_rates = TrustRates(*(float(values[f"trust.{name}"]) for name in rates))
        persistence = float(values["shocks.common_persistence"])
        own = float(values["shocks.own_persistence"])
        self.service_traits = Services(self.relational_share, self.kpi_visibility, self.base_cost)
        self.working = Working(
            crowding_out=float(values["effort.crowding_out"]),
            incentive_crowding=float(values["effort.incentive_crowding"]),
            incentive_drop=float(values["effort.incentive_drop"]),
            quality_floor=float(values["effort.quality_floor"]),
            trust_relief=float(values["governance.trust_relief"]),
            monitoring_burden=float(values["governance.monitoring_burden"]),
            sound_margin=float(values["workforce.squeeze_margin"]),
            small_size=float(values["workforce.small_size"]),
            half_size=float(values["workforce.half_size"]),
            turnover_on_relations=float(values["workforce.turnover_on_relations"]),
            continuity_on_relations=float(values["workforce.continuity_on_relations"]),
            cutting_effect=float(values["workforce.cutting_effect"]),
            squeeze_effect=float(values["workforce.squeeze_effect"]),
            squeeze_relational=float(values["workforce.squeeze_relational"]),
            fill_rate=float(values["workforce.fill_rate"]),
            stretch=float(values["workforce.stretch"]),
            investment_volume=float(values["market.investment_volume"]),
            network_growth=float(values["workforce.network_growth"]),
            network_seed=float(values["workforce.network_seed"]),
            network_loss=float(values["workforce.network_loss"]),
            scale_economy=float(values["community.teams.economy"]),
        )
        self.offering = offering_rules(values)
        # Spread of cost over a year ahead: both shocks at rest.
        self.cost_sd = float(
            np.hypot(
                values["shocks.common_sd"] / np.sqrt(1 - persistence**2),
                values["shocks.own_sd"] / np.sqrt(1 - own**2),
            )
        )
        self.cost_nhs = in_price_year(values, "crisis.cost_nhs")
        self.lot_stride = 1000
        self.lot_stride_council = 1000
