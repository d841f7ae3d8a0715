"""Terms files: every example is one, and whatever is wrong in one is told with its place."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import alliance_sim
from alliance_sim.evidence import InputError
from alliance_sim.evidence.strict_yaml import read
from alliance_sim.rules.contracts import CONTRACTS
from alliance_sim.scenario.terms import KINDS, load_terms, load_terms_text
from alliance_sim.scenario.terms_schema import FILE_NAME, terms_schema, terms_schema_text

EXAMPLES = sorted((Path(__file__).parents[2] / "scenarios" / "terms").glob("*.yaml"))


@pytest.fixture(scope="module")
def validator():
    schema = terms_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_there_is_an_example_of_every_kind():
    kinds = {load_terms(path).rule.kind for path in EXAMPLES}
    assert kinds == set(KINDS)
    assert len(KINDS) == len(CONTRACTS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_explains_its_fields_and_editors_know_them(path, validator):
    agreement = load_terms(path)
    assert agreement.title
    assert validator.is_valid(read(path).data)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../alliance_sim/scenario/")
    for line in text.splitlines():
        is_first_of_its_kind = line and line[0] not in "# -" and not line.startswith("title")
        if is_first_of_its_kind and line.split(":")[0] not in (
            "kind",
            "description",
            "title",
            "target_cost_gbp",
        ):
            assert "#" in line or line.rstrip().endswith(":"), line


BAD = [
    ("kind: gain_shar\n", "1:7", "kind", "did you mean 'gain_share'?"),
    ("fee_share: 0.1\n", "1:1", "", "'kind' is required"),
    ("kind: [block]\n", "1:7", "kind", "found a list"),
    ("kind: gain_share\nfee_shar: 0.1\nprovider_share: 0.5\n", "2:1", "fee_shar", "'fee_share'"),
    ("kind: gain_share\nprovider_share: 0.5\n", "1:1", "fee_share", "required but not given"),
    ("kind: cost_plus\nfee_share: 2\n", "2:12", "fee_share", "expected at most 1, found 2"),
    ("kind: cost_plus\nfee_share: '8%'\n", "2:12", "fee_share", "expected a number"),
    ("kind: cost_plus\n", "1:1", "", "give fee_share or fee_gbp"),
    ("kind: block\nprice_gbp: -1\n", "2:12", "price_gbp", "at least 0"),
    ("kind: block\nquality: {gate: 0.5}\n", "2:10", "quality", "against a target"),
    (
        "kind: block\nparties:\n  - {name: A, share: 0.6}\n  - {name: B, share: 0.3}\n",
        "3:3",
        "parties",
        "must add up to 1, and adds up to 0.9",
    ),
    (
        "kind: block\nparties: [{name: A, side: payer, share: 1}]\n",
        "2:27",
        "parties[0].side",
        "'commissioner' or 'provider'",
    ),
    (
        "kind: block\nparties: [{name: A, share: 1, painc_cap: 0.1}]\n",
        "2:31",
        "parties[0].painc_cap",
        "did you mean 'pain_cap'",
    ),
    (
        "kind: gain_share\nfee_share: 0\nbands: [{upto: 0.9, provider_share: 0.5}]\n",
        "1:1",
        "",
        "the last band ends at 0.9",
    ),
    ("kind: block\nkind: block\n", "2:1", "kind", "duplicate key"),
    (
        "kind: block\nretention: {share: 0.1, of: gain, released_at: 1}\n",
        "2:29",
        "retention.of",
        "",
    ),
]


@pytest.mark.parametrize(("text", "place", "field", "says"), BAD)
def test_what_is_wrong_is_told_with_its_place(text, place, field, says, validator):
    with pytest.raises(InputError) as caught:
        load_terms_text(text, "deal.yaml")
    (problem,) = caught.value.problems
    message = str(problem)
    assert message.startswith(f"deal.yaml:{place}: ")
    assert problem.field == field
    assert says in message


def test_every_problem_is_told_at_once():
    text = "kind: three_limbs\nfee_share: x\nprovider_share: 3\nkey_results: pools\n"
    with pytest.raises(InputError) as caught:
        load_terms_text(text, "deal.yaml")
    fields = {problem.field for problem in caught.value.problems}
    assert fields == {"fee_share", "provider_share", "key_results", "pain_capped_at_fee"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "gain_shar"},
        {"kind": "block", "fee": 1},
        {"kind": "gain_share", "provider_share": 0.5},
        {"kind": "cost_plus", "fee_share": 2},
    ],
)
def test_editors_mark_what_the_loader_refuses(data, validator):
    assert not validator.is_valid(data)


def test_the_schema_in_the_package_is_current():
    stored = Path(alliance_sim.__file__).parent / "scenario" / FILE_NAME
    assert stored.read_text(encoding="utf-8") == terms_schema_text()
    assert json.loads(terms_schema_text()) == terms_schema()
