"""Unanimity: how likely all agree, and how long it takes until they do."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.unanimity import assent_probability, passes
from tests.examples import agrees

BASE, EFFECT = 0.5, 2.0
DRAWS = 2000


def assent(trust, aligned=0.0, alignment=0.0):
    return assent_probability(trust, np.asarray(aligned), BASE, EFFECT, alignment)


def expected_months(trust, members):
    """Mean wait until a proposal passes that is put to the vote every month."""
    return 1 / np.prod(assent(np.full(members, trust)))


def test_assent_is_logistic_in_trust():
    trust = np.array([0.0, 0.5, 1.0])
    odds = np.log(assent(trust)) - np.log(1 - assent(trust))
    assert odds == pytest.approx(BASE + EFFECT * trust)


def test_those_who_would_lose_work_agree_less():
    trust, aligned = np.full(3, 0.5), [-1.0, 0.0, 0.5]
    for_all = assent(trust, aligned, alignment=2.0)
    assert (np.diff(for_all) > 0).all()
    assert for_all[1] == pytest.approx(assent(trust)[1])
    assert assent(trust, aligned, alignment=0.0) == pytest.approx(assent(trust))


def test_delay_grows_geometrically_with_members_and_with_distrust():
    waits = np.array([expected_months(0.4, members) for members in range(1, 9)])
    assert waits[1:] / waits[:-1] == pytest.approx(np.full(7, waits[0]))
    assert (np.diff([expected_months(trust, 4) for trust in (0.9, 0.5, 0.1)]) > 0).all()
    # Each further member weighs more where trust is low.
    slow, fast = (expected_months(trust, 5) / expected_months(trust, 4) for trust in (0.1, 0.9))
    assert slow > fast


def test_one_veto_is_enough():
    chances = np.array([0.9, 0.8, 0.3])
    assert passes(chances, np.array([0.1, 0.1, 0.1]))
    assert not passes(chances, np.array([0.1, 0.1, 0.4]))
    assert passes(np.zeros(0), np.zeros(0))


@pytest.mark.statistical
@pytest.mark.parametrize(("trust", "members"), [(0.8, 2), (0.3, 3), (0.3, 6)])
def test_mean_wait_of_proposals_put_to_the_vote(trust, members):
    rng = np.random.default_rng(members)
    chances = assent(np.full(members, trust))
    waits = []
    for _ in range(DRAWS):
        months = 1
        while not passes(chances, rng.uniform(size=members)):
            months += 1
        waits.append(months)
    assert agrees(waits, expected_months(trust, members))
