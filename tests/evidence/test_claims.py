"""The claims of the field: every row there, each one strictly read."""

import pytest

from alliance_sim.evidence import InputError
from alliance_sim.evidence.claims import SIDES, claims, read_claims

ROWS_OF_THE_EVIDENCE = 72
GOOD = """\
claims:
  - id: 1
    claim: Watching costs trust.
    made_by: A provider
    source: [S113]
    side: neither
    mechanism: Felt monitoring.
    scenario: bexley_home_care
    options: [tender]
    set: {months: 36}
    switch: parameters.trust.monitoring_loss
    off: 0.0
    on: 0.04
    with: [trust.gain]
    output: trust
    also: [wellbeing]
    expected: lower
    built_in: ""
    status: judgement
    unmoved: ""
"""


def test_every_row_of_the_evidence_is_a_claim():
    numbers = [claim.id for claim in claims()]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert len(numbers) >= ROWS_OF_THE_EVIDENCE
    assert len({claim.claim for claim in claims()}) == len(numbers)


def test_claims_of_both_sides_stand_in_the_list():
    sides = [claim.side for claim in claims()]
    assert set(sides) == set(SIDES)
    # Those who defend competition, and those who doubt alliances, are heard more than once.
    for side in ("for_competition", "against_alliances"):
        assert sides.count(side) > 1


def test_a_file_of_ones_own_is_read(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_text(GOOD, encoding="utf-8")
    (claim,) = read_claims(file)
    assert claim.belonging == ("trust.gain",)
    assert dict(claim.set) == {"months": 36}


BAD = {
    "misspelt key": ("made_by:", "said_by:", "said_by"),
    "no such source": ("[S113]", "[S999]", "no such source"),
    "no such side": ("side: neither", "side: both", "'against_competition'"),
    "no such sign": ("expected: lower", "expected: down", "'higher', 'lower'"),
    "no such status": ("status: judgement", "status: guess", "'measured'"),
    "no such parameter": ("[trust.gain]", "[trust.gian]", "trust.gian"),
    "three options": ("[tender]", "[tender, auction, alliance]", "one option, or two"),
    "nothing switched": ("on: 0.04", "on: 0.0", "same as 'off'"),
    "empty text": ("A provider", "''", "expected text"),
    "number as text": ("id: 1", "id: one", "whole number"),
    "no claims": (GOOD, "claims: []\n", "expected claims"),
    "twice the same number": (GOOD, GOOD + GOOD.removeprefix("claims:\n"), "above 1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place(tmp_path, name):
    old, new, message = BAD[name]
    file = tmp_path / "claims.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_claims(file)
    assert message in str(refused.value)
    assert "claims.yaml" in str(refused.value)
