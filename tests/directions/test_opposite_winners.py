"""Every way of buying wins somewhere: two stories with opposite winners, and why they differ."""

import numpy as np
import pytest

from alliance_sim.experiments.compare import run_all
from alliance_sim.rules.services import SERVICES
from tests.small import WAYS, shipped

REPLICATIONS = 20


def margin(name, better, worse):
    """By how much one option's net benefit beats another's: the mean and half the interval."""
    story = shipped(
        name,
        **{
            "place.residents": 60,
            "options": {option: WAYS[option] for option in (better, worse)},
        },
    )
    outcomes = run_all(story, replications=REPLICATIONS).outcomes
    benefit = outcomes.pivot(
        index="replication", columns="option", values="net_monetary_benefit_gbp"
    )
    difference = benefit[better] - benefit[worse]
    return difference.mean(), 1.96 * difference.std() / np.sqrt(REPLICATIONS)


@pytest.mark.statistical
def test_a_standard_service_with_many_bidders_is_best_put_out_to_tender():
    mean, half = margin("standard_service_many_bidders", "tender", "alliance")
    assert mean - half > 0


@pytest.mark.statistical
def test_advocacy_that_nobody_sees_is_better_in_an_alliance_than_in_an_auction():
    mean, half = margin("advocacy_reverse_auction", "alliance", "auction")
    assert mean - half > 0


@pytest.mark.parametrize("name", ["standard_service_many_bidders", "advocacy_reverse_auction"])
def test_no_winner_is_helped_by_a_setting_of_its_own(name):
    # The stories say what is bought, for whom and in what market; the ways of buying stay as the
    # evidence has them.
    story = shipped(name)
    about_the_service = {*SERVICES, "residents", "market", "effort"}
    assert {path.split(".")[0] for path in story.overrides} <= about_the_service
    for option, way in WAYS.items():
        given = dict(story.written["options"][option])
        given.pop("members", None)
        assert given == way
