"""`map`: cells, shares and samples as table, JSON and files; what is refused; the same again."""

import json

import pytest

from alliance_sim.evidence import regimes as evidence
from alliance_sim.views import regime_rows
from tests.views.asking import OPTIONS, ask, in_words

GRID = ("--x", "bidders=4:10:2", "--y", "cost_uncertainty=0:1:2", "--replications", 2)
SETS = ("--samples", 4, "--over", "market", "--over", "relational_share")
NAMES = ["regime_map.csv", "regime_map.json", "regime_map.png", "regime_map.svg"]


@pytest.fixture(scope="module")
def kept(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("maps") / "map"
    said = ask("map", tiny, *GRID, *SETS, "--workers", 1, "--json", "--out", folder)
    assert said.code == 0, said.err
    return folder, said.out


def test_json_has_cells_shares_tipping_points_and_samples(kept):
    found = json.loads(kept[1])
    assert [(cell["x"], cell["y"]) for cell in found["map"]["cells"]] == [
        (4, 0),
        (10, 0),
        (4, 1),
        (10, 1),
    ]
    for cell in found["map"]["cells"]:
        best = max(cell["means"], key=cell["means"].get)
        assert cell["best"] == best
        low, high = cell["ahead"]["ci95"]
        assert cell["clear"] == (low > 0)
        assert low <= cell["ahead"]["mean"] <= high
    assert sum(one["wins"] for one in found["map"]["shares"].values()) == pytest.approx(1)
    assert set(found["samples"]["shares"]) == set(OPTIONS)
    assert found["samples"]["sets"] == 4
    paths = {one["parameter"] for one in found["samples"]["movers"]}
    assert {"market.providers", "advocacy.relational_share"} <= paths
    assert all(path.startswith("market.") or "relational_share" in path for path in paths)


def test_two_workers_give_the_same_bytes_as_one(tiny, kept, tmp_path):
    said = ask("map", tiny, *GRID, *SETS, "--workers", 2, "--json", "--out", tmp_path / "map")
    assert said.out == kept[1]
    files = sorted(path.name for path in kept[0].iterdir())
    assert files == [*NAMES, "regime_samples.csv"]
    for name in files:
        assert (tmp_path / "map" / name).read_bytes() == (kept[0] / name).read_bytes(), name


def test_people_get_the_sentence_and_the_cells(tiny):
    said = ask("map", tiny, *GRID, "--workers", 1, "--aim", "cost_total_gbp")
    assert said.code == 0
    text = in_words(said.out)
    assert "lowest total cost" in text.lower()
    assert "of the map" in text
    assert "With cost uncertainty at" in text


def test_samples_alone_draw_no_map(tiny):
    said = ask("map", tiny, "--samples", 3, "--over", "bidders", "--replications", 2, "--json")
    found = json.loads(said.out)
    assert "map" not in found
    assert found["samples"]["sets"] == 3


BAD = {
    "no scenario": ((), "name a SCENARIO"),
    "unknown parameter": (("--x", "home_care.kpi_visibilty"), "'home_care.kpi_visibility'"),
    "leaf alone": (("--x", "authority_cst"), "selection.authority_cost"),
    "no range": (("--x", "bidding.rule"), "without a range"),
    "ends swapped": (("--x", "bidders=9:4"), "a low end below the high one"),
    "not numbers": (("--x", "bidders=few:many"), "NAME=LOW:HIGH"),
    "one step": (("--x", "bidders=4:9:1"), "at least 2 steps"),
    "beyond the unit": (("--y", "home_care.kpi_visibility=0:2"), "a share, 0 to 1"),
    "beyond a place": (("--y", "relational_share=0:2"), "shares of those, 0 to 1"),
    "twice the same": (("--y", "home_care.kpi_visibility"), "on --x already"),
    "set by the option": (("--x", "alliance.selection.members"), "does not move"),
    "unknown aim": (("--aim", "welbeing"), "did you mean 'wellbeing'"),
    "aim of another kind": (("--aim", "sd.commissioner"), "the mean of an outcome"),
    "over without samples": (("--over", "market"), "goes with --samples"),
    "unknown group": (("--samples", 3, "--over", "markt.providers"), "'market.providers'"),
    "one future": (("--replications", 1), "--replications"),
    "rows of a scenario": (("--rows",), "does not go with SCENARIO"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_before_anything_is_run(tiny, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    words, message = BAD[name]
    said = ask("map", *([tiny] if words else []), *words)
    assert (said.code, said.out) == (2, "")
    assert message in in_words(said.err)
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_refused(tiny, tmp_path):
    file = tmp_path / "a_file"
    file.write_text("mine", encoding="utf-8")
    assert ask("map", tiny, "--out", file).code == 2
    assert ask("map", "--rows", "--out", tmp_path).code == 2
    assert ask("map", "--rows", "--out", tmp_path / "nowhere" / "page.md").code == 2
    assert file.read_text(encoding="utf-8") == "mine"


ROWS = """\
rows:
  - condition: Few bidders
    expected: The tender
    basis: Theory
    source: [B1]
    translation: As it is.
    tests:
      - {says: The tender wins, scenario: TINY, aim: wellbeing, expect: best, of: [tender]}
  - condition: Something else
    expected: Nobody
    basis: Hearsay
    source: []
    translation: Cannot be asked.
    tests: []
"""


def test_rows_are_asked_told_and_written(tiny, tmp_path, monkeypatch):
    file, page = tmp_path / "rows.yaml", tmp_path / "page.md"
    file.write_text(ROWS.replace("TINY", json.dumps(str(tiny))), encoding="utf-8")
    few = evidence.read_regimes(file)
    monkeypatch.setattr(regime_rows, "regimes", lambda: few)
    words = ("map", "--rows", "--replications", 2, "--workers", 1, "--out", page)
    said = ask(*words, "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)["rows"]
    assert told[0]["verdict"] in ("agrees", "disagrees", "cannot be told")
    assert told[1]["verdict"] == "cannot be expressed"
    text = page.read_text(encoding="utf-8")
    assert "## 1. Few bidders" in text
    assert f"alliance-sim map --rows --replications 2 --out {page.as_posix()}" in text
    assert "Of 2 rows" in in_words(ask(*words).out)
