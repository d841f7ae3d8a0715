"""What services do moves nobody's luck."""

import numpy as np
import pytest

from alliance_sim.world.life import Care
from alliance_sim.world.people import EXOGENOUS
from benchmarks.town import USUAL_CARE, Town
from tests.world.lives import history, twins

YEAR = 12


@pytest.mark.parametrize("name", Care._fields)
def test_care_moves_no_exogenous_column_of_anyone_in_any_month(name):
    town = Town(1200, death=0.6)
    usual = {"changed": 1.0} if name == "tie_kept" else {}
    before = USUAL_CARE[name]
    other = {**usual, name: 1.0 if before < 0.5 else 0.0}
    first, first_sums = history(twins(town), [town.care(**usual)] * YEAR)
    second, second_sums = history(town, [town.care(**other)] * YEAR)
    for column in EXOGENOUS:
        assert first[column].tobytes() == second[column].tobytes(), column
    assert not np.array_equal(first_sums, second_sums), "the change of care changed nothing"


def test_replications_and_seeds_have_luck_of_their_own():
    towns = [Town(1000, seed, replication) for seed, replication in ((1, 0), (1, 1), (2, 0))]
    drifts = [history(town, [town.care()] * 2)[0]["drift"][-1] for town in towns]
    bases = [town.people.base for town in towns]
    for columns in (drifts, bases):
        correlations = np.corrcoef(columns)[np.triu_indices(3, 1)]
        assert np.abs(correlations).max() < 0.15


def test_the_shares_of_people_are_those_of_the_rules():
    town = Town(40_000)
    people, rules = town.people, town.rules
    error = 5 / np.sqrt(town.residents)
    assert people.voiceless.mean() == pytest.approx(rules.voiceless_share, abs=error / 2)
    assert people.isolated.mean() == pytest.approx(rules.isolated_share, abs=error / 2)
    assert people.base.mean() == pytest.approx(rules.mean_hours, rel=error * rules.hours_spread * 2)
    assert people.personal.mean() == pytest.approx(0, abs=error * rules.personal_sd)
    assert people.personal.std() == pytest.approx(rules.personal_sd, rel=error)
