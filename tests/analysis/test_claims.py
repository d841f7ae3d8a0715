"""Verdicts on claims: clear or not, the way that was said or the other, built in or not."""

from dataclasses import replace

import numpy as np
import pytest

from alliance_sim.analysis.claims import counts, page, tell
from alliance_sim.evidence.claims import claims
from alliance_sim.experiments.claims import Asked

CLAIM = replace(
    next(one for one in claims() if one.id == 14), side="against_competition", built_in=""
)
OFF = np.array([0.50, 0.52, 0.51, 0.55])
UP, DOWN, EITHER = (
    OFF + np.array(by) for by in ([0.02, 0.03, 0.02, 0.03], [-0.02] * 4, [0.1, -0.1, 0.1, -0.1])
)


def asked(on, expected="higher"):
    claim = replace(CLAIM, expected=expected, also=())
    return Asked(claim, {claim.output: OFF}, {claim.output: on})


@pytest.mark.parametrize(
    ("on", "expected", "verdict"),
    [
        (UP, "higher", "supported by the model"),
        (UP, "lower", "contradicted"),
        (DOWN, "lower", "supported by the model"),
        (DOWN, "higher", "contradicted"),
        (EITHER, "higher", "no clear effect"),
        (UP, "none", "contradicted"),
        (EITHER, "none", "no clear effect"),
        (OFF, "higher", "no clear effect"),
    ],
)
def test_a_verdict_needs_an_interval_that_leaves_out_zero(on, expected, verdict):
    assert tell(asked(on, expected)).verdict == verdict


def test_differences_are_paired_by_future():
    told = tell(asked(UP))
    assert told.moved[0].difference.mean == pytest.approx(0.025)
    # Futures differ by far more than the switch does; pairing takes that out.
    assert told.moved[0].difference.sd < OFF.std() / 2


def test_a_switch_that_moves_nothing_is_told_apart_from_one_without_clear_effect():
    assert tell(asked(OFF)).is_still
    assert not tell(asked(EITHER)).is_still


def test_futures_without_a_figure_are_left_out_of_both_levels():
    on = UP.copy()
    on[0] = np.nan
    told = tell(asked(on))
    assert told.moved[0].difference.n == 3
    assert told.moved[0].off == pytest.approx(OFF[1:].mean())


def test_the_page_counts_sides_and_verdicts():
    told = [tell(asked(UP)), tell(asked(DOWN)), tell(asked(EITHER))]
    text = page(told, "alliance-sim claims --all", 4, 600, 1)
    assert counts(told) == (
        "Of 3 claims, 1 supported by the model, 1 no clear effect and 1 contradicted"
    )
    assert "| Against competition | 3 | 1 | 0 | 1 | 1 |" in text
    assert "+0.025" in text
