"""The falling clock of a reverse auction: who is last, and what it is paid."""

import numpy as np
import pytest

from alliance_sim.rules.levers.price_formation import descending_clock
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
)
from tests.examples import descending_clock as clock

DRAWS = 2500


def run(floors, opening=1.0, decrement=0.0, tie=None):
    floors = np.asarray(floors, dtype=float)
    tie = np.linspace(0.1, 0.9, len(floors)) if tie is None else np.asarray(tie)
    return descending_clock(floors, opening, decrement, tie)


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
    paid, tossed = [], []
    for costs, tie in zip(*rng.uniform(size=(2, DRAWS, row["n"])), strict=True):
        award = way.award(bidders(LOW + WIDTH * costs, tie=tie), beliefs())
        price = (award.price_ratio - LOW) / WIDTH
        paid.append(price)
        # A lot was drawn where the second-lowest could have lived with the price too.
        tossed.append(row["decrement"] > 0 and np.sort(costs)[1] <= price)
    assert agrees(paid, row["expected_price"], known_to=1e-3)
    assert agrees(tossed, row["tie_share"], known_to=1e-3)


def test_bids_of_a_clock_are_the_prices_at_which_bidders_leave():
    asked = bidders([1.0, 0.9])
    assert clock().bids(asked, beliefs()).tolist() == [1.0, 0.9]


def test_only_those_who_qualify_take_part():
    way = reverse_auction(selection=lowest_price(quality_floor=0.6))
    entrants = bidders([0.85, 0.9, 1.0], capability=[0.5, 0.7, 0.7])
    award = way.award(entrants, beliefs(rivals_cost=UNIFORM))
    assert award.winners == (101,)
    assert award.price_ratio == 1.0
