"""Luck within rows: its share of what differs between them, and how many replications it takes."""

import numpy as np
import pytest
from scipy import stats

from alliance_sim.analysis.precision import half_width, replications_for
from alliance_sim.analysis.studies import replications
from alliance_sim.analysis.studies.cases import cases
from alliance_sim.analysis.studies.luck import luck
from alliance_sim.analysis.studies.problem import AnalysisError
from tests.analysis.studies.made_up import study, uniform

OUTCOME = "net_monetary_benefit_gbp"


@pytest.mark.parametrize("n", [2, 5, 30])
def test_the_half_width_is_that_of_students_interval(n):
    values = np.random.default_rng(1).normal(size=n)
    sd = values.std(ddof=1)
    low, high = stats.t.interval(0.95, n - 1, loc=values.mean(), scale=sd / n**0.5)
    assert half_width(sd, n) == pytest.approx((high - low) / 2)


@pytest.mark.parametrize("wanted", [0.05, 0.3, 2.0, 20.0])
def test_so_many_replications_reach_a_half_width_and_one_fewer_does_not(wanted):
    needed = replications_for(1.0, wanted)
    assert half_width(1.0, int(needed)) <= wanted
    assert needed == 2 or half_width(1.0, int(needed) - 1) > wanted


def test_the_study_knows_the_spread_of_its_own_paired_differences():
    rng, sd = np.random.default_rng(2), 3.0
    made = study(["a"], uniform(60, 1), lambda x, o: {OUTCOME: x["a"]}, replications=6)
    common = rng.normal(scale=50.0, size=360).repeat(2)
    made.outcomes[OUTCOME] += common + rng.normal(scale=sd / 2**0.5, size=720)
    own = cases(made.design, made.outcomes, made.factors, OUTCOME)[0]
    found = replications.spread(own.pairs[0])
    assert found.free == 300
    assert found.low < sd < found.high
    assert found.typical == pytest.approx(sd, rel=0.1)
    table = replications.find(own, (1.0,)).tables["needed"]
    assert table["replications"].iloc[0] == replications_for(found.typical, 1.0)


def test_one_replication_a_row_cannot_say_how_many_are_needed():
    made = study(["a"], uniform(60, 1), lambda x, o: {OUTCOME: x["a"]})
    own = cases(made.design, made.outcomes, made.factors, OUTCOME)[0]
    with pytest.raises(AnalysisError, match="two or more"):
        replications.find(own)


def test_lucks_share_is_its_part_of_the_variance_of_means():
    rng = np.random.default_rng(4)
    rows, many, factors, noise = 4000, 5, 2.0, 3.0
    runs = factors * rng.normal(size=(rows, 1)) + noise * rng.normal(size=(rows, many))
    by_luck = noise**2 / many
    found = luck(runs)
    assert found.share == pytest.approx(by_luck / (factors**2 + by_luck), rel=0.1)
    assert found.within == pytest.approx(noise, rel=0.05)


def test_luck_that_every_row_shares_tells_rows_not_apart():
    rng = np.random.default_rng(4)
    runs = rng.normal(size=(50, 1)) + 100 * rng.normal(size=(1, 6))
    assert luck(runs).share == pytest.approx(0.0, abs=1e-9)


def test_rows_with_different_numbers_of_replications_are_weighed_as_they_are():
    rng = np.random.default_rng(4)
    runs = rng.normal(size=(500, 8))
    runs[::2, 4:] = np.nan
    assert luck(runs).share == pytest.approx(1.0, abs=0.15)


def test_with_one_replication_luck_is_not_told():
    found = luck(np.arange(10.0)[:, None])
    assert np.isnan(found.share)
    assert "cannot be told" in found.words()
