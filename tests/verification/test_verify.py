"""`verify`: the model against theory, and what is refused."""

import inspect
import json
import re
from pathlib import Path

import pytest

from alliance_sim.evidence.theory import theory
from alliance_sim.experiments.verification import ADAPTERS, FLOOR
from alliance_sim.experiments.verification.estimates import Estimate
from alliance_sim.experiments.verification.verdict import judge
from tests.views.asking import ask, in_words

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "verification.md"
LONGEST_ADAPTER = 40
FEW, MORE = 2_000, 20_000
KEYS = {
    "name",
    "inputs",
    "output",
    "theory",
    "model",
    "se",
    "tolerance",
    "holds",
    "source",
}
MISSION = {
    "id": "B19_besley_ghatak",
    "rows": [{"inputs": {"pi": 1.0, "theta": 0.5}, "outputs": {}}],
}


@pytest.fixture(scope="module")
def said():
    """The whole file, on few draws."""
    return ask("verify", "--draws", FEW, "--json")


def rows_of(page):
    """Benchmark, inputs, output, theory and verdict of every figure on a page."""
    found, name = [], ""
    for line in page.splitlines():
        if line.startswith("## "):
            name = line.split(":")[0]
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if name and len(cells) == 6 and cells[0] not in ("inputs", "---"):
            found.append((name, *cells[:3], cells[5]))
    return found


@pytest.mark.statistical
def test_every_figure_of_theory_holds(said):
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["failed"] == 0
    assert all(check["holds"] for check in told["checks"])


@pytest.mark.statistical
def test_there_is_one_check_for_every_output_of_every_row(said):
    checks = json.loads(said.out)["checks"]
    wanted = [
        (benchmark.id, dict(row.inputs), output, figure)
        for benchmark in theory().benchmarks
        for row in benchmark.rows
        for output, figure in row.outputs.items()
    ]
    assert [(c["name"], c["inputs"], c["output"], c["theory"]) for c in checks] == wanted
    assert {frozenset(check) for check in checks} == {frozenset(KEYS)}
    assert all(check["source"] for check in checks)
    assert {check["name"] for check in checks} == set(ADAPTERS)


@pytest.mark.statistical
def test_the_page_is_what_the_command_writes(said, tmp_path):
    out = tmp_path / "page.md"
    assert ask("verify", "--draws", FEW, "--out", out).code == 0
    mine, kept = out.read_text("utf-8"), PAGE.read_text("utf-8")
    assert rows_of(mine) == rows_of(kept)
    assert len(rows_of(kept)) == len(json.loads(said.out)["checks"])
    prose = [re.sub(r"^\|.*|`alliance-sim verify.*", "", text, flags=re.M) for text in (mine, kept)]
    assert prose[0] == prose[1]


@pytest.mark.statistical
def test_further_rows_with_other_numbers_hold():
    done = ask("verify", "--benchmarks", HERE / "further.json", "--draws", MORE, "--json")
    assert done.code == 0, [c for c in json.loads(done.out)["checks"] if not c["holds"]]


def test_the_same_seed_gives_the_same_figures():
    one, other = (ask("verify", "--benchmarks", file_of(ENTRY), "--json").out for _ in range(2))
    assert one == other


ENTRY = {
    "id": "B9_levin_smith_entry",
    "rows": [
        {
            "inputs": {"entry_cost": 0.1, "N": 3, "ceiling": 1.0},
            "outputs": {"expected_entrants": 2.7372},
        }
    ],
}


def file_of(*benchmarks):
    path = Path(file_of.folder) / "rows.json"
    path.write_text(json.dumps({"benchmarks": list(benchmarks)}), "utf-8")
    return path


@pytest.fixture(autouse=True)
def _folder(tmp_path):
    file_of.folder = tmp_path


def mission(**outputs):
    return {**MISSION, "rows": [{"inputs": {"pi": 1.0, "theta": 0.5}, "outputs": outputs}]}


def test_a_figure_that_is_off_is_told_and_ends_with_1():
    done = ask("verify", "--benchmarks", file_of(mission(bonus=0.26, effort=0.75)))
    assert done.code == 1
    assert "FAILS" in done.out
    assert "1 of 2 fail" in in_words(done.out)
    told = json.loads(ask("verify", "--json", "--benchmarks", file_of(mission(bonus=0.26))).out)
    assert told["failed"] == 1
    assert told["checks"][0]["model"] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("benchmark", "message"),
    [
        ({**mission(bonus=0.25), "id": "B19_besley_gatak"}, "did you mean 'B19_besley_ghatak'?"),
        (
            {**mission(bonus=0.25), "id": "gravity"},
            "no benchmark is called 'gravity'; there are 'B1_fpsb",
        ),
        (mission(bonos=0.25), "unknown output; did you mean 'bonus'?"),
        (mission(bonus="a quarter"), "expected a number, true, false or numbers in a list"),
        (mission(), "there is nothing to compare"),
        (
            {**MISSION, "rows": [{"inputs": {"pi": 1.0, "theat": 0.5}, "outputs": {"bonus": 1}}]},
            "inputs.theat: unknown field; did you mean 'theta'?",
        ),
        (
            {**MISSION, "rows": [{"inputs": {"pi": 1.0}, "outputs": {"bonus": 1}}]},
            "'theta' is required but not given",
        ),
        (
            {**MISSION, "rows": [{"inputs": {"pi": True, "theta": 1}, "outputs": {"bonus": 1}}]},
            "inputs.pi: expected a number, found true",
        ),
        ({**MISSION, "rows": []}, "expected a list of rows, found an empty list"),
        (
            {
                **ENTRY,
                "rows": [
                    {
                        "inputs": {"entry_cost": 0, "N": 3, "ceiling": 1},
                        "outputs": {"entry_prob": 1},
                    }
                ],
            },
            "entry_cost: must be above 0",
        ),
        (
            {
                "id": "B14_laffont_tirole",
                "rows": [
                    {
                        "inputs": {"lam": 0.3, "theta": 5, "theta_lo": 1, "theta_hi": 2},
                        "outputs": {"effort": 1},
                    }
                ],
            },
            "a type between 1 and 2 is wanted, not 5",
        ),
    ],
)
def test_a_bad_file_is_one_clear_error(benchmark, message, tmp_path):
    out = tmp_path / "page.md"
    done = ask("verify", "--benchmarks", file_of(benchmark), "--out", out)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert "rows.json:1:" in done.err
    assert not out.exists()


def test_a_file_that_is_missing_or_no_benchmarks_is_refused(tmp_path):
    assert ask("verify", "--benchmarks", tmp_path / "none.json").code == 2
    other = tmp_path / "other.json"
    other.write_text('{"vectors": []}', "utf-8")
    done = ask("verify", "--benchmarks", other)
    assert done.code == 2
    assert "unknown field" in done.err


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_worked_out(tmp_path):
    for out in (tmp_path, tmp_path / "none" / "page.md"):
        assert ask("verify", "--out", out).code == 2


def test_every_adapter_is_short_and_every_benchmark_has_one():
    assert {benchmark.id for benchmark in theory().benchmarks} == set(ADAPTERS)
    lengths = {
        adapter.find.__name__: len(inspect.getsource(adapter.find).splitlines())
        for adapter in ADAPTERS.values()
    }
    assert {name: n for name, n in lengths.items() if n >= LONGEST_ADAPTER} == {}


@pytest.mark.parametrize(
    ("theory_says", "found", "holds"),
    [
        (1.0, Estimate(1.0049), True),
        (1.0, Estimate(1.0051), False),
        (1.0, Estimate(1.03, se=0.01), True),
        (1.0, Estimate(1.05, se=0.01), False),
        (0.0, Estimate(FLOOR / 2), True),
        (0.0, Estimate(FLOOR * 2), False),
        (1.0, Estimate(float("nan")), False),
        (True, Estimate(True), True),
        (True, Estimate(False), False),
        (1, Estimate(True), False),
        (None, Estimate(None), True),
        (None, Estimate(1.0), False),
        (1.0, Estimate(None), False),
        ([0.5, 0.5], Estimate((0.5, 0.501)), True),
        ([0.5, 0.5], Estimate((0.5, 0.51)), False),
        ([0.5, 0.5], Estimate((0.5, 0.25, 0.25)), False),
    ],
)
def test_verdicts(theory_says, found, holds):
    assert judge("B", {}, "output", theory_says, found, "").holds is holds


def test_what_a_file_simulated_itself_may_err_too():
    assert not judge("B", {}, "x", 1.0, Estimate(1.02), "").holds
    assert judge("B", {}, "x", 1.0, Estimate(1.02), "", theory_se=0.01).holds
