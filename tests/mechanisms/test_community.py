"""Community-based provision at work: each scheme does its part, costs, and is nothing when off."""

import numpy as np
import pytest

from alliance_sim.simulate import simulate
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.life import AT
from tests.small import alike, equal, finished, months_of, small

ON = {
    "shared_lives": {"community.shared_lives.workers": 2.0},
    "homeshare": {"community.homeshare.workers": 2.0},
    "timebank": {"community.timebank.brokers": 1.0},
    "coordination": {"community.coordination.coordinators": 2.0},
    "micro": {"community.micro.ideas": 2.0},
    "checks": {"community.checks.visits_month": 1.0},
    "goodwill": {"community.goodwill.hours_week": 2.0},
    "teams": {"provider_kinds.local_private.autonomy": 1.0},
}
FREE = ("goodwill", "teams")
SHAPING = {
    "shared_lives": ("recruited", 1.5),
    "homeshare": ("suited", 0.15),
    "timebank": ("contact", 0.3),
    "coordination": ("caseload", 65),
    "micro": ("support", 1.0),
    "checks": ("task_minutes", 30),
    "goodwill": ("build", 0.3),
    "teams": ("hours_saved", 0.5),
    "spread": ("copy_cost", 60000),
    "cut": ("after", 6),
}


def paid(world):
    """What councils have paid for community support so far, pence."""
    book = world.ledger.flows_of_all_months()[:, PURPOSE["community_support"]]
    assert (book.sum(axis=1) == 0).all()
    return -int(book[:, world.accounts.council].sum())


@pytest.mark.parametrize("name", SHAPING)
def test_settings_do_nothing_while_nothing_is_switched_on(name):
    setting, value = SHAPING[name]
    usual = simulate(small(), "tender")
    other = simulate(small(parameters={f"community.{name}.{setting}": value}), "tender")
    assert alike(usual, other)


@pytest.mark.parametrize("name", ON)
def test_each_scheme_changes_lives_and_all_but_goodwill_and_teams_cost_the_council(name):
    usual = simulate(small(), "tender")
    world = finished(small(parameters=ON[name]), "tender")
    assert not equal(world.record.columns["wellbeing"], usual.monthly["wellbeing"])
    assert (paid(world) == 0) == (name in FREE)


def test_schemes_begin_when_the_shared_months_are_over():
    usual = simulate(small(), "tender")
    together = {path: value for name in ON if name not in FREE for path, value in ON[name].items()}
    run = simulate(small(parameters=together), "tender")
    before = slice(0, 4)
    assert equal(usual.monthly["wellbeing"][before], run.monthly["wellbeing"][before])
    assert not equal(usual.monthly["wellbeing"], run.monthly["wellbeing"])


def test_hours_are_brought_by_someone_or_unmet_and_never_more_than_are_wanted():
    everything = {path: value for switch in ON.values() for path, value in switch.items()}
    story = small(parameters=everything | {"community.homeshare.displacing": 0.7})
    for world in months_of(story, "alliance"):
        sums, care = world.sums, world.care
        paid_need, delivered = sums[:, AT["paid_need_hours"]], sums[:, AT["delivered_hours"]]
        assert (delivered <= paid_need * (1 + 1e-12)).all()
        lent = paid_need / (1 - care.lent) - paid_need
        known = sums[:, AT["delivered_hours"]] + sums[:, AT["unmet_hours"]] + lent
        known += sums[:, AT["support_hours"]]
        assert (known <= sums[:, AT["needed_hours"]] * (1 + 1e-9)).all()
        for share in (care.lent, care.lent_before, care.eased):
            assert ((share >= 0) & (share <= 1)).all()
        assert ((world.community.goodwill >= 0) & (world.community.goodwill <= 1)).all()
        assert world.ledger.balances.sum() == 0


def test_what_people_around_bring_home_care_is_not_asked_for():
    usual = finished(small(), "tender")
    world = finished(
        small(parameters=ON["coordination"] | {"community.coordination.found": 0.0}), "tender"
    )
    asked = [one.sums[:, AT["paid_need_hours"]].sum() for one in (usual, world)]
    assert asked[1] < asked[0]
    town = {"councils": ["Bexley"], "residents": 300}
    shares = [
        simulate(small(place=town, parameters=switch), "tender", measures=["lonely_share"])
        for switch in ({}, ON["coordination"])
    ]
    assert shares[1].measures["lonely_share"] < shares[0].measures["lonely_share"]


def test_shared_lives_grows_dyad_by_dyad_and_a_cut_undoes_in_months_what_took_years():
    cut = {"community.cut.depth": 1.0, "community.cut.after": 24, "community.cut.lasts": 6}
    sizes = [
        world.community.shared_lives.size
        for world in months_of(small(parameters=ON["shared_lives"] | cut, months=60), "tender")
    ]
    begun, struck, restored = 4, 28, 34
    assert sizes[begun - 1] == 0
    assert np.all(np.diff(sizes[begun:struck]) > 0)
    assert sizes[restored - 1] < 0.3 * sizes[struck - 1]
    assert sizes[restored + 12] < 0.9 * sizes[struck - 1]


def test_a_fee_is_paid_for_every_arrangement_and_every_worker():
    worlds = [
        finished(
            small(parameters=ON["shared_lives"] | {"community.shared_lives.fee_month": fee}),
            "tender",
        )
        for fee in (1000, 2000)
    ]
    assert paid(worlds[1]) > paid(worlds[0]) > 0
    # A year's workers and a fee a month are what was paid, to the penny and its rounding.
    last = worlds[0].community.shared_lives
    people = worlds[0].place.people / 1000
    flows = worlds[0].ledger.flows(worlds[0].month)[PURPOSE["community_support"]]
    month = -int(flows[worlds[0].accounts.council].sum()) / PENCE
    assert month == pytest.approx(2 * people * 4000 + last.size * last.fee, abs=0.01)


def test_a_copied_design_loses_and_a_seeded_one_comes_to_suit():
    spread = ON["coordination"] | {"community.spread.gradual": True}
    copied = finished(small(parameters=spread, months=72), "tender").community.spread
    seeded = spread | {"community.spread.seeded": True}
    grown = finished(small(parameters=seeded, months=72), "tender").community.spread
    assert (copied.coverage == 1).all()
    assert copied.suits.mean() < 0.8 < grown.suits.mean()
    assert grown.suits.std() < copied.suits.std()
    assert equal(copied.fit, grown.fit)


def test_a_befriender_brings_company_and_gets_fewer_tasks_right():
    visits = ON["checks"]
    worlds = [
        finished(small(parameters=visits | {"community.checks.befriending": share}), "tender")
        for share in (0.0, 1.0)
    ]
    professional, befriender = (world.care for world in worlds)
    assert (professional.company == 0).all()
    known = befriender.safer > 0
    assert (befriender.company[known] > 0).all()
    assert (befriender.safer[known] < professional.safer[known]).all()


def test_small_teams_keep_relations_and_forgo_savings():
    economy = {"community.teams.economy": 0.02}
    whole = finished(small(parameters=economy), "tender")
    split = finished(small(parameters=economy | {"community.teams.largest": 1000}), "tender")
    usual = finished(small(), "tender")
    assert whole.delivery.unit_cost.min() < usual.delivery.unit_cost.min()
    assert split.delivery.unit_cost[0, 0] >= whole.delivery.unit_cost[0, 0]
    assert np.isfinite(whole.market.largest_team).sum() == 0
    assert (split.market.largest_team == 1000).all()


def test_self_managed_teams_need_fewer_hours_at_a_dearer_hour():
    kinds = (
        "national_private",
        "local_private",
        "voluntary_sector",
        "in_house",
        "community_network",
    )
    all_of_them = {f"provider_kinds.{kind}.autonomy": 1.0 for kind in kinds}
    usual, world = (
        finished(small(), "alliance"),
        finished(small(parameters=all_of_them), "alliance"),
    )
    assert world.care.lent == pytest.approx(np.full(world.place.n_cells, 0.25))
    assert (world.market.cost_ratio > usual.market.cost_ratio).all()
    assert (world.market.overhead_fixed < usual.market.overhead_fixed).all()


def test_goodwill_is_lower_where_providers_keep_changing():
    levels = []
    for kept in (0.0, 1.0):
        story = small(
            parameters=ON["goodwill"]
            | {
                "competitive_tender.continuity.staff_transfer_share": kept,
                "competitive_tender.continuity.term_months": 6,
                "competitive_tender.continuity.renewal_probability": 0.0,
            },
            months=48,
        )
        runs = [simulate(story, "tender", 1, one, measures=["goodwill"]) for one in range(4)]
        levels.append(np.mean([run.measures["goodwill"] for run in runs]))
    assert levels[0] < levels[1]


def test_luck_of_everything_else_stays_where_it_was():
    spread = ON["coordination"] | {"community.spread.gradual": True}
    usual, world = finished(small(), "tender"), finished(small(parameters=spread), "tender")
    for name in ("base", "drift", "arrived"):
        assert equal(getattr(usual.people, name), getattr(world.people, name))
    assert equal(usual.record.own_cost, world.record.own_cost)


def test_every_council_pays_for_its_own_schemes_and_has_them():
    place = {"councils": ["Bexley", "Bromley"], "residents": 120}
    together = {path: value for name in ON if name not in FREE for path, value in ON[name].items()}
    world = finished(small(place=place, parameters=together), "tender")
    book = world.ledger.flows_of_all_months()[:, PURPOSE["community_support"]]
    assert (book[:, world.accounts.council].sum(axis=0) < 0).all()
    community = world.community
    stocks = (community.shared_lives.dyads, community.timebank.members, community.micro.count)
    for stock in stocks:
        assert stock.shape == (2,)
        assert (stock > 0).all()
