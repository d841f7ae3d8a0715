"""Regret, robustness, value of information and acceptability against what is known exactly."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, qmc

from alliance_sim.analysis.appraisal import perfect_information
from alliance_sim.analysis.finding_out import worth_alone, worth_together
from alliance_sim.analysis.studies import acceptance, information, robustness
from alliance_sim.analysis.studies.cases import cases
from alliance_sim.analysis.studies.problem import AnalysisError
from tests.analysis.studies.made_up import study, uniform

OUTCOME = "net_monetary_benefit_gbp"
WORKED = np.array([[10.0, 6.0, 4.0], [2.0, 6.0, 8.0], [9.0, 5.0, 1.0], [3.0, 7.0, 7.0]])
"""Gains of three options in four rows; every number below was worked by hand from it."""

BY_HAND = {
    "laplace_mean": (6.0, 6.0, 5.0),
    "maximin": (2.0, 5.0, 1.0),
    "maximax": (10.0, 7.0, 8.0),
    "hurwicz": (6.0, 6.0, 4.5),
    "minimax_regret": (6.0, 4.0, 8.0),
    "mean_regret": (2.5, 2.5, 3.5),
    "best_share": (0.5, 0.125, 0.375),
    "satisficing_share": (0.5, 0.75, 0.5),
    "undesirable_deviations": (1.75, 0.25, 1.5),
}


def loss(u):
    """The unit normal loss function."""
    return norm.pdf(u) - u * (1 - norm.cdf(u))


def normals(rows, columns):
    """Even normal draws."""
    places = qmc.Sobol(columns, scramble=True, rng=np.random.default_rng(1)).random(rows)
    return norm.ppf(places)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_each_rule_gives_what_a_worked_table_gives_whichever_direction_is_better(sign):
    found = robustness.judge(sign * WORKED, sign > 0, sign * 6.0, seed=1)
    by_name = {one.rule.name: one for one in found}
    for name, wanted in BY_HAND.items():
        turn = sign if by_name[name].rule.is_level else 1.0
        assert by_name[name].values == pytest.approx(turn * np.array(wanted)), name


def test_the_quantile_of_regret_lies_between_the_mean_and_the_worst():
    found = {one.rule.name: one for one in robustness.judge(WORKED, True, 6.0, seed=1)}
    assert (found["regret_90th_percentile"].values >= found["mean_regret"].values).all()
    assert (found["regret_90th_percentile"].values <= found["minimax_regret"].values).all()


def test_a_rule_names_the_best_and_shares_a_tie():
    found = {one.rule.name: one for one in robustness.judge(WORKED, True, 6.0, seed=1)}
    assert found["minimax_regret"].best == (1,)
    assert found["maximax"].best == (0,)
    assert found["laplace_mean"].best == (0, 1)
    for one in found.values():
        assert one.best_in.sum() == pytest.approx(1)


def test_rules_that_all_agree_are_told_so_and_no_option_is_favoured_by_its_place():
    def of(settings, option):
        level = {"tender": 1.0, "alliance": 3.0}[option]
        return {OUTCOME: level + (0.5 if option == "alliance" else 1.0) * settings["a"]}

    for options in (("tender", "alliance"), ("alliance", "tender")):
        made = study(["a"], uniform(40, 1), of, options=options)
        own = cases(made.design, made.outcomes, made.factors, OUTCOME)[0]
        assert robustness.find(own, 1).title == "The alliance is best by every one of 10 rules"


def test_an_outcome_without_a_direction_has_no_regret():
    made = study(["a"], uniform(40, 1), lambda x, o: {"bidders_mean": x["a"]})
    own = cases(made.design, made.outcomes, made.factors, "bidders_mean")[0]
    with pytest.raises(AnalysisError, match="neither more nor less"):
        robustness.find(own, 1)


@pytest.mark.parametrize("mean", [0.0, 1.0, -2.0])
def test_the_worth_of_knowing_everything_is_the_unit_normal_loss(mean):
    """Two options whose difference is normal: EVPI = sd L(|mean| / sd)."""
    sd = 2.0
    apart = mean + sd * normals(4096, 1)[:, 0]
    benefit = np.column_stack([np.zeros(len(apart)), apart])
    assert perfect_information(benefit) == pytest.approx(sd * loss(abs(mean) / sd), rel=0.01)


def test_the_worth_of_knowing_one_factor_or_a_group_is_that_of_a_linear_normal_model():
    """The part of the difference that a factor makes is normal: EVPPI = b L(|mean| / b)."""
    mean, slopes = 0.5, np.array([2.0, 1.0, 0.5])
    x = normals(4096, 3)
    benefit = np.column_stack([np.zeros(len(x)), mean + x @ slopes])
    for place, slope in enumerate(slopes):
        wanted = slope * loss(mean / slope)
        assert worth_alone(benefit, x[:, place]) == pytest.approx(wanted, abs=0.02)
    both = float(np.hypot(*slopes[:2]))
    found = worth_together(benefit, x[:, :2])
    assert found == pytest.approx(both * loss(mean / both), rel=0.03)


def test_information_of_a_study_is_known_where_the_difference_is_uniform():
    """D = m + b (u - 1/2) is worth knowing (m + b/2)^2 / 2b - max(0, m)."""
    m, b = 0.3, 2.0

    def of(settings, option):
        gain = m + b * (settings["a.one"] - 0.5)
        return {OUTCOME: gain if option == "alliance" else 0 * gain}

    places = qmc.Sobol(2, scramble=True, rng=np.random.default_rng(1)).random(512)
    made = study(["a.one", "b.two"], places, of)
    found = information.information(
        cases(made.design, made.outcomes, made.factors, OUTCOME)[0], seed=1
    )
    wanted = (m + b / 2) ** 2 / (2 * b) - m
    everything, one, two = found.known
    assert everything.worth == pytest.approx(wanted, rel=0.01)
    assert one.worth == pytest.approx(wanted, rel=0.01)
    assert one.low <= wanted <= one.high
    assert one.is_clear
    assert not two.is_clear
    assert found.choice == "alliance"


def test_luck_makes_knowledge_look_dear_and_halving_the_replications_shows_it():
    """Options that are alike in every row: nothing is worth knowing, but luck says otherwise."""
    luck = np.random.default_rng(3).normal(size=(2000, 4, 2))
    naive = perfect_information(luck.mean(axis=1))
    assert naive > 0.2
    assert information.split_worth(luck) < 0.05
    assert np.isnan(information.split_worth(luck[:, :1]))


def test_a_factor_that_is_no_number_is_worth_what_its_kinds_decide():
    kinds = np.array([0.0, 1.0, 2.0, 3.0]).repeat(50)
    gain = np.array([1.0, -1.0, 1.0, -1.0]).repeat(50)
    benefit = np.column_stack([np.zeros(200), gain])
    assert worth_alone(benefit, kinds, is_kind=True) == pytest.approx(0.5)
    assert worth_alone(benefit, kinds) < 0.4


@pytest.fixture(scope="module")
def valued():
    """One option costs 1 more and gives a wellbeing whose worth is normal."""
    worth = 2.0 + 0.5 * normals(4096, 1)[:, 0]
    nothing = np.zeros(len(worth))
    return acceptance.Valued(
        ("tender", "alliance"),
        tuple(range(len(worth))),
        cost=np.column_stack([nothing, nothing + 1.0]),
        wellbeing=np.column_stack([nothing, worth / 10]),
        worth=np.column_stack([nothing, worth]),
        gbp_per_point_year=None,
    )


@pytest.mark.parametrize("times", [0.3, 0.5, 0.6, 1.0])
def test_the_acceptability_curve_is_the_normal_distribution_it_must_be(valued, times):
    found = acceptance.acceptability(valued, [times]).set_index("option")
    wanted = 1 - norm.cdf((1 / times - 2.0) / 0.5)
    assert found.at["alliance", "chance_best"] == pytest.approx(wanted, abs=0.005)
    assert found["chance_best"].sum() == pytest.approx(1)


def test_the_frontier_turns_where_mean_benefits_cross(valued):
    (first, _, turn), (second, _, _) = acceptance.frontier(valued)
    assert (first, second) == ("tender", "alliance")
    assert turn == pytest.approx(0.5, rel=0.01)


def test_the_plane_holds_every_option_against_the_first(valued):
    points = acceptance.plane(valued)
    assert set(points["option"]) == {"alliance"}
    assert points["extra_cost_gbp"].eq(1.0).all()
    assert points["extra_wellbeing"].mean() == pytest.approx(0.2, rel=0.01)


def test_net_benefit_at_the_worth_used_is_the_stored_one():
    def of(settings, option):
        cost, wellbeing = 5.0 + settings["a"], 0.4 + 0.1 * settings["a"]
        worth = 100 * wellbeing * (1.0 if option == "tender" else 1.1)
        return {"cost_total_gbp": cost, "wellbeing": wellbeing, OUTCOME: worth - cost}

    made = study(["a"], uniform(10, 1), of)
    own = [
        cases(made.design, made.outcomes, made.factors, name)[0]
        for name in ("cost_total_gbp", "wellbeing", OUTCOME)
    ]
    found = acceptance.valued(*own)
    assert np.allclose(found.benefit(1.0), own[2].means)
    assert np.allclose(found.benefit(0.0), -own[0].means)
    assert isinstance(acceptance.plane(found), pd.DataFrame)
