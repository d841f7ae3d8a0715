"""Sobol indices and Morris effects of functions whose indices are known."""

import numpy as np
import pytest
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from alliance_sim.analysis.studies import morris, sobol
from alliance_sim.analysis.studies.cases import cases
from alliance_sim.analysis.studies.problem import AnalysisError
from tests.analysis.studies.ishigami import exact, ishigami
from tests.analysis.studies.made_up import study, uniform

OUTCOME = "net_monetary_benefit_gbp"
INPUTS = ("a.one", "a.two", "a.three")
LINEAR = np.array([3.0, -1.0, 0.5, 0.0])


def problem(count):
    names = [str(place) for place in range(count)]
    return {"num_vars": count, "names": names, "bounds": [[0.0, 1.0]] * count}


def of_ishigami(settings, option):
    found = ishigami(settings[list(INPUTS)].to_numpy())
    return {OUTCOME: found if option == "alliance" else np.zeros(len(settings))}


def of_line(settings, option):
    found = settings.to_numpy() @ LINEAR
    return {OUTCOME: found if option == "alliance" else np.zeros(len(settings))}


def made(places, of, kind, **more):
    names = [f"a.{place}" for place in range(places.shape[1])] if of is of_line else INPUTS
    found = study(names, places, of, kind=kind, **more)
    return found, cases(found.design, found.outcomes, found.factors, OUTCOME)[0]


@pytest.fixture(scope="module")
def sobol_places():
    return sobol_sample.sample(problem(3), 1024, calc_second_order=True, seed=3)


@pytest.fixture(scope="module")
def known(sobol_places):
    _, own = made(sobol_places, of_ishigami, "sobol")
    found, blocks = sobol.sobol_indices(own, seed=1)
    assert blocks == 1024
    return next(one for one in found if one.target.name == "alliance-tender")


def test_first_and_total_indices_of_ishigami_lie_within_their_intervals(known):
    first, total, _ = exact()
    assert (np.abs(known.first - first) <= known.first_reach).all()
    assert (np.abs(known.total - total) <= known.total_reach).all()
    assert known.total_reach.max() < 0.1


def test_the_second_order_index_of_ishigami_lies_within_its_interval(known):
    _, _, together = exact()
    assert abs(known.second[0, 2] - together) <= known.second_reach[0, 2]
    assert abs(known.second[0, 1]) <= known.second_reach[0, 1]


def test_a_difference_to_an_option_that_never_changes_has_the_other_options_indices(sobol_places):
    _, own = made(sobol_places[:512], of_ishigami, "sobol")
    found, _ = sobol.sobol_indices(own, seed=1)
    by_name = {one.target.name: one for one in found}
    assert np.allclose(by_name["alliance-tender"].total, by_name["alliance"].total)
    assert not by_name["tender"].total.any()


def test_blocks_with_a_row_that_failed_are_left_out_whole(sobol_places):
    found, own = made(sobol_places[: 8 * 64], of_ishigami, "sobol")
    fewer = found.outcomes[~found.outcomes["row"].isin([9, 10])]
    short = cases(found.design, fewer, found.factors, OUTCOME)[0]
    indices, blocks = sobol.sobol_indices(short, seed=1)
    again, _ = sobol.sobol_indices(own.only(np.arange(8 * 64) // 8 != 1), seed=1)
    assert blocks == 63
    assert np.array_equal(indices[0].total, again[0].total)


def test_sobol_indices_of_another_design_are_refused_with_the_design_that_gives_them():
    _, own = made(uniform(64, 3), of_ishigami, "lhs")
    with pytest.raises(AnalysisError, match="kind: sobol"):
        sobol.find(own, 1)


def test_a_sobol_design_in_another_order_is_refused(sobol_places):
    _, own = made(sobol_places[:64][::-1], of_ishigami, "sobol")
    with pytest.raises(AnalysisError, match="in their order"):
        sobol.find(own, 1)


def test_luck_that_replications_do_not_average_out_is_told_and_warned_of(sobol_places):
    quiet, loud = (
        sobol.find(
            made(sobol_places[:256], of_ishigami, "sobol", replications=4, noise=noise)[1], 1
        )
        for noise in (0.1, 40.0)
    )
    share = "luck_share_of_variance"
    assert quiet.tables["luck"][share].iloc[0] < 0.01
    assert loud.tables["luck"][share].iloc[0] > 0.8
    assert "Warning" in loud.paragraph
    assert "Luck makes little of the variance" in quiet.paragraph.split("- ")[1]
    assert loud.title.startswith("Luck drowns")


@pytest.mark.parametrize("levels", [4, 6])
def test_morris_effects_of_a_linear_function_are_its_coefficients(levels):
    places = morris_sample.sample(problem(4), 8, num_levels=levels, seed=2)
    _, own = made(places, of_line, "morris")
    found, trajectories = morris.morris_effects(own, seed=1)
    one = next(one for one in found if one.target.name == "alliance-tender")
    assert trajectories == 8
    assert np.allclose(one.mean, LINEAR)
    assert np.allclose(one.size, np.abs(LINEAR))
    assert np.allclose(one.spread, 0.0)


def test_morris_tells_a_bend_by_its_spread_and_an_input_of_no_account_by_nothing():
    places = morris_sample.sample(problem(3), 40, num_levels=4, seed=2)
    _, own = made(
        places, lambda x, o: {OUTCOME: (o == "alliance") * x["a.one"] * x["a.two"]}, "morris"
    )
    found, _ = morris.morris_effects(own, seed=1)
    one = found[0]
    assert one.spread[0] > 0.2
    assert one.size[2] == one.spread[2] == 0


def test_morris_effects_of_another_design_are_refused_with_the_design_that_gives_them():
    _, own = made(uniform(40, 4), of_line, "lhs")
    with pytest.raises(AnalysisError, match="kind: morris"):
        morris.find(own, 1)
