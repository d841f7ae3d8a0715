"""What holds for every award, whoever bids: labels, losers, limits, money back and forth."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alliance_sim.rules.levers.selection import Formula
from tests.examples import (
    LOW,
    NORMAL,
    UNIFORM,
    WIDTH,
    beliefs,
    bidders,
    capability_first,
    descending_clock,
    first_price,
    lowest_price,
    open_book_target,
    reverse_auction,
    scored_bids,
    second_price,
    tender,
)
from tests.ways import WAYS

# How long an example takes says nothing about awards; half the usual number keeps tests quick.
in_its_own_time = settings(deadline=None, max_examples=50)

TINY = 1e-7
"""What floating point may add or take away."""

FORMULAS = Formula.__args__
# Their order of two bids does not depend on a third that is neither best nor cheapest.
STEADY = ["lowest_ratio", "fixed_line", "price_per_quality_point", "monetised_quality"]

points = st.floats(0.05, 1)
floors = st.floats(0.5, 1.5)


def selections(formulas=FORMULAS):
    scored = st.builds(
        scored_bids,
        price_weight=st.floats(0, 1),
        formula=st.sampled_from(formulas),
        quality_noise_sd=st.floats(0, 0.2),
    )
    cheapest = st.builds(lowest_price, quality_floor=st.floats(0, 1))
    ablest = st.builds(capability_first, members=st.integers(1, 5), trust_weight=st.floats(0, 1))
    return scored | cheapest | ablest


def prices(set_by=("bids", "buyer")):
    who = st.sampled_from(set_by)
    clock = st.builds(descending_clock, set_by=who, decrement=st.sampled_from([0, 0.005, 0.05]))
    second = st.builds(second_price, set_by=who)
    target = st.builds(
        open_book_target, set_by=who, contingency=st.floats(0, 0.2), audit_accuracy=st.floats(0, 1)
    )
    return st.builds(first_price, set_by=who) | second | clock | target


@st.composite
def entrants(draw, least=0, most=7, services=3):
    count = draw(st.integers(least, most))

    def column(values):
        return np.array(draw(st.lists(values, min_size=count, max_size=count)), dtype=float)

    offers = st.lists(st.booleans(), min_size=services, max_size=services)
    covers = draw(st.lists(offers, min_size=count, max_size=count))
    lots = draw(st.permutations(range(count)))
    return bidders(
        column(floors),
        capability=column(points),
        writing=column(st.floats(0, 0.2)),
        trust=column(st.floats(0, 1)),
        panel=column(st.floats(-2, 2)),
        tie=(np.array(lots, dtype=float) + 0.5) / max(count, 1),
        markup=column(st.floats(0, 0.3)),
        covers=np.array(covers, dtype=bool).reshape(count, services),
    )


@st.composite
def what_is_believed(draw, rules=("equilibrium", "adaptive", "naive")):
    return beliefs(
        rule=draw(st.sampled_from(rules)),
        rivals_cost=draw(st.sampled_from([UNIFORM, NORMAL])),
        pound_per_point=draw(st.floats(0, 2)),
        ceiling=draw(st.floats(1, 1.6)),
    )


@st.composite
def ways(draw, formulas=FORMULAS, set_by=("bids", "buyer")):
    make = WAYS[draw(st.sampled_from(sorted(WAYS)))]
    return make(selection=draw(selections(formulas)), price=draw(prices(set_by)))


def with_one_more(those, floor, capability=0.01, **values):
    """The same bidders and one more row, the last to draw lots and offering nothing new."""
    new = {
        "provider": 999,
        "floor": floor,
        "capability": capability,
        "writing": 0.0,
        "trust": 0.0,
        "panel": 0.0,
        "tie": 0.999,
        "markup": 0.0,
        "covers": np.zeros((1, those.covers.shape[1]), dtype=bool),
    } | values
    return replace(
        those,
        **{
            name: np.concatenate([getattr(those, name), np.atleast_1d(value)])
            for name, value in new.items()
        },
    )


def same_outcome(one, other, count):
    return (
        one.winners == other.winners
        and np.array_equal(one.price_ratio, other.price_ratio, equal_nan=True)
        and np.array_equal(one.bids[:count], other.bids[:count], equal_nan=True)
    )


@in_its_own_time
@given(ways(), entrants(), what_is_believed())
def test_winners_are_among_the_bidders_and_have_a_price(way, those, believed):
    award = way.award(those, believed)
    assert len(set(award.winners)) == len(award.winners)
    assert set(award.winners) <= set(those.provider.tolist())
    assert bool(award.winners) == np.isfinite(award.price_ratio)
    assert ((award.scored_quality >= 0) & (award.scored_quality <= 1)).all()
    # Nobody wins without an acceptable bid.
    assert np.isfinite(award.bids[[winner - 100 for winner in award.winners]]).all()


@in_its_own_time
@given(ways(), entrants(), what_is_believed())
def test_nothing_is_paid_above_the_ceiling(way, those, believed):
    award = way.award(those, believed)
    if award.winners:
        assert award.price_ratio <= believed.ceiling + TINY
        assert np.nanmax(award.bids) <= believed.ceiling


@in_its_own_time
@given(ways(), entrants(), what_is_believed())
def test_no_winner_of_a_lot_is_paid_less_than_its_floor(way, those, believed):
    award = way.award(those, believed)
    if award.winners and not way.selection.pools_services:
        assert award.price_ratio >= those.floor[award.winners[0] - 100] - TINY


@in_its_own_time
@given(ways(), entrants(), what_is_believed())
def test_partners_together_are_paid_no_less_than_their_floors_together(way, those, believed):
    award = way.award(those, believed)
    if award.winners:
        chosen = [winner - 100 for winner in award.winners]
        assert award.price_ratio >= those.floor[chosen].mean() - TINY


@in_its_own_time
@given(ways(), entrants(), what_is_believed(), st.randoms(use_true_random=False))
def test_the_order_of_bidders_changes_nothing(way, those, believed, luck):
    rows = np.arange(len(those))
    luck.shuffle(rows)
    usual, shuffled = way.award(those, believed), way.award(those.take(rows), believed)
    assert shuffled.winners == usual.winners
    assert np.array_equal(shuffled.price_ratio, usual.price_ratio, equal_nan=True)
    assert np.array_equal(shuffled.bids, usual.bids[rows], equal_nan=True)


@in_its_own_time
@given(ways(), entrants(), what_is_believed(), st.integers(1, 10**6))
def test_new_labels_change_labels_only(way, those, believed, shift):
    usual = way.award(those, believed)
    renamed = way.award(replace(those, provider=those.provider + shift), believed)
    assert renamed.winners == tuple(winner + shift for winner in usual.winners)
    assert np.array_equal(renamed.price_ratio, usual.price_ratio, equal_nan=True)


@in_its_own_time
@given(ways(), entrants(), what_is_believed(), st.floats(0.01, 1), points)
def test_one_above_the_ceiling_changes_nothing(way, those, believed, above, capability):
    more = with_one_more(those, believed.ceiling + above, capability, trust=1.0)
    usual, other = way.award(those, believed), way.award(more, believed)
    assert 999 not in other.winners
    assert same_outcome(usual, other, len(those))


@in_its_own_time
@given(ways(STEADY), entrants(least=2), what_is_believed(["naive", "adaptive"]))
def test_one_who_never_wins_changes_nothing_where_margins_are_habits(way, those, believed):
    # Dearer than all, worse than all, not trusted, and with nothing new to offer.
    more = with_one_more(those, max(those.floor.max(), 1.0) + 0.01)
    usual, other = way.award(those, believed), way.award(more, believed)
    assume(999 not in other.winners)
    if way.price.kind in ("descending_clock", "second_price") and not way.selection.pools_services:
        # The second-last to leave a clock sets its price; a third does not.
        competing = np.isfinite(usual.bids) & (usual.scored_quality >= _threshold(way))
        assume(np.count_nonzero(competing) >= 2)
    assert same_outcome(usual, other, len(those))


def _threshold(way):
    return getattr(way.selection, "quality_floor", 0.0)


@in_its_own_time
@given(entrants(least=1), what_is_believed())
def test_cutting_its_margin_never_costs_a_bidder_the_contract(those, believed):
    believed = replace(believed, rule="naive")
    for selection in (lowest_price(quality_floor=0.0), scored_bids(), scored_bids(formula="range")):
        way = tender(selection=selection)
        award = way.award(those, believed)
        if not award.winners:
            continue
        winner = award.winners[0] - 100
        markup = those.markup.copy()
        markup[winner] /= 2
        assert way.award(replace(those, markup=markup), believed).winners == award.winners


@in_its_own_time
@given(entrants(least=2), what_is_believed(["equilibrium"]))
def test_another_viable_rival_never_raises_a_sealed_price(those, believed):
    believed = replace(believed, pound_per_point=0.0)
    way = tender(selection=lowest_price(quality_floor=0.0))
    usual = way.award(those, believed)
    more = way.award(with_one_more(those, believed.ceiling, capability=0.7), believed)
    if usual.winners:
        assert more.price_ratio <= usual.price_ratio + TINY


@in_its_own_time
@given(
    st.lists(st.integers(0, 1000), min_size=2, max_size=6, unique=True),
    st.floats(1.0, 1.2),
)
def test_tender_and_clock_choose_the_same_winner_for_standard_care(costs, ceiling):
    those = bidders(LOW + WIDTH * np.array(costs) / 1000)
    assume(those.floor.min() <= ceiling - 0.001)
    facing = beliefs(ceiling=ceiling)
    sealed = tender(selection=scored_bids()).award(those, facing)
    opened = reverse_auction().award(those, facing)
    assert sealed.winners == opened.winners == (100 + int(np.argmin(costs)),)


@in_its_own_time
@given(entrants(), what_is_believed(), prices(), st.sampled_from(["equilibrium", "naive"]))
def test_the_preset_makes_no_difference_of_its_own(those, believed, price, rule):
    believed = replace(believed, rule=rule)
    for selection in (scored_bids(), lowest_price(), capability_first()):
        awards = [
            make(selection=selection, price=price).award(those, believed) for make in WAYS.values()
        ]
        assert all(same_outcome(awards[0], award, len(those)) for award in awards[1:])
