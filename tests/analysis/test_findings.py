"""Published findings held against the model: sign, size, ratios, and the page."""

import numpy as np
import pytest

from alliance_sim.analysis.findings import hold
from alliance_sim.analysis.findings_page import counts, page
from alliance_sim.evidence.asking import Question
from alliance_sim.evidence.findings import Finding, Probe
from alliance_sim.experiments.asking import Answer

WOBBLE = np.array([0.01, -0.01, 0.02, -0.02])
TRUST = "trust"


def found(*means):
    return {TRUST: np.array([mean + WOBBLE * (1 + n) for n, mean in enumerate(means)]).T}


def held(expect, met, other=None, *, relative_to="", against=0.0, size=None):
    of = ("tender", "auction")[: met[TRUST].shape[1]]
    start = {"parameters.market.providers": 4} if other else {}
    asked = Question("Trust", "bexley_home_care", TRUST, expect, of, {}, {}, start, start)
    finding = Finding("Trust moves", "Somewhere.", ("S103",), "As it is.", "", "", ())
    test = Probe(asked, against, relative_to, size)
    row = Finding(
        finding.finding, finding.published, finding.source, "As it is.", "", "Not by much.", (test,)
    )
    return hold(row, [Answer(asked, of, met, other)])


@pytest.mark.parametrize(
    ("expect", "met", "other", "sign"),
    [
        ("higher", found(0.6, 0.4), None, "reproduced"),
        ("lower", found(0.6, 0.4), None, "not reproduced"),
        ("lower", found(0.4), found(0.6), "reproduced"),
        ("alike", found(0.5, 0.5), None, "reproduced"),
        ("alike", found(0.6, 0.4), None, "not reproduced"),
        ("higher", found(0.5, 0.5), None, "cannot be told"),
    ],
)
def test_a_sign_needs_an_interval_on_its_side_of_nought(expect, met, other, sign):
    assert held(expect, met, other).verdict == sign


@pytest.mark.parametrize(
    ("size", "verdict"),
    [
        ((0.19, 0.21), "within"),
        ((0.3, 0.39), "within a factor of two"),
        ((0.5, 0.6), "smaller"),
        ((0.05, 0.08), "larger"),
    ],
)
def test_a_size_is_within_the_published_range_or_how_far_from_it(size, verdict):
    assert held("higher", found(0.6, 0.4), size=size).size == verdict


def test_there_is_no_size_without_the_sign():
    assert held("lower", found(0.6, 0.4), size=(-0.3, -0.2)).size == ""


def test_a_single_option_is_held_against_a_level():
    (result,) = held("lower", found(0.8), against=1.0).results
    assert result.difference.mean == pytest.approx(-0.2)
    assert result.shown == "Tender less 1"


def test_a_change_relative_to_its_start_is_a_ratio_of_means():
    (result,) = held("lower", found(0.3), found(0.6), relative_to="start").results
    assert result.difference.mean == pytest.approx(-0.5)
    (pair,) = held("higher", found(0.6, 0.4), relative_to="start").results
    assert pair.difference.mean == pytest.approx(0.5)
    assert pair.difference.low < 0.5 < pair.difference.high


def test_the_page_shows_every_finding_with_source_and_both_figures():
    one = held("higher", found(0.6, 0.4), size=(0.19, 0.21))
    never = hold(Finding("Never", "Somewhere.", ("S31",), "Cannot be asked.", "", "", ()), [])
    assert never.verdict == "cannot be expressed"
    text = page([one, never], "alliance-sim claims --published", 4, 60, 1)
    assert text.count("## ") == 2
    assert counts([one, never]) in text
    assert "S103" in text
    assert "*Where the model departs:* Not by much." in text
    assert "within" in text
    assert one.as_dict()["tests"][0]["published_size"] == [0.19, 0.21]
