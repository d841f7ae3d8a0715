"""Trust: slow to gain, quick to lose, and what it does to monitoring and hand-offs."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.trust import felt_monitoring, handoff_kept, next_trust
from tests.examples import TRUST_RATES


def month(trust, rates=TRUST_RATES, **events):
    trust = np.atleast_1d(np.asarray(trust, dtype=float))
    usual = {
        "kept": np.zeros(len(trust)),
        "engaged": np.zeros(len(trust)),
        "monitoring": np.zeros(len(trust)),
        "disputed": np.zeros(len(trust)),
        "broken": np.zeros(len(trust), dtype=bool),
        "retendered": np.zeros(len(trust), dtype=bool),
    }
    given = {
        name: np.full(len(trust), value) if np.isscalar(value) else np.asarray(value)
        for name, value in events.items()
    }
    return next_trust(trust, rates, **usual | given)


def test_nothing_happens_nothing_changes():
    assert month([0.0, 0.4, 1.0]).tolist() == [0.0, 0.4, 1.0]


def test_one_broken_promise_takes_many_kept_ones_to_mend():
    before = 0.6
    trust = month(before, broken=True)
    assert before - trust[0] == pytest.approx(before * TRUST_RATES.broken_loss)
    months = 0
    while trust[0] < before:
        trust = month(trust, kept=1.0)
        months += 1
    assert months > 12


def test_what_moves_trust_and_which_way():
    start = 0.5
    for event in ({"kept": 1.0}, {"engaged": 1.0}):
        assert month(start, **event)[0] > start
    for event in ({"monitoring": 1.0}, {"disputed": 0.2}, {"broken": True}, {"retendered": True}):
        assert month(start, **event)[0] < start
    both = month(start, broken=True, retendered=True)[0]
    assert both < min(month(start, broken=True)[0], month(start, retendered=True)[0])


def test_gains_get_smaller_the_more_trust_there_is():
    gains = month([0.1, 0.5, 0.9], kept=1.0) - [0.1, 0.5, 0.9]
    assert (np.diff(gains) < 0).all()
    assert (gains > 0).all()


def test_kept_promises_and_monitoring_come_to_a_balance():
    trust = np.array([0.05, 0.95])
    for _ in range(2000):
        trust = month(trust, kept=1.0, monitoring=1.0)
    balance = TRUST_RATES.gain / (TRUST_RATES.gain + TRUST_RATES.monitoring_loss)
    assert trust == pytest.approx([balance, balance])


def test_trust_stays_a_share_whatever_happens():
    rng = np.random.default_rng(1)
    wild = TRUST_RATES._replace(gain=1.0, engagement=1.0, monitoring_loss=1.0, broken_loss=1.0)
    trust = rng.uniform(size=500)
    for _ in range(20):
        trust = month(
            trust,
            wild,
            kept=rng.uniform(size=500),
            engaged=rng.uniform(size=500),
            monitoring=rng.uniform(size=500),
            broken=rng.uniform(size=500) < 0.1,
            retendered=rng.uniform(size=500) < 0.1,
        )
        assert ((trust >= 0) & (trust <= 1)).all()


def test_the_trusted_are_left_alone():
    felt = felt_monitoring(np.array([0.6, 0.6, 0.6]), np.array([0.0, 0.5, 1.0]), relief=0.5)
    assert felt == pytest.approx([0.6, 0.45, 0.3])
    assert (felt_monitoring(np.full(3, 0.6), np.array([0.0, 0.5, 1.0]), relief=0.0) == 0.6).all()


def test_handoffs_work_better_between_those_who_trust_each_other():
    kept = handoff_kept(np.linspace(0, 1, 5), base=0.7, trust_effect=0.2)
    assert (np.diff(kept) > 0).all()
    assert (handoff_kept(np.linspace(0, 1, 5), base=0.9, trust_effect=0.5) <= 1).all()
    # Without the effect, trust makes no difference.
    assert len(set(handoff_kept(np.linspace(0, 1, 5), base=0.7, trust_effect=0.0))) == 1
