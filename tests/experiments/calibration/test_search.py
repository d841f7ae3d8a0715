"""What a calibration finds is what is known to be there, and the model is held against the rest."""

import numpy as np
import pytest

from alliance_sim.analysis.studies.calibration import calibrated, checks, quantiles, summary
from alliance_sim.experiments.calibration.figures import Figure
from alliance_sim.experiments.calibration.plan import load_calibration
from alliance_sim.experiments.calibration.search import distance, search

TRUE = {"bidding.markup": 0.09, "workforce.cutting_effect": 0.5}
NOISE = 0.004
"""Standard deviation of what is observed of the mark-up."""

FILE = """\
title: Known numbers
scenario: bexley_home_care
option: tender
vary:
  bidding.markup:
  workforce.cutting_effect:
targets:
  provider_margin_share: {value: 0.09, error: 0.004}
  trust: {value: 0.75, error: 0.1}
particles: 60
rounds: 4
near_enough: 0.3
draws: 40
seed: 4
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibration")
    file = folder / "known.yaml"
    file.write_text(FILE.replace("bexley_home_care", "town.yaml"))
    (folder / "town.yaml").write_text(
        "title: Town\nplace: {councils: [Bexley], residents: 50}\nmonths: 14\nwarm_up: 2\n"
        "services: [home_care]\n"
        "options:\n  tender: {mechanism: competitive_tender}\n"
    )
    return load_calibration(file)


def known(settings, number):
    """A model whose answer is known: the mark-up shows itself with noise, the other as it is."""
    luck = np.random.default_rng(number)
    return {
        "provider_margin_share": settings["bidding.markup"] + NOISE * luck.standard_normal(),
        "trust": 0.5 + settings["workforce.cutting_effect"] / 2,
        "home_care_fee": 24.0,
    }


@pytest.fixture(scope="module")
def found(plan):
    return search(plan, known)


def test_parameters_that_are_known_are_found_again(found):
    told = summary(found).set_index("factor")
    for name, true in TRUE.items():
        row = told.loc[name]
        assert row.low <= true <= row.high, name
        assert row.width_left < 0.6, name
    assert abs(told.loc["bidding.markup", "mean"] - TRUE["bidding.markup"]) < 2 * NOISE


def test_the_same_seed_finds_the_same_and_leaves_the_global_stream_alone(plan, found):
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    again = search(plan, known)
    assert np.array_equal(found.places, again.places)
    assert np.array_equal(found.predicted, again.predicted, equal_nan=True)
    assert calibrated(found).files() == calibrated(again).files()
    assert np.array_equal(np.random.get_state()[1], state)  # noqa: NPY002


def test_what_the_figures_do_not_speak_of_stays_as_wide_as_it_was(plan):
    def blind(settings, number):
        return {**known(settings, number), "trust": 0.75}

    told = summary(search(plan, blind)).set_index("factor")
    assert told.loc["workforce.cutting_effect", "width_left"] > 0.8


def test_predictions_are_held_against_figures_that_were_not_fitted(found):
    held = checks(found).set_index("figure")
    assert held.loc["provider_margin_share", "fitted"]
    assert held.loc["provider_margin_share", "inside"]
    assert not held.loc["home_care_fee", "fitted"]
    assert held.loc["home_care_fee", "inside"], "24.00 lies within the error of 24.10"
    assert "handbacks" not in held.index, "what the model does not give is no line"


def test_a_figure_that_the_model_cannot_give_is_said_to_be_missed(plan):
    def short(settings, number):
        return {**known(settings, number), "home_care_fee": 15.0}

    finding = calibrated(search(plan, short))
    assert "It misses: Home care fee." in finding.paragraph
    missed = finding.tables["checks"].set_index("figure").loc["home_care_fee"]
    assert not missed.inside
    assert missed.share_below == 1.0


def test_distance_counts_errors():
    targets = {
        "a": Figure("a", "A", "", 10.0, 2.0),
        "b": Figure("b", "B", "", 1.0, 0.5),
    }
    assert distance(targets, {"a": 14.0, "b": 1.0}) == pytest.approx(np.sqrt(2))
    assert distance(targets, {"a": float("nan"), "b": 1.0}) > 1e6


def test_a_weighted_quantile_is_where_so_much_weight_lies_below():
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([0.25, 0.5, 0.25])
    assert quantiles(values, weights, (0.4, 0.6, 0.9)).tolist() == [1.0, 2.0, 3.0]
