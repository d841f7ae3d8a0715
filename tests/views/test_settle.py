"""`settle`: the deal calculator on the command line."""

import csv
import json
import math
from pathlib import Path

import pytest

from alliance_sim.views.shipped import shipped_terms
from tests.views.asking import ask, in_words

VECTORS = Path(__file__).parents[1] / "rules" / "contract_vectors.json"
TERMS = """\
kind: gain_share
provider_share: 0.5
fee_share: 0.05
target_cost_gbp: 1000000
"""
NEEDS = {
    "fixed_price": ["--units", 1000],
    "spot": ["--units", 10, "--price", 20],
    "cost_and_volume": ["--units", 1000],
    "capitation": ["--people", 100],
    "outcome_payment": ["--units", 10],
}


@pytest.fixture
def terms(tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_text(TERMS, encoding="utf-8")
    return file


def test_json_has_the_shape_that_programs_rely_on(terms):
    said = ask("settle", terms, "--actual-cost", 1_200_000, "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == {
        "actual_cost_gbp": 1_200_000,
        "target_cost_gbp": 1_000_000,
        "paid_gbp": 1_150_000,
        "gain_or_pain_gbp": -100_000,
        "parties": {
            "commissioner": {"pays_gbp": 1_150_000, "gain_or_pain_gbp": -100_000},
            "provider": {"pays_gbp": 50_000, "gain_or_pain_gbp": -100_000},
        },
        "limbs": {"1": 1_200_000, "2": 50_000, "3": -100_000},
        "bands": [
            {"from_ratio": 1.0, "to_ratio": 1.2, "provider_share": 0.5, "amount_gbp": -100_000}
        ],
    }


@pytest.mark.parametrize("name", sorted(shipped_terms()))
def test_every_example_settles_sums_and_is_explained(name):
    words = ["settle", name, "--actual-cost", 987_654.32, *NEEDS.get(name, [])]
    found = json.loads(ask(*words, "--json").out)
    pays = [round(party["pays_gbp"] * 100) for party in found["parties"].values()]
    assert sum(pays) == 98_765_432
    assert sum(round(limb * 100) for limb in found["limbs"].values()) == round(
        found["paid_gbp"] * 100
    )
    said = ask(*words)
    assert said.code == 0, said.err
    assert "What this deal does" in said.out
    assert "of the next pound of cost" in in_words(said.out)
    assert "nan" not in said.out


def test_the_command_line_wins_over_the_terms(terms):
    found = json.loads(
        ask("settle", terms, "--actual-cost", 900, "--target-cost", 1000, "--json").out
    )
    assert found["target_cost_gbp"] == 1000


def test_results_and_performance_move_the_money(tmp_path):
    file = tmp_path / "alliance.yaml"
    file.write_text(
        "kind: three_limbs\nprovider_share: 0.5\nfee_share: 0.1\nkey_results: pool\n"
        "key_result_pool_share: 0.04\npain_capped_at_fee: true\n"
        "result_areas: [{name: kra1, weight: 0.5}, {name: kra2, weight: 0.5}]\n"
        "quality: {gate: 0.7}\n"
    )
    base = ["settle", file, "--actual-cost", 9e6, "--target-cost", 1e7, "--json"]

    def limb_3(*words):
        return json.loads(ask(*base, *words).out)["limbs"]["3"]

    assert limb_3() == 500_000
    assert limb_3("--outcome", "kra1=1", "--outcome", "kra2=0.5") == 800_000
    assert limb_3("--kpi", 0.6) == 0
    said = ask(*base, "--outcome", "kra3=1")
    assert (said.code, said.out) == (2, "")
    assert "no result area 'kra3'; did you mean 'kra1'" in said.err


def test_a_sweep_is_a_table_and_a_figure(terms, tmp_path):
    out = tmp_path / "new" / "sweep"
    said = ask("settle", terms, "--sweep-actual", "0.7:1.4:8", "--out", out)
    assert said.code == 0, said.err
    assert "£1,400,000" in said.out
    assert sorted(path.name for path in out.iterdir()) == [
        "settle_sweep.csv",
        "settle_sweep.png",
        "settle_sweep.svg",
    ]
    with (out / "settle_sweep.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["ratio"]) for row in rows] == [0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4]
    for row in rows:
        pays = [float(row[f"{name}: pays_gbp"]) for name in ("commissioner", "provider")]
        assert math.isclose(sum(pays), float(row["actual_cost_gbp"]))
    svg = (out / "settle_sweep.svg").read_text(encoding="utf-8")
    assert 'role="img"' in svg
    assert "<desc" in svg
    assert (out / "settle_sweep.png").read_bytes().startswith(b"\x89PNG")
    told = json.loads(ask("settle", terms, "--sweep-actual", "0.7:1.4:8", "--json").out)["sweep"]
    assert [row["paid_gbp"] for row in told] == [float(row["paid_gbp"]) for row in rows]


def test_every_vector_agrees():
    said = ask("settle", "--vectors", VECTORS)
    assert (said.code, said.err) == (0, "")
    count = len(json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"])
    assert said.out == f"{count} vectors, 0 differ\n"


@pytest.mark.parametrize(
    ("id", "output", "wrong"),
    [
        ("V009", "limb3_kra", 0.2),
        ("V021", "contractor_share", -25.01),
        ("V061", "scores", [100.0, 83.33, 50.02]),
        ("V066", "order_AB_with_C", "BA"),
        ("V066", "reversal_AB", False),
    ],
)
def test_a_vector_that_differs_is_named(tmp_path, id, output, wrong):
    data = json.loads(VECTORS.read_text(encoding="utf-8"))
    vector = next(row for row in data["vectors"] if row["id"] == id)
    vector["outputs"][output] = wrong
    file = tmp_path / "vectors.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    said = ask("settle", "--vectors", file)
    first, last = said.out.splitlines()
    assert said.code == 1
    assert first.startswith(f"{id} {output}: expected {wrong}, got ")
    assert last == f"{len(data['vectors'])} vectors, 1 differ"
    told = json.loads(ask("settle", "--vectors", file, "--json").out)
    assert (told["differ"], told["differences"][0]["id"]) == (1, id)


GOOD = {
    "id": "a",
    "rule": "mean_deviation",
    "inputs": {"prices": [1, 2]},
    "outputs": {"scores": []},
}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"rule": "mean_deviatoin"}, "did you mean 'mean_deviation'"),
        ({"rule": "fair_shares"}, "no rule 'fair_shares'"),
        ({"inputs": {"price": [1, 2]}}, "prices: required but not given"),
        ({"inputs": {"prices": [1, "x"]}}, "expected a list of numbers, found the text 'x'"),
        ({"inputs": {"prices": [0, 1]}}, "above 0"),
        ({"outputs": {"score": []}}, "did you mean 'scores'"),
        ({"outputs": []}, "a mapping of outputs"),
        ({"id": 3}, "expected text"),
        (
            {"rule": "mssp_shared_savings", "inputs": {"msr": 0.02, "track": "Z"}},
            "'A', 'B', 'E', '1+' or 'ENH', found the text 'Z'",
        ),
        (
            {
                "rule": "nec_option_c_bands",
                "inputs": {"prices": 1, "pwdd": 1, "bands": "<80%:15%;90-110%:50%;>110%:20%"},
            },
            "bands without gaps",
        ),
        (
            {
                "rule": "nec_option_c_bands",
                "inputs": {"prices": 1, "pwdd": 1, "bands": "<80%:150%;>80%:20%"},
            },
            "less than or equal to 1",
        ),
    ],
)
def test_a_bad_vector_is_refused_with_its_place(tmp_path, row, says):
    file = tmp_path / "vectors.json"
    file.write_text(json.dumps({"vectors": [GOOD | row]}, indent=1), encoding="utf-8")
    said = ask("settle", "--vectors", file)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"{file}:")
    assert "vectors[0]" in said.err
    assert says in said.err


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"vectors": []}', '{"vectors": 3}', "{}"])
def test_a_file_that_holds_no_vectors_is_refused(tmp_path, text):
    file = tmp_path / "vectors.json"
    file.write_text(text, encoding="utf-8")
    said = ask("settle", "--vectors", file)
    assert (said.code, said.out) == (2, "")
    assert str(file) in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "name a terms file"),
        (["gain_shar", "--actual-cost", 1], "did you mean 'gain_share'?"),
        (["nowhere.yaml", "--actual-cost", 1], "no such file"),
        (["gain_share"], "--actual-cost: required"),
        (["gain_share", "--actual-cost", "nan"], "--actual-cost: expected an amount"),
        (["gain_share", "--actual-cost", -1], "--actual-cost: expected an amount"),
        (["gain_share", "--actual-cost", "inf"], "--actual-cost: expected an amount"),
        (["gain_share", "--actual-cost", 1, "--kpi", 80], "--kpi: expected 0 to 1, found 80"),
        (["gain_share", "--actual-cost", 1, "--outcome", "x"], "--outcome: expected NAME=RESULT"),
        (["gain_share", "--actual-cost", 1, "--outcome", "x=2"], "--outcome: expected NAME=RESULT"),
        (
            ["gain_share", "--actual-cost", 1, "--outcome", "x=1", "--outcome", "x=0"],
            "'x' is given twice",
        ),
        (["fixed_price", "--actual-cost", 1], "--units: fixed_price settles by it"),
        (["cost_plus", "--actual-cost", 1, "--package", "1@2"], "only spot does"),
        (["spot", "--actual-cost", 1, "--package", "1x2"], "--package: expected UNITS@PRICE"),
        (["gain_share", "--sweep-actual", "1.4:0.7"], "--sweep-actual: expected FROM:TO"),
        (["gain_share", "--sweep-actual", "0.7"], "--sweep-actual: expected FROM:TO"),
        (["gain_share", "--sweep-actual", "0.7:1.4:1"], "expected 2 to 10,000 steps"),
        (["gain_share", "--sweep-actual", "0.7:1.4:2.5"], "expected 2 to 10,000 steps"),
        (["cost_plus", "--sweep-actual", "0.7:1.4"], "no target, price or cost"),
        (["gain_share", "--actual-cost", 1, "--out", "x"], "--out: keeps a sweep"),
        (["shared_savings", "--actual-cost", 1, "--actual-cots", 2], "--actual-cots"),
    ],
)
def test_bad_input_is_one_clear_error(words, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = ask("settle", *words)
    assert (said.code, said.out) == (2, "")
    assert says in in_words(said.err)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_nothing(terms, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    said = ask("settle", terms, "--sweep-actual", "0.7:1.4", "--out", tmp_path / "a" / "b")
    assert (said.code, said.out) == (2, "")
    assert "No space left" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["deal.yaml"]
