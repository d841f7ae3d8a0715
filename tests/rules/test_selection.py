"""Selection: what the panel sees, who is acceptable, and who comes first."""

import numpy as np
import pytest

from alliance_sim.rules.levers.selection import panel_scores
from tests.examples import (
    agrees,
    beliefs,
    benchmark,
    bidders,
    capability_first,
    first_price,
    lowest_price,
    named,
    scored_bids,
    tender,
)

CEILING = 1.2
DRAWS = 2000
SERVICES = np.eye(4, dtype=bool)


def order(selection, prices, ceiling=CEILING, **changes):
    """Rows in the order that the selection puts them in; floors as low as can be."""
    entrants = bidders(np.full(len(prices), 0.1), **changes)
    return ordered(selection, np.array(prices), entrants, ceiling)


def ordered(selection, prices, entrants, ceiling=CEILING):
    """Rows of the acceptable, best first, in one award."""
    batch = entrants.batch()
    (rows,) = selection.order(prices[None], selection.scores(batch), batch, ceiling)
    return rows[rows >= 0].tolist()


def partners(members, covers, capability, **changes):
    """Rows of the chosen partners, in the order of choice."""
    selection = capability_first(members=members, trust_weight=0.0)
    return order(
        selection, np.ones(len(covers)), covers=np.array(covers), capability=capability, **changes
    )


def test_the_panel_sees_capability_bid_writing_and_its_own_error():
    entrants = bidders(
        [1.0, 1.0, 1.0], capability=[0.5, 0.6, 0.7], writing=[0.0, 0.1, 0.0], panel=[0, 0, -2]
    )
    assert panel_scores(entrants, 0.05) == pytest.approx([0.5, 0.7, 0.6])
    assert panel_scores(entrants, 0.0) == pytest.approx([0.5, 0.7, 0.7])


@pytest.mark.parametrize("selection", [scored_bids, lowest_price, capability_first])
def test_scores_stay_between_0_and_1_however_wrong_the_panel_is(selection):
    rng = np.random.default_rng(1)
    entrants = bidders(
        np.ones(500),
        capability=rng.uniform(size=500),
        writing=rng.uniform(0, 0.5, 500),
        panel=rng.normal(size=500),
        trust=rng.uniform(size=500),
    )
    scores = selection(quality_noise_sd=1.0).scores(entrants)
    assert scores.min() >= 0
    assert scores.max() <= 1


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B21"), ids=named)
def test_the_best_of_noisy_scores_is_worse_than_it_looks(row):
    spread = 0.02
    way = tender(
        selection=scored_bids(quality_noise_sd=spread * row["noise_sd"]),
        price=first_price(set_by="buyer"),
    )
    luck = np.random.default_rng(2).normal(size=(2, 10 * DRAWS, row["n"]))
    quality = 0.5 + spread * luck[0]
    those = bidders(np.ones(quality.shape), capability=quality, panel=luck[1])
    made = way.awards(those, beliefs())
    true = np.take_along_axis(quality, made.members, axis=1)
    seen = np.take_along_axis(made.scored_quality, made.members, axis=1)
    assert agrees((true[:, 0] - 0.5) / spread, row["expected_true_quality_of_winner"])
    assert agrees((seen[:, 0] - 0.5) / spread, row["expected_measured_quality_of_winner"])


def test_the_price_weight_decides_between_cheap_and_good():
    prices, capability = [0.9, 1.0, 1.1], [0.5, 0.65, 0.9]
    cheap = order(scored_bids(price_weight=0.95), prices, capability=capability)
    good = order(scored_bids(price_weight=0.05), prices, capability=capability)
    assert cheap == [0, 1, 2]
    assert good == [2, 1, 0]
    assert order(scored_bids(price_weight=0.0), prices, capability=capability) == [2, 1, 0]


def test_the_cheapest_is_first_among_those_who_qualify():
    found = order(lowest_price(quality_floor=0.6), [1.0, 0.8, 0.9], capability=[0.9, 0.5, 0.6])
    assert found == [2, 0]


@pytest.mark.parametrize(
    "selection", [scored_bids(), lowest_price(), capability_first()], ids=lambda s: s.kind
)
def test_nobody_above_the_ceiling_is_acceptable_and_who_is_on_it_is(selection):
    assert sorted(order(selection, [1.3, 1.2, 1.1])) == [1, 2]
    assert order(selection, [1.3, 1.21]) == []
    assert order(selection, [np.inf, np.inf]) == []


@pytest.mark.parametrize(
    "selection", [scored_bids(), lowest_price(), capability_first()], ids=lambda s: s.kind
)
def test_equals_draw_lots(selection):
    assert order(selection, [1.0, 1.0, 1.0], tie=[0.5, 0.1, 0.9])[0] == 1
    assert order(selection, [1.0, 1.0, 1.0], tie=[0.5, 0.7, 0.2])[0] == 2


def test_a_very_low_bid_counts_only_where_its_costs_bear_it_out():
    selection = scored_bids(price_weight=0.9, low_bid_ratio=0.8)
    prices = np.array([0.6, 1.0, 1.0])
    sound, unsound = bidders([0.55, 0.9, 0.9]), bidders([0.7, 0.9, 0.9])
    for entrants, expected in ((sound, 0), (unsound, 1)):
        rows = ordered(selection, prices, entrants)
        assert rows[0] == expected
        assert (0 in rows) == (expected == 0)
    # Selling below cost is not looked into as long as the bid is not abnormally low.
    mild = np.array([0.85, 1.0, 1.0])
    below_cost = bidders([0.95, 0.9, 0.9])
    assert ordered(selection, mild, below_cost)[0] == 0


@pytest.mark.parametrize(
    "formula",
    [
        "lowest_ratio",
        "mean_deviation",
        "range",
        "fixed_line",
        "price_per_quality_point",
        "monetised_quality",
    ],
)
def test_every_formula_prefers_cheaper_and_better(formula):
    selection = scored_bids(formula=formula, price_weight=0.5)
    assert order(selection, [1.1, 0.9, 1.0])[0] == 1
    assert order(selection, [1.0, 1.0, 1.0], capability=[0.5, 0.6, 0.7])[0] == 2
    assert selection.pound_per_point(spread=0.4, ceiling=CEILING) > 0


def test_partners_are_taken_best_first():
    assert partners(2, np.ones((4, 1), dtype=bool), [0.5, 0.9, 0.7, 0.8]) == [1, 3]
    assert partners(9, np.ones((3, 1), dtype=bool), [0.5, 0.9, 0.7]) == [1, 2, 0]


def test_trust_counts_by_its_weight():
    common = {"capability": [0.9, 0.6], "trust": [0.1, 0.8]}
    by_skill = order(capability_first(members=1, trust_weight=0.1), [1.0, 1.0], **common)
    by_trust = order(capability_first(members=1, trust_weight=0.9), [1.0, 1.0], **common)
    assert (by_skill, by_trust) == ([0], [1])


def test_price_does_not_matter_below_the_ceiling():
    chosen = order(capability_first(members=1), [0.7, 1.19], capability=[0.6, 0.7])
    assert chosen == [1]


def test_a_generalist_is_not_preferred_to_better_specialists_who_cover_as_much():
    covers = [*SERVICES, np.ones(4, dtype=bool)]
    assert partners(4, covers, [0.9, 0.8, 0.85, 0.95, 0.5]) == [3, 0, 2, 1]


def test_every_service_is_covered_if_the_places_are_enough():
    covers = [*SERVICES, np.ones(4, dtype=bool)]
    # Three specialists could not cover all four services.
    chosen = partners(3, covers, [0.9, 0.8, 0.85, 0.95, 0.5])
    assert chosen == [3, 0, 4]
    # The best who leaves a place for the one who brings the rest.
    assert partners(1, covers, [0.9, 0.8, 0.85, 0.95, 0.5]) == [4]


def test_where_not_all_can_be_covered_those_who_bring_most_come_first():
    pair = SERVICES[1] | SERVICES[2]
    assert partners(1, [*SERVICES, pair], [0.9, 0.8, 0.85, 0.95, 0.5]) == [4]
    assert partners(2, [*SERVICES, pair], [0.9, 0.8, 0.85, 0.95, 0.5]) == [4, 3]


def test_a_service_that_only_an_unaffordable_partner_offers_is_left_out():
    covers = np.array([SERVICES[0], SERVICES[0], SERVICES[1]])
    selection = capability_first(members=2, trust_weight=0.0)
    chosen = order(selection, [1.0, 1.0, 1.5], covers=covers, capability=[0.5, 0.6, 0.9])
    assert chosen == [1, 0]


def test_coverage_is_never_worse_than_any_other_choice_where_all_can_be_covered():
    rng = np.random.default_rng(3)
    for _ in range(100):
        covers = rng.uniform(size=(7, 5)) < 0.3
        members = int(rng.integers(1, 6))
        chosen = partners(members, covers, rng.uniform(size=7))
        least = min(
            bin(rows).count("1")
            for rows in range(2**7)
            if (covers[[bool(rows >> row & 1) for row in range(7)]].any(axis=0)).sum()
            == covers.any(axis=0).sum()
        )
        if least <= members:
            assert (covers[chosen].any(axis=0) == covers.any(axis=0)).all()
        assert len(chosen) == min(members, 7)


def test_equal_prices_are_told_apart_by_quality():
    found = order(lowest_price(), [1.0, 1.0, 0.9], capability=[0.6, 0.8, 0.5])
    assert found == [2, 1, 0]
    # As they all are where the buyer names the price.
    way = tender(selection=lowest_price(), price=first_price(set_by="buyer"))
    assert way.award(bidders([0.8, 0.9], capability=[0.6, 0.7]), beliefs()).winners == (101,)


def test_without_a_right_to_explain_a_very_low_bid_is_out():
    sound = bidders([0.55, 0.9, 0.9])
    strict = scored_bids(low_bid_ratio=0.8, low_bids_explained=False)
    assert 0 not in ordered(strict, np.array([0.6, 1.0, 1.0]), sound)
    assert 0 in ordered(scored_bids(low_bid_ratio=0.8), np.array([0.6, 1.0, 1.0]), sound)


def test_a_published_conversion_turns_quality_into_points():
    plain = scored_bids(price_weight=0.5, formula="monetised_quality")
    flat = plain.model_copy(update={"quality_points": ((0.0, 0.0), (0.6, 0.6), (1.0, 0.6))})
    quality = {"capability": [0.6, 0.9]}
    assert order(plain, [0.9, 1.1], **quality)[0] == 1
    assert order(flat, [0.9, 1.1], **quality)[0] == 0
    for wrong in (((0.0, 0.0),), ((0.5, 0.1), (0.5, 0.2)), ((0.0, 0.5), (1.0, 0.2))):
        with pytest.raises(ValueError, match="quality rising"):
            scored_bids(quality_points=wrong)


def test_a_batch_is_so_many_awards():
    rng = np.random.default_rng(4)
    for selection in (scored_bids(formula="range"), lowest_price(), capability_first(members=2)):
        way = tender(selection=selection)
        floors, capability, tie = rng.uniform(0.8, 1.3, (3, 40, 5)) - [[[0]], [[0.4]], [[0.3]]]
        together = way.awards(bidders(floors, capability=capability, tie=tie), beliefs())
        for row in range(40):
            those = bidders(floors[row], capability=capability[row], tie=tie[row])
            alone = way.award(those, beliefs())
            members = together.members[row]
            assert alone.winners == tuple(100 + members[members >= 0])
            assert np.array_equal(alone.price_ratio, together.price_ratio[row], equal_nan=True)
