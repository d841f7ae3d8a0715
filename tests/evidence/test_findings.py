"""Published findings: complete, strictly read, and each one can be asked."""

import pytest

from alliance_sim.analysis.claims import column_of
from alliance_sim.evidence import InputError
from alliance_sim.evidence.findings import findings, read_findings
from alliance_sim.experiments.asking import worlds_of
from alliance_sim.views.shipped import find

TESTS = [test for row in findings() for test in row.tests]
GOOD = """\
findings:
  - finding: Auctions are cheaper.
    published: A fifth.
    translation: As it is.
    source: [E6026]
    scenario: bexley_home_care
    tests:
      - says: The price falls
        output: agreed_price_ratio
        expect: lower
        of: [auction]
        against: 1
        size: [-0.2, -0.17]
      - says: Bidders lower it
        output: agreed_price_ratio
        relative_to: start
        expect: lower
        of: [tender]
        vary: {market: {providers: [4, 8]}}
"""


def test_what_must_be_reproduced_is_there():
    asked = " ".join(row.finding for row in findings())
    for words in ("fixes the price", "abnormally low", "continuity", "by years", "rated higher"):
        assert words in asked
    assert "target drifted up" in asked


@pytest.mark.parametrize("test", TESTS, ids=lambda one: one.question.says)
def test_every_test_can_be_asked(test):
    met, other = worlds_of(test.question, find)
    assert set(test.question.of) == set(met.options)
    assert (other is not None) == bool(test.question.start)
    for name in test.outputs:
        assert column_of(name).label


def test_what_all_tests_share_holds_for_each_that_does_not_say_otherwise(tmp_path):
    file = tmp_path / "findings.yaml"
    file.write_text(GOOD, encoding="utf-8")
    (row,) = read_findings(file)
    first, second = row.tests
    assert {one.question.scenario for one in row.tests} == {"bexley_home_care"}
    assert (first.against, first.size) == (1.0, (-0.2, -0.17))
    assert dict(second.question.end) == {"parameters.market.providers": 8}
    assert second.outputs == ("agreed_price_ratio",)


BAD = {
    "misspelt key": ("published:", "printed:", "printed"),
    "no such source": ("[E6026]", "[E9999]", "no such source"),
    "no source at all": ("[E6026]", "[]", "needs a source"),
    "no such parameter": ("providers: [4", "providrs: [4", "market.providrs"),
    "an end that cannot be": ("[4, 8]", "[4, 8.5]", "whole number"),
    "no such sign": (
        "expect: lower\n        of: [auction]",
        "expect: best\n        of: [a]",
        "best",
    ),
    "a size of the other sign": ("[-0.2, -0.17]", "[0.17, 0.2]", "not a size of"),
    "a size upside down": ("[-0.2, -0.17]", "[-0.17, -0.2]", "low first"),
    "a size across nought": ("[-0.2, -0.17]", "[-0.2, 0.17]", "same side of 0"),
    "a size that is none": ("[-0.2, -0.17]", "[-0.2]", "expected [low, high]"),
    "three options": ("of: [tender]", "of: [tender, a, b]", "one option, or two"),
    "against a move": ("relative_to: start", "against: 1", "nothing is varied"),
    "no number": ("against: 1", "against: one", "expected a number"),
    "no scenario": ("    scenario: bexley_home_care\n", "", "'scenario' is required"),
    "no findings": (GOOD, "findings: []\n", "expected findings"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place(tmp_path, name):
    old, new, message = BAD[name]
    assert old in GOOD
    file = tmp_path / "findings.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_findings(file)
    assert message in str(refused.value)
    assert "findings.yaml" in str(refused.value)
