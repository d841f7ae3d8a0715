"""The rows that say when each way of buying should win: complete, valid, strictly read."""

import pytest

from alliance_sim.analysis.aims import aim
from alliance_sim.evidence import InputError
from alliance_sim.evidence.asking import Question
from alliance_sim.evidence.regimes import FILE, Row, read_regimes, regimes
from alliance_sim.experiments.asking import worlds_of
from alliance_sim.experiments.regimes import COLUMNS
from alliance_sim.views.shipped import find

ROWS_OF_THE_LITERATURE = 17
QUESTIONS = [question for row in regimes() for question in row.tests]
GOOD = """\
rows:
  - condition: Few bidders
    expected: The tender
    basis: Theory
    source: [B1]
    translation: As it is.
    tests:
      - says: The tender wins
        scenario: bexley_home_care
        aim: wellbeing
        expect: best
        of: [tender]
        set: {parameters: {market: {providers: 4}}}
"""


def test_every_row_is_there_and_one_without_questions_says_why():
    assert len(regimes()) == ROWS_OF_THE_LITERATURE
    assert len({row.condition for row in regimes()}) == ROWS_OF_THE_LITERATURE
    for row in regimes():
        assert row.tests or "Cannot be asked" in row.translation


def test_each_core_way_of_buying_is_expected_to_win_somewhere():
    expected = {name for question in QUESTIONS for name in question.of}
    assert {"tender", "auction", "alliance"} <= expected


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.says)
def test_every_question_can_be_asked(question):
    met, other = worlds_of(question, find)
    assert set(question.of) <= set(met.options)
    assert other is None or other.digest != met.digest
    assert aim(question.aim).measure.column.name in COLUMNS
    if question.expect == "best":
        assert set(question.of) < set(met.options)
    else:
        assert set(question.of) == set(met.options)


def test_a_file_of_ones_own_is_read(tmp_path):
    file = tmp_path / "rows.yaml"
    file.write_text(GOOD, encoding="utf-8")
    (row,) = read_regimes(file)
    assert isinstance(row, Row)
    (question,) = row.tests
    assert isinstance(question, Question)
    assert dict(question.condition) == {"parameters.market.providers": 4}


BAD = {
    "misspelt key": ("expected:", "expects:", "expects"),
    "no such source": ("[B1]", "[B999]", "no such source"),
    "no such parameter": ("providers: 4", "providrs: 4", "market.providrs"),
    "impossible value": ("providers: 4", "providers: 4.5", "whole number"),
    "no such expectation": ("expect: best", "expect: fastest", "'best', 'alike'"),
    "a move without ends": ("expect: best", "expect: higher", "needs 'vary'"),
    "options as text": ("of: [tender]", "of: tender", "a list of names"),
    "empty text": ("Few bidders", "''", "expected text"),
    "a setting of no world": ("{parameters:", "{seed: 1, parameters:", "seed"),
    "no rows": (GOOD, "rows: []\n", "expected rows"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place(tmp_path, name):
    old, new, message = BAD[name]
    file = tmp_path / "rows.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_regimes(file)
    assert message in str(refused.value)
    assert "rows.yaml" in str(refused.value)


def test_the_file_that_ships_is_beside_its_reader():
    assert FILE.name == "regimes.yaml"
