"""Padding a target: how far it pays, and what audit and the buyer's own estimate take back."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.padding import padded_share
from tests.examples import (
    alliance,
    beliefs,
    bidders,
    capability_first,
    open_book_target,
)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
@pytest.mark.parametrize("accuracy", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("cost", [1.0, 5.0])
def test_no_other_padding_pays_more(share, accuracy, cost):
    grid = np.linspace(0, 1.2, 12001)
    gain = share * (1 - accuracy) * grid - cost / 2 * grid**2
    best = padded_share(share, accuracy, cost)
    assert best == pytest.approx(grid[gain.argmax()], abs=1e-4)
    assert best == pytest.approx(share * (1 - accuracy) / cost)


def test_who_keeps_nothing_or_is_always_found_out_does_not_pad():
    assert padded_share(0.0, 0.2, 5.0) == 0.0
    assert padded_share(0.5, 1.0, 5.0) == 0.0


def test_the_target_is_cost_contingency_and_what_the_buyers_estimate_leaves_of_padding():
    price = open_book_target(contingency=0.03, audit_accuracy=0.6, own_estimate_weight=0.5)
    facing = beliefs(provider_share=0.5, padding_cost=5.0)
    asked = alliance(price=price).award(bidders([1.0, 0.9]), facing).bids
    padding = 0.5 * (1 - 0.6) / 5.0 * 0.5
    assert asked == pytest.approx(np.array([1.0, 0.9]) * (1.03 + padding))


@pytest.mark.parametrize(
    ("change", "believed"),
    [
        ({"audit_accuracy": 0.9}, {}),
        ({"own_estimate_weight": 0.9}, {}),
        ({"contingency": 0.0}, {}),
        ({}, {"provider_share": 0.1}),
        ({}, {"padding_cost": 50.0}),
    ],
)
def test_what_makes_for_softer_targets(change, believed):
    usual = {"audit_accuracy": 0.2, "own_estimate_weight": 0.1, "contingency": 0.05}
    members = bidders([0.9, 1.0, 1.05])
    soft = alliance(price=open_book_target(**usual)).award(members, beliefs())
    hard = alliance(price=open_book_target(**usual | change)).award(members, beliefs(**believed))
    assert hard.price_ratio < soft.price_ratio
    assert hard.winners == soft.winners


def test_a_target_is_never_above_the_ceiling_nor_below_what_its_member_can_live_with():
    way = alliance(
        selection=capability_first(members=4),
        price=open_book_target(contingency=0.2),
    )
    members = bidders([0.9, 1.1, 1.19, 1.3], capability=[0.5, 0.5, 0.5, 0.9])
    award = way.award(members, beliefs(ceiling=1.2))
    assert 103 not in award.winners
    assert set(award.winners) == {100, 101, 102}
    assert (award.bids[:3] >= members.floor[:3]).all()
    assert award.bids[1:3].tolist() == [1.2, 1.2]
    assert np.isnan(award.bids[3])
