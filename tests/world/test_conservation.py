"""Nothing is made and nothing lost: money, people and staff, whatever is bought however."""

import numpy as np
from hypothesis import given, settings

from alliance_sim.simulate import simulate
from alliance_sim.world.demand import by_provider
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.life import AT
from alliance_sim.world.model import World
from alliance_sim.world.people import UNKNOWN
from alliance_sim.world.services import ADVOCATE, COMMUNITY, HOME
from tests.given import stories
from tests.small import WAYS, small

# A few dozen different stories; how long each takes says nothing about what is conserved.
some = settings(max_examples=25, deadline=None)

ELEMENTS = ("informed", "partner", "resources", "expertise", "connected")
CARE_MONEY = ("care_payment", "performance_pay", "gain_and_pain")


class Watched(World):
    """A world that is looked at in the middle of every month."""

    def settle(self):
        staff_can = self.market.staff * self.values["workforce.stretch"]
        super().settle()
        worked = by_provider(self, self.units * self.staff_hours[:, None])
        # An assessment or a spell of reablement is a case, which gets the time there is.
        by_the_hour = [HOME, ADVOCATE, COMMUNITY]
        assert (worked[:, by_the_hour] <= staff_can[:, by_the_hour] * (1 + 1e-12)).all()
        check_money(self)
        check_people(self)
        check_scales(self)

    def observe(self):
        super().observe()
        assert (self.market.staff >= 0).all()
        assert (self.ledger.flows(self.month).sum(axis=1) == 0).all()
        assert self.ledger.balances.sum() == 0
        check_everyone_is_served(self)


def check_money(world):
    """What providers booked as income and cost is what the ledger moved, to the penny."""
    book, provider = world.ledger.flows(world.month), world.accounts.provider
    income = sum(book[PURPOSE[purpose], provider] for purpose in CARE_MONEY)
    cost = -book[PURPOSE["care_cost"], provider]
    assert np.array_equal(income, np.rint(world.income * PENCE))
    assert np.array_equal(cost, np.rint(world.month_cost * PENCE))
    for purpose in CARE_MONEY:
        row = book[PURPOSE[purpose]]
        assert row[provider].sum() == -row[world.accounts.council].sum()


def check_people(world):
    """Every resident stands in one place, on one step of the way, and is counted there."""
    people, sums, cells = world.people, world.sums, world.place.cells
    assert sums[:, AT["residents"]].sum() == world.scenario.residents == len(people.base)
    assert np.array_equal(sums[:, AT["deaths"]], sums[:, AT["arrivals"]])
    assert (people.arrived <= world.month).all()
    assert (people.arrived == world.month).sum() == sums[:, AT["arrivals"]].sum()
    assert (people.stage > UNKNOWN).sum() == sums[:, AT["known"]].sum()
    covered = np.zeros(len(people.base), dtype=int)
    for lo, hi in zip(cells.lo, cells.hi, strict=True):
        covered[lo:hi] += 1
    assert (covered == 1).all()
    unmet, needed = sums[:, AT["unmet_hours"]], sums[:, AT["needed_hours"]]
    assert ((unmet >= 0) & (unmet <= needed)).all()
    assert (sums[:, AT["delivered_hours"]] <= sums[:, AT["paid_need_hours"]] * (1 + 1e-12)).all()


def check_scales(world):
    """Shares, levels and trust stay between 0 and 1."""
    people, delivery, market = world.people, world.delivery, world.market
    within = [getattr(people, element) for element in ELEMENTS]
    within += [people.strain, market.trust, market.pair_trust, market.records]
    within += [delivery.verifiable, delivery.relational, delivery.reported, delivery.met]
    within += [delivery.turnover, delivery.felt]
    for values in within:
        assert ((values >= 0) & (values <= 1)).all()


def check_everyone_is_served(world):
    """Each cell has one provider for each service bought, from its own council and in business."""
    serves = world.serves[world.place.commissioned]
    assert (serves >= 0).all()
    assert (world.market.council[serves] == world.place.cell_council).all()
    assert world.market.active[serves].all()


@some
@given(story=stories())
def test_money_people_and_staff_are_conserved_every_month(story):
    Watched(small(**story), "it", seed=3, replication=0).run()


@some
@given(story=stories())
def test_the_stored_ledger_balances_and_reserves_are_what_it_left(story):
    run = simulate(small(**story), "it", seed=5)
    rows = run.ledger
    for column in ("month", "transfer", "purpose"):
        sums = np.zeros(rows[column].max() + 1, dtype=np.int64)
        np.add.at(sums, rows[column], rows["pence"])
        assert (sums == 0).all()
    by_name = dict.fromkeys(run.accounts, 0)
    for account, pence in zip(rows["account"], rows["pence"], strict=True):
        by_name[run.accounts[account]] += int(pence)
    kept = dict(zip(run.providers["name"], run.providers["reserves_gbp"], strict=True))
    assert kept == {name: by_name[name] / PENCE for name in kept}


def test_a_provider_opens_with_its_owners_money_and_nothing_else():
    world = World(small(), "tender", seed=1, replication=0)
    opening = world.ledger.flows(0)
    provider = world.accounts.provider
    assert np.array_equal(
        opening[PURPOSE["opening_reserves"], provider], opening[:, provider].sum(0)
    )
    assert (opening[:, provider].sum(axis=0) > 0).all()


class NobodyIsHired(World):
    """A world in which staff may move and leave, but none may be made."""

    moves = 0

    def procure(self):
        self._without_more_staff(super().procure)

    def place_residents(self):
        self._without_more_staff(super().place_residents)

    def deliver(self):
        self._without_more_staff(super().deliver)

    def adapt(self):
        self._without_more_staff(super().adapt)

    def _without_more_staff(self, act):
        before, served = self.market.staff.sum(axis=0), self.serves.copy()
        act()
        assert (self.market.staff.sum(axis=0) <= before * (1 + 1e-12)).all()
        self.moves += (self.serves != served).sum()


def test_staff_go_along_with_work_and_are_not_made_on_the_way():
    everyone_goes_along = {"term_months": 2, "staff_transfer_share": 1.0}
    story = small(
        {name: way | {"continuity": everyone_goes_along} for name, way in WAYS.items()},
        {
            "workforce.fill_rate": 0.0,
            "workforce.network_growth": 0.0,
            "competitive_tender.continuity.staff_transfer_share": 1.0,
            "market.background_closure": 0.3,
        },
    )
    for option in WAYS:
        world = NobodyIsHired(story, option, seed=2, replication=0)
        world.run()
        assert world.moves > 0


def test_joint_money_is_shared_out_whole():
    story = small({"it": {"mechanism": "alliance", "continuity": {"set_up_months": 0}}}, months=20)
    world = World(story, "it", seed=1, replication=0)
    settled = []
    for _ in range(story.months):
        advanced = [(deal, deal.advanced) for deal in world.deals()]
        world.step()
        book = world.ledger.flows(world.month)[PURPOSE["gain_and_pain"]]
        if book.any():
            settled.append(world.month)
            assert book[world.accounts.provider].sum() == -book[world.accounts.council].sum()
            assert all(deal.advanced == 0 for deal, before in advanced if before)
    # After a full year, and when the story ends within the next.
    assert len(settled) == 2
    assert settled[-1] == story.months


def test_every_service_has_a_provider_even_where_nobody_bids():
    story = small(parameters={"market.providers": 0})
    for option in story.options:
        run = simulate(story, option)
        in_house = run.providers["kind"].index("in_house")
        assert run.providers["revenue_gbp"][in_house] > 0
        assert len(run.providers["kind"]) == 1
