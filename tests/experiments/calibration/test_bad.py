"""Calibrations that cannot be run: one clear message each."""

from pathlib import Path

import pytest

from alliance_sim.evidence import InputError
from alliance_sim.experiments.calibration.plan import load_calibration

HERE = Path(__file__).parents[3]

GOOD = """\
title: T
scenario: town.yaml
option: tender
vary:
  bidding.markup:
targets:
  home_care_fee:
"""

BAD = {
    "an option that is not there": ("option: tender", "option: tendr", "'tendr'", 3, "tender"),
    "a parameter that is not there": ("bidding.markup", "bidding.mark", "bidding.mark", 5, None),
    "a figure that is not there": (
        "home_care_fee:", "home_care_fees:", "no published figure and no outcome", 7,
        "home_care_fee",
    ),
    "an outcome without its value": ("home_care_fee:", "trust:", "'value' and 'error'", 7, None),
    "an error of nothing": (
        "home_care_fee:", "trust: {value: 0.5, error: 0}", "more than 0", 7, None,
    ),
    "a field that is not there": ("title: T", "title: T\nrond: 5", "rond", 2, "rounds"),
    "too few particles": ("title: T", "title: T\nparticles: 2", "10", 2, None),
    "what is no number": ("bidding.markup", "bidding.risk_averse_bids", "no number", 5, None),
}  # fmt: skip


@pytest.fixture
def written(tmp_path):
    (tmp_path / "town.yaml").write_text(
        "title: Town\nplace: {councils: [Bexley], residents: 50}\nmonths: 14\nwarm_up: 2\n"
        "services: [home_care]\n"
        "options:\n  tender: {mechanism: competitive_tender}\n"
    )

    def write(text):
        file = tmp_path / "c.yaml"
        file.write_text(text)
        return file

    return write


def test_a_good_one_is_read(written):
    plan = load_calibration(written(GOOD))
    assert [one.name for one in plan.factors] == ["bidding.markup"]
    assert plan.targets["home_care_fee"].value == 24.10
    assert "staff_turnover" in plan.held_out


@pytest.mark.parametrize("case", BAD)
def test_a_bad_one_is_refused_where_it_is_wrong(written, case):
    old, new, words, line, near = BAD[case]
    with pytest.raises(InputError) as refused:
        load_calibration(written(GOOD.replace(old, new)))
    told = str(refused.value)
    assert words in told
    assert f"c.yaml:{line}:" in told
    assert near is None or near in told


def test_the_calibration_that_comes_with_the_package_is_fit_to_run():
    for file in sorted((HERE / "scenarios" / "calibrations").glob("*.yaml")):
        assert load_calibration(file).factors
