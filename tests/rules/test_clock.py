"""The falling clock of a reverse auction: who is last, and what it is paid."""

import numpy as np
import pytest

from alliance_sim.rules.levers.clock import run_clock
from tests.examples import (
    LOW,
    UNIFORM,
    WIDTH,
    agrees,
    beliefs,
    benchmark,
    bidders,
    lowest_price,
    named,
    reverse_auction,
    scored_bids,
    second_price,
    tender,
)
from tests.examples import descending_clock as clock

DRAWS = 2500


def run(floors, opening=1.0, decrement=0.0, tie=None, start=None, **rules):
    """Row of the winner and what it is paid in one clock among those who can live with it."""
    floors = np.asarray(floors, dtype=float)
    tie = np.linspace(0.1, 0.9, len(floors)) if tie is None else np.asarray(tie)
    leave = np.where(floors <= opening, floors, np.inf)[None]
    start = np.full((1, 1), opening) if start is None else np.asarray(start)[None]
    stopped = run_clock(leave, start, decrement, tie[None], **rules)
    return int(stopped.winner[0]), float(stopped.level[0])


def test_the_last_one_in_is_paid_where_the_second_last_left():
    assert run([0.9, 0.4, 0.7]) == (1, 0.7)


def test_with_ticks_it_is_paid_the_first_price_the_second_last_refused():
    row, price = run([0.9, 0.4, 0.72], decrement=0.1)
    assert row == 1
    assert price == pytest.approx(0.7)
    # On a tick the second-last is still in; it leaves at the next.
    row, price = run([0.9, 0.4, 0.7], decrement=0.1)
    assert row == 1
    assert price == pytest.approx(0.6)


@pytest.mark.parametrize(("tie", "winner"), [([0.5, 0.2, 0.8], 1), ([0.2, 0.5, 0.1], 0)])
def test_those_who_leave_together_draw_lots_for_the_tick_before(tie, winner):
    # Nobody but these two is in at 0.7, and neither can live with 0.6.
    row, price = run([0.64, 0.66, 0.85], decrement=0.1, tie=tie)
    assert row == winner
    assert price == pytest.approx(0.7)


@pytest.mark.parametrize("decrement", [0.0, 0.05, 0.1, 0.3, 1 / 3])
def test_equal_bidders_draw_lots(decrement):
    for floor in (0.1, 0.3, 0.4, 0.7, 1.0):
        row, price = run([floor, floor, floor], decrement=decrement, tie=[0.6, 0.3, 0.9])
        assert row == 1
        assert floor - 1e-7 <= price <= floor + decrement


def test_a_clock_that_nobody_enters_awards_nothing():
    row, price = run([1.1, 1.2])
    assert row == -1
    assert np.isnan(price)
    row, price = run([])
    assert row == -1


@pytest.mark.parametrize("decrement", [0.0, 0.05])
def test_a_lone_bidder_is_paid_the_opening_price(decrement):
    assert run([0.3, 1.1], decrement=decrement) == (0, 1.0)
    assert run([1.0], decrement=decrement) == (0, 1.0)


def test_a_bidder_at_the_opening_price_takes_part():
    assert run([0.5, 1.0]) == (0, 1.0)
    row, price = run([0.5, 1.0], decrement=0.1)
    assert row == 0
    assert price == pytest.approx(0.9)


def test_finer_ticks_come_to_the_continuous_clock():
    floors = np.random.default_rng(1).uniform(0.2, 1, (200, 4))
    for row in floors:
        winner, price = run(row)
        near, close = run(row, decrement=1e-7)
        assert near == winner
        assert close == pytest.approx(price, abs=2e-7)


def test_the_winner_can_live_with_the_price():
    rng = np.random.default_rng(2)
    for count in (1, 2, 3, 8):
        for row in rng.uniform(0, 1.2, (200, count)).round(2):
            for decrement in (0.0, 0.01, 0.1, 0.25):
                winner, price = run(row, decrement=decrement, tie=rng.uniform(size=count))
                if winner >= 0:
                    assert row[winner] - 1e-7 <= price <= 1.0


@pytest.mark.statistical
@pytest.mark.parametrize("row", benchmark("B4"), ids=named)
def test_mean_price_and_share_of_lots_by_decrement(row):
    way = reverse_auction(price=clock(decrement=row["decrement"] * WIDTH))
    rng = np.random.default_rng(3)
    costs, tie = rng.uniform(size=(2, 8 * DRAWS, row["n"]))
    made = way.awards(bidders(LOW + WIDTH * costs, tie=tie), beliefs())
    assert agrees((made.price_ratio - LOW) / WIDTH, row["expected_price"], known_to=1e-3)
    assert agrees(made.by_lot, row["tie_share"], known_to=1e-3)


def test_bids_of_a_clock_are_the_prices_at_which_bidders_leave():
    award = reverse_auction().award(bidders([1.0, 0.9]), beliefs())
    assert award.bids.tolist() == [1.0, 0.9]


def test_only_those_who_qualify_take_part():
    way = reverse_auction(selection=lowest_price(quality_floor=0.6))
    entrants = bidders([0.85, 0.9, 1.0], capability=[0.5, 0.7, 0.7])
    award = way.award(entrants, beliefs(rivals_cost=UNIFORM))
    assert award.winners == (101,)
    assert award.price_ratio == 1.0


def test_a_scheduled_close_leaves_the_price_where_the_clock_has_come_to():
    floors, tie = [0.3, 0.2, 0.9], [0.1, 0.5, 0.2]
    assert run(floors, decrement=0.1, most_ticks=3, tie=tie) == (0, pytest.approx(0.7))
    assert run(floors, decrement=0.1, most_ticks=30, tie=tie) == (1, pytest.approx(0.2))
    way = reverse_auction(price=clock(decrement=0.01, extends=False, ticks=5))
    assert way.award(bidders([0.8, 0.9]), beliefs()).price_ratio == pytest.approx(1.15)


def test_those_who_see_only_their_rank_come_down_from_their_own_offers():
    # The leader never learns how far ahead it is, nor that it began below the second's last offer.
    assert run([0.4, 0.7], start=[0.6, 0.9]) == (0, pytest.approx(0.6))
    assert run([0.4, 0.7], start=[0.85, 0.9]) == (0, pytest.approx(0.7))
    assert run([0.4, 0.7], start=[0.85, 0.9], decrement=0.1) == (0, pytest.approx(0.65))
    rank = reverse_auction(price=clock(visibility="rank"))
    award = rank.award(bidders([0.9, 1.1], markup=[0.05, 0.05]), beliefs())
    assert award.price_ratio == pytest.approx(0.945)


def test_a_preference_comes_before_the_lot():
    liked = np.array([[0.5, 0.9, 0.9]])
    floors, tie = [0.64, 0.66, 0.65], [0.1, 0.8, 0.3]
    assert run(floors, decrement=0.1, tie=tie, preference=liked)[0] == 2
    way = reverse_auction(price=clock(decrement=0.1, ties="quality"))
    equal = bidders([1.01, 1.02], capability=[0.7, 0.8])
    assert way.award(equal, beliefs()).winners == (101,)


def test_too_few_bidders_call_the_auction_off():
    way = reverse_auction(price=clock(minimum_bidders=3))
    assert way.award(bidders([0.9, 1.0, 1.3]), beliefs()).winners == ()
    assert way.award(bidders([0.9, 1.0, 1.1]), beliefs()).winners == (100,)


def test_a_scored_clock_lets_a_better_bidder_stand_above_its_rivals():
    way = tender(selection=scored_bids(formula="monetised_quality"), price=clock())
    facing = beliefs(pound_per_point=way.selection.pound_per_point(spread=0.4, ceiling=1.2))
    worth = facing.pound_per_point
    award = way.award(bidders([0.95, 0.9], capability=[0.8, 0.7]), facing)
    # The dearer one wins, for its quality is worth more than it costs.
    assert award.winners == (100,)
    assert award.price_ratio == pytest.approx(0.9 + 0.1 * worth)
    second = tender(selection=way.selection, price=second_price())
    assert second.award(bidders([0.95, 0.9], capability=[0.8, 0.7]), facing).price_ratio == (
        pytest.approx(award.price_ratio)
    )
    # Nobody is paid more than the ceiling for it.
    capped = way.award(bidders([0.95, 1.19], capability=[0.9, 0.7]), facing)
    assert capped.price_ratio == 1.2


def test_a_scored_clock_without_a_weight_on_price_goes_to_the_best_at_the_ceiling():
    way = tender(selection=scored_bids(price_weight=0.0), price=clock())
    award = way.award(bidders([0.8, 1.0], capability=[0.6, 0.7]), beliefs())
    assert (award.winners, award.price_ratio) == ((101,), 1.2)


def test_a_winner_that_fails_the_second_look_is_passed_over():
    way = reverse_auction(selection=lowest_price(quality_floor=0.6, recheck=True))
    entrants = bidders([0.8, 0.9, 1.0], capability=[0.55, 0.7, 0.7], writing=[0.1, 0.0, 0.0])
    award = way.award(entrants, beliefs())
    assert award.winners == (101,)
    assert award.price_ratio == 1.0
    trusting = reverse_auction(selection=lowest_price(quality_floor=0.6))
    assert trusting.award(entrants, beliefs()).winners == (100,)
