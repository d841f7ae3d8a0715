"""Verdicts on rows: what agrees, what is contradicted, what cannot be told or asked."""

import math

import numpy as np
import pytest

from alliance_sim.analysis.regime_rows import VERDICTS, counts, judge, page
from alliance_sim.evidence.asking import Question
from alliance_sim.evidence.regimes import Row
from alliance_sim.experiments.asking import Answer

LUCK = np.random.default_rng(5).normal(0, 100, 10)
OPTIONS = ("tender", "auction", "alliance")


def question(expect, *of, aim="cost_total_gbp"):
    return Question("Something", "bexley_home_care", aim, expect, of, {}, {}, {}, {})


def costs(*means, own=0.1):
    wobble = np.random.default_rng(6).normal(0, own, (10, len(means)))
    # Their own luck moves no mean: what is asked is what an interval around it does.
    wobble -= wobble.mean(axis=0)
    return {"cost_total_gbp": np.array(means) + LUCK[:, None] + wobble}


def row(*tests):
    return Row("A condition", "Somebody wins", "theory", ("B1",), "As it is.", tests)


def verdict(expect, of, met, other=None):
    asked = question(expect, *of)
    options = OPTIONS[: met["cost_total_gbp"].shape[1]]
    return judge(row(asked), [Answer(asked, options, met, other)]).verdict


@pytest.mark.parametrize(
    ("expect", "of", "met", "other", "expected"),
    [
        ("best", ["tender", "auction"], costs(9, 1, 5), None, "agrees"),
        ("best", ["tender"], costs(9, 1, 5), None, "disagrees"),
        ("best", ["alliance"], costs(5, 5, 5, own=50), None, "cannot be told"),
        ("alike", ["tender", "auction"], costs(5, 5, own=50), None, "agrees"),
        ("alike", ["tender", "auction"], costs(9, 1), None, "disagrees"),
        ("higher", ["tender"], costs(9), costs(1), "agrees"),
        ("lower", ["tender"], costs(9), costs(1), "disagrees"),
        ("higher", ["tender", "auction"], costs(9, 9), costs(1, 5), "agrees"),
        ("higher", ["tender"], costs(5, own=50), costs(5), "cannot be told"),
    ],
)
def test_a_verdict_follows_from_the_interval_of_the_paired_difference(
    expect, of, met, other, expected
):
    assert verdict(expect, of, met, other) == expected


def test_an_option_that_never_happened_does_not_win():
    assert verdict("best", ["tender"], costs(math.nan, 1, 5)) == "disagrees"
    assert verdict("best", ["auction"], costs(math.nan, 1, math.nan)) == "agrees"


def test_the_best_without_the_condition_is_told_beside_it():
    asked = question("best", "tender")
    answer = Answer(asked, OPTIONS, costs(1, 5, 9), costs(9, 1, 5))
    (result,) = judge(row(asked), [answer]).results
    assert (result.verdict, result.without) == ("agrees", "auction")
    assert result.shown == "Tender less the auction"


def test_a_row_of_two_minds_agrees_in_part_and_one_that_cannot_be_asked_says_so():
    one, other = question("best", "tender"), question("best", "alliance")
    answers = [Answer(asked, OPTIONS, costs(1, 5, 9), None) for asked in (one, other)]
    both, never = judge(row(one, other), answers), judge(row(), [])
    assert (both.verdict, never.verdict) == ("agrees in part", "cannot be expressed")
    text = page([both, never], "alliance-sim map --rows", 10, 1)
    assert text.count("## ") == 2
    assert counts([both, never]) in text
    assert {one.verdict for one in (both, never)} <= set(VERDICTS)
    assert both.as_dict()["tests"][1]["verdict"] == "disagrees"
