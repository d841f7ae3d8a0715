"""Bad input: one message, exit code 2, nothing left behind."""

import errno
import os

import pytest

from tests.views.asking import TINY, ask, in_words

ALIAS_BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n"

# Name: the file's bytes (None: none is written), and what the message must say.
BAD = {
    "unknown key": (TINY.replace("warm_up", "warmup"), ":5:1: warmup", "did you mean 'warm_up'?"),
    "duplicate key": (TINY + "months: 15\n", ":11:1: months", "duplicate key"),
    "wrong type": (TINY.replace("months: 14", "months: soon"), ":4:9: months", "whole number"),
    "share above 1": (
        TINY.replace("competitive_tender}", "competitive_tender, price_weight: 1.2}"),
        ":8:57: options.tender.price_weight",
        "found 1.2",
    ),
    "share above 1 in a parameter": (
        TINY + "parameters: {home_care: {kpi_visibility: 1.4}}\n",
        ":11:42: parameters.home_care.kpi_visibility",
        "expected a share, 0 to 1, found 1.4",
    ),
    "unknown council": (
        TINY.replace("Bexley", "Bexly"),
        ":3:20: place.councils[0]",
        "did you mean 'Bexley'?",
    ),
    "alias bomb": (ALIAS_BOMB, ":1:4", "anchor"),
    "empty file": ("", "", "is empty"),
    "binary file": (b"\x80\x81\x82\x00\xff", ":1:1", "not a text file"),
    "missing file": (None, "", "no such file"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("verb", ["compare", "run", "risk", "design", "validate"])
def test_a_bad_scenario_gets_one_message_and_leaves_nothing(tmp_path, verb, name):
    content, place, message = BAD[name]
    file = tmp_path / "bad.yaml"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = sorted(tmp_path.rglob("*"))
    name = "out.svg" if verb == "design" else "out"
    out = [] if verb == "validate" else ["--out", tmp_path / name]
    option = ["--option", "tender"] if verb == "run" else []
    said = ask(verb, file, *option, *out)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith(f"{file}{place}"), said.err
    assert message in said.err
    assert said.err.count(str(file)) == 1
    assert "Traceback" not in said.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_is_no_scenario(tmp_path):
    said = ask("compare", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"{tmp_path}: is a folder; name a YAML file")


def test_an_unknown_name_gets_the_nearest_that_is_shipped():
    said = ask("compare", "bexly")
    assert said.code == 2
    assert "did you mean 'bexley_home_care'?" in said.err


def test_a_name_like_no_other_gets_the_list():
    assert "bexley_home_care, call_off" in ask("compare", "xyzzy").err


def test_an_unknown_option_gets_the_nearest(tiny, tmp_path):
    said = ask("run", tiny, "--option", "allianz", "--out", tmp_path / "out")
    assert (said.code, said.out) == (2, "")
    assert "no option 'allianz'; did you mean 'alliance'?" in said.err
    assert list(tmp_path.iterdir()) == []
    assert "it has 'tender', 'auction' or 'alliance'" in ask("run", tiny, "--option", "q").err


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--replications", 0),
        ("--replications", "many"),
        ("--workers", 0),
        ("--seed", -1),
        ("--seed", 2**80),
        ("--sead", 3),
    ],
)
def test_a_bad_flag_is_refused_by_name(tiny, tmp_path, flag, value):
    said = ask("compare", tiny, flag, value, "--out", tmp_path / "out")
    assert (said.code, said.out) == (2, "")
    assert flag in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_somebodys_notes_is_left_alone(tiny, tmp_path):
    (tmp_path / "notes.txt").write_text("keep me", encoding="utf-8")
    said = ask("compare", tiny, "--replications", 1, "--out", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert "holds 'notes.txt', so no run wrote it" in in_words(said.err)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_where_the_folder_should_be_is_left_alone(tiny, tmp_path):
    (tmp_path / "taken").write_text("keep me", encoding="utf-8")
    for out in (tmp_path / "taken", tmp_path / "taken" / "deeper"):
        said = ask("compare", tiny, "--replications", 1, "--out", out)
        assert (said.code, said.out) == (2, "")
        assert "is not a folder" in said.err
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "keep me"


def test_the_folder_one_is_in_is_not_replaced(tiny, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = ask("compare", tiny, "--replications", 1, "--out", ".")
    assert (said.code, said.out) == (2, "")
    assert "is the folder you are in" in said.err


def test_a_disk_that_refuses_leaves_nothing(tiny, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("alliance_sim.results.store.pq.write_table", full)
    out = tmp_path / "some" / "where"
    said = ask("compare", tiny, "--replications", 1, "--workers", 1, "--out", out)
    assert (said.code, said.out) == (2, "")
    assert os.strerror(errno.ENOSPC) in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_failure_nobody_foresaw_is_not_swallowed(tiny, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("alliance_sim.views.workers.run_all", broken)
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        ask("compare", tiny, "--replications", 1, "--workers", 1)
