"""Bad studies: one clear message for each mistake, exit code 2, nothing written."""

import pytest

from tests.experiments.studies.trivial import STUDY, with_, written
from tests.views.asking import ask

DESIGN = "design: {kind: lhs, n: 8}"
VARY = "vary: {home_care.kpi_visibility: , market.providers: {values: [4, 8]}}"
LISTED = with_(VARY + "\n", "")
UNTIL = "replications: {until: {difference: alliance-tender, outcome: wellbeing, half_width: 0.1}, "

# Name: the study, where the message points, and what it must say.
BAD = {
    "unknown field": (with_("seed", "sead"), ":7:1: sead", "did you mean 'seed'?"),
    "no scenario": (with_("scenario: tiny.yaml\n", ""), ":1:1", "'scenario' is required"),
    "missing scenario": (with_("tiny", "tinny"), ":2:11: scenario", "no such file; did you mean"),
    "scenario that is wrong": (with_("tiny", "wrong"), "wrong.yaml:4:9: months", "whole number"),
    "unknown option": (with_("tender,", "tendr,"), ":3:11: options[0]", "did you mean 'tender'?"),
    "unknown parameter": (
        with_("kpi_visibility", "kpi_visibilty"),
        ":4:8: vary.home_care.kpi_visibilty",
        "did you mean 'home_care.kpi_visibility'",
    ),
    "unknown option's setting": (
        with_("market.providers:", "options.alliance.membrs:"),
        ":4:61: vary.options.alliance.membrs",
        "did you mean 'members'?",
    ),
    "setting of an unknown option": (
        with_("market.providers:", "options.allianz.members:"),
        ":4:36: vary.options.allianz.members",
        "did you mean 'options.alliance'?",
    ),
    "unknown distribution": (
        with_("{values: [4, 8]}", "{uniforme: [4, 8]}"),
        ":4:54: vary.market.providers",
        "did you mean 'uniform'?",
    ),
    "ends the wrong way round": (
        with_("{values: [4, 8]}", "{low: 8, high: 4}"),
        ":4:54: vary.market.providers",
        "expected a low end below the high one, found 8 and 4",
    ),
    "a mode outside": (
        with_("{values: [4, 8]}", "{triangular: [4, 9, 8]}"),
        ":4:54: vary.market.providers",
        "expected its mode within its ends",
    ),
    "no range to fall back on": (
        with_("market.providers: {values: [4, 8]}", "months: "),
        ":4:3",
        "no range for it",
    ),
    "a value that no parameter can have": (
        with_("home_care.kpi_visibility: ", "home_care.kpi_visibility: {low: 0.5, high: 1.5}"),
        ":4:34: vary.home_care.kpi_visibility",
        "expected a share, 0 to 1, found 1.",
    ),
    "a combination that no scenario can have": (
        with_("home_care.kpi_visibility: ", "months: {values: [2, 16]}", with_("n: 8", "n: 4")),
        ":4:7: vary",
        "row 2: warm_up: expected fewer than the 2 months",
    ),
    "a text where a number belongs": (
        with_("[4, 8]", "[4, many]"),
        ":4:54: vary.market.providers",
        "found the text 'many'",
    ),
    "nothing to vary": (with_(VARY + "\n", ""), ":1:1", "'vary' is required"),
    "no such word": (with_(VARY, "vary: all_uncertan"), ":4:7: vary", "did you mean 'all_"),
    "unknown design": (
        with_("kind: lhs", "kind: lsh"),
        ":5:16: design.kind",
        "did you mean 'lhs'?",
    ),
    "design without its size": (with_(", n: 8", ""), ":5:1: design.n", "required but not given"),
    "sobol that is no power of two": (
        with_(DESIGN, "design: {kind: sobol, n: 1000}"),
        ":5:26: design.n",
        "is 1,000; a Sobol sequence needs a power of two, such as 512, 1,024 or 2,048",
    ),
    "morris with an odd number of levels": (
        with_(DESIGN, "design: {kind: morris, trajectories: 4, levels: 5}"),
        ":5:49: design.levels",
        "multiple of 2",
    ),
    "zip of unequal lists": (
        with_(
            DESIGN,
            "design: {kind: zip}",
            with_(VARY, "vary: {months: {values: [14, 15]}, market.providers: {values: [4]}}"),
        ),
        ":5:16: design.kind",
        "months has 2, market.providers has 1",
    ),
    "rows that set different things": (
        LISTED.replace(DESIGN, "design: {kind: list, rows: [{months: 14}, {market.providers: 4}]}"),
        ":4:43: design.rows[1]",
        "does not set months, which row 0 does",
    ),
    "a table that is not there": (
        LISTED.replace(DESIGN, "design: {kind: table, file: rows.csv}"),
        ":4:29: design.file",
        "no such file",
    ),
    "a table with an unknown column": (
        LISTED.replace(DESIGN, "design: {kind: table, file: odd.csv}"),
        ":4:29: design.file",
        "no parameter 'market.provider'; did you mean 'market.providers'?",
    ),
    "a million million rows": (
        with_(DESIGN, "design: {kind: full_factorial, levels: 9}", with_(VARY, "vary: {market: }")),
        ":5:16: design.kind",
        "at most 5,000,000 fit",
    ),
    "too few replications": (
        with_("replications: 5", "replications: 0"),
        ":6:15: replications",
        "expected a whole number from 1",
    ),
    "precision of an unknown option": (
        with_("replications: 5", UNTIL.replace("e-t", "e-f") + "at_most: 20}"),
        ":6:36: replications.until.difference",
        "expected two options, such as tender-alliance",
    ),
    "precision of an unknown outcome": (
        with_("replications: 5", UNTIL.replace("wellbeing", "wellbing") + "at_most: 20}"),
        ":6:62: replications.until.outcome",
        "did you mean 'wellbeing'",
    ),
    "an end before the start": (
        with_("replications: 5", UNTIL + "at_most: 5}"),
        ":6:100: replications.at_most",
        "expected at least the 10 of at_least, found 5",
    ),
    "set and varied": (
        with_("seed: 7", "set: {market.providers: 6}"),
        ":7:7: set.market.providers",
        "is varied too",
    ),
    "set to what it cannot be": (
        with_("seed: 7", "set: {home_care.relational_share: 6}"),
        ":7:35: set.home_care.relational_share",
        "expected a share, 0 to 1, found 6",
    ),
    "unknown policy": (
        with_("seed: 7", "on_failure: keep-gong"),
        ":7:13: on_failure",
        "did you mean 'keep-going'?",
    ),
    "a tag": (with_("seed: 7", "seed: !!int 7"), ":7:7", "tag"),
    "empty file": ("", "", "is empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_study_gets_one_clear_message_and_leaves_nothing(tmp_path, name):
    text, place, message = BAD[name]
    file = written(tmp_path, text)
    wrong = (tmp_path / "tiny.yaml").read_text(encoding="utf-8").replace("months: 14", "months: x")
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "odd.csv").write_text("market.provider\n4\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    said = ask("batch", file, "--out", tmp_path / "out")
    assert (said.code, said.out) == (2, "")
    beginning = str(tmp_path / place) if place.startswith("wrong") else f"{file}{place}"
    assert said.err.startswith(beginning), said.err
    assert message in said.err
    assert said.err.count("\n") <= 3, said.err
    assert "Traceback" not in said.err
    assert sorted(tmp_path.rglob("*")) == before
    assert ask("validate", file).code == 2


def test_all_mistakes_are_told_at_once(tmp_path):
    text = with_("seed", "sead", with_("kind: lhs", "kind: lsh", with_("[4, 8]", "[4, 4]")))
    said = ask("batch", written(tmp_path, text), "--out", tmp_path / "out")
    assert said.code == 2
    for place in (":4:54: vary.market.providers: 4 is listed twice", ":5:16: design", ":7:1: sead"):
        assert place in said.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "say with --out"),
        (("--out", "out", "--shard", "3/2"), "--shard: expected I/N"),
        (("--out", "out", "--shard", "two"), "--shard: expected I/N"),
        (("--out", "out", "--executor", "dask"), "--scheduler"),
        (("--out", "out", "--scheduler", "tcp://127.0.0.1:1"), "--scheduler"),
        (("--out", "out", "--limit", "0"), "--limit"),
        (("--out", "out", "--on-failure", "ignore"), "--on-failure"),
    ],
)
def test_a_bad_flag_is_refused_by_name(tmp_path, monkeypatch, words, message):
    file = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = ask("batch", file, *words)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_somebodys_notes_is_left_alone(tmp_path):
    file = written(tmp_path, STUDY)
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("keep me", encoding="utf-8")
    said = ask("batch", file, "--out", out)
    assert (said.code, said.out) == (2, "")
    assert "holds 'notes.txt', which no study wrote" in said.err
    assert [path.name for path in out.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("verb", ["status", "verify-run"])
def test_a_folder_that_holds_no_study_is_refused(tmp_path, verb):
    said = ask(verb, tmp_path)
    assert (said.code, said.out) == (2, "")
    assert "not the folder of a study" in said.err
