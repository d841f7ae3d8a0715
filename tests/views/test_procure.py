"""`procure`: what it prints and keeps, and how it refuses."""

import json
from xml.etree import ElementTree

import pandas as pd
import pytest

from tests.views.asking import ask, in_words

TEXTBOOK = ("procure", "--costs", "uniform:0:1", "--bidders", 5, "--repeat", 5000)


def test_a_textbook_market_as_json():
    told = json.loads(ask(*TEXTBOOK, "--json").out)
    assert (told["repeat"], told["seed"], told["mechanism"]) == (5000, 1, "competitive_tender")
    for measure, expected in (("price", 1 / 3), ("winner_cost", 1 / 6), ("rent", 1 / 6)):
        found = told["outcomes"][measure]
        assert abs(found["mean"] - expected) <= 4 * found["se"]
    assert {"entrants", "mean_bid", "no_award_share", "buyer_cost"} <= set(told["outcomes"])


def test_the_same_seed_prints_the_same_bytes():
    one, again = (ask(*TEXTBOOK, "--json").out for _ in range(2))
    assert one == again
    assert ask(*TEXTBOOK, "--json", "--seed", 2).out != one


def test_a_table_for_people():
    said = ask(*TEXTBOOK)
    assert said.code == 0
    assert "The winner is paid 0.33" in in_words(said.out)
    assert "Price paid" in said.out
    assert "Means over 5,000 awards" in in_words(said.out)


def test_a_scenarios_own_market(tiny):
    told = json.loads(ask("procure", tiny, "--option", "auction", "--repeat", 3, "--json").out)
    assert told["option"] == "auction"
    assert told["scenario_hash"].startswith("sha256:")
    assert told["outcomes"]["price"]["n"] <= 3
    assert "ratio" in told["money"]


@pytest.mark.parametrize(
    "more",
    [
        ("--mechanism", "reverse_auction", "--set", "price.decrement=0.01"),
        ("--set", "price.kind=second_price"),
        ("--reserve", "0.5", "--outside", "1"),
        ("--reserve", "optimal", "--outside", "1"),
        ("--risk", "crra:0.5"),
        ("--risk", "cara:2"),
        ("--entry-cost", "0.05", "--outside", "1"),
        ("--cost-share", "0.5", "--effort-cost", "1", "--cost-risk", "0.5"),
        ("--cost-share", "0.5"),
        ("--bidding", "naive"),
        ("--bidding", "adaptive"),
        ("--mechanism", "alliance"),
        ("--quality", "uniform:0.4:0.8", "--set", "selection.price_weight=0.5"),
    ],
    ids=" ".join,
)
def test_every_kind_of_market_can_be_asked_for(more):
    said = ask(*TEXTBOOK[:-1], 200, *more)
    assert said.code == 0, said.err


@pytest.mark.parametrize(
    "words",
    [
        ("--common-error", "normal:0:0.1", "--costs", "uniform:1:2", "--bidding", "corrected"),
        ("--quality", "chosen", "--costs", "uniform:1:2", "--optimal-scoring"),
        ("--quality", "chosen", "--costs", "uniform:1:2", "--standard", "0.6"),
        ("--quality", "chosen", "--costs", "uniform:1:2", "--fixed-costs", "uniform:0:0.2"),
        ("--costs", "values:1,2,4"),
        ("--costs", "exponential:2"),
        ("--costs", "triangular:0:1:3"),
    ],
    ids=" ".join,
)
def test_every_kind_of_bidder_can_be_asked_for(words):
    chosen = ["--set", "selection.price_weight=0.5"] if "chosen" in words else []
    chosen += ["--set", "selection.formula=monetised_quality"] if chosen else []
    said = ask("procure", "--bidders", 3, "--repeat", 200, *words, *chosen)
    assert said.code == 0, said.err


def test_costs_from_a_file(tmp_path):
    file = tmp_path / "costs.txt"
    file.write_text("1.0\n1.5\n\n2.5\n")
    told = json.loads(
        ask("procure", "--costs", f"file:{file}", "--bidders", 2, "--repeat", 100, "--json").out
    )
    assert 1 <= told["outcomes"]["winner_cost"]["mean"] <= 2.5


def test_what_is_kept(tmp_path):
    out = tmp_path / "awards"
    said = ask(*TEXTBOOK, "--out", out)
    assert said.code == 0, said.err
    first = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert set(first) == {"outcomes.csv", "awards.csv", "manifest.json", "awards.png", "awards.svg"}
    outcomes = pd.read_csv(out / "outcomes.csv", index_col="measure")
    assert outcomes.loc["price", "mean"] == pytest.approx(1 / 3, abs=0.01)
    assert len(pd.read_csv(out / "awards.csv")) == 5000
    assert first["awards.png"].startswith(b"\x89PNG")
    picture = ElementTree.fromstring(first["awards.svg"])
    assert picture.attrib["role"] == "img"
    assert (
        "Winner" in json.loads(first["manifest.json"])["alt"]
        or "winner" in first["manifest.json"].decode()
    )
    # The same again replaces it by the same.
    assert ask(*TEXTBOOK, "--out", out).code == 0
    again = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for name in set(first) - {"manifest.json"}:
        assert again[name] == first[name], name
    assert [path.name for path in tmp_path.iterdir()] == ["awards"]


def test_somebodys_notes_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("keep me")
    said = ask(*TEXTBOOK, "--out", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert "holds 'notes.txt'" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


COSTS = ("--costs", "uniform:0:1", "--bidders", "3")
BAD = {
    "unknown distribution": (("--costs", "uniforn:0:1", "--bidders", "3"), "did you mean 'unif"),
    "bounds reversed": (("--costs", "uniform:1:0", "--bidders", "3"), "must be below the upper"),
    "not a number": (("--costs", "uniform:0:x", "--bidders", "3"), "'x' is not a finite number"),
    "not finite": (("--costs", "uniform:0:inf", "--bidders", "3"), "is not a finite number"),
    "a number missing": (("--costs", "normal:1", "--bidders", "3"), "is written normal:MEAN:SD"),
    "no spread": (("--costs", "normal:1:0", "--bidders", "3"), "must be above 0"),
    "one value": (("--costs", "values:1", "--bidders", "3"), "two different finite values"),
    "no such file": (("--costs", "file:nowhere.txt", "--bidders", "3"), "No such file"),
    "nothing between": (("--costs", "normal:0:1:50:60", "--bidders", "3"), "nothing of it lies"),
    "zero bidders": (("--costs", "uniform:0:1", "--bidders", "0"), "at least 1, found 0"),
    "bidders missing": (("--costs", "uniform:0:1"), "--bidders"),
    "unknown mechanism": ((*COSTS, "--mechanism", "vickrey"), "no way of buying is called"),
    "near mechanism": ((*COSTS, "--mechanism", "reverse_auktion"), "mean 'reverse_auction'"),
    "unknown setting": (
        (*COSTS, "--set", "price.decrementt=1"),
        "--set: price.decrementt: unknown",
    ),
    "setting out of range": (
        (*COSTS, "--mechanism", "reverse_auction", "--set", "price.decrement=-1"),
        "--set: price.decrement: expected at least 0",
    ),
    "no setting": ((*COSTS, "--set", "decrement"), "LEVER.FIELD=VALUE"),
    "unknown rule": ((*COSTS, "--bidding", "clever"), "must be one of equilibrium"),
    "risk out of range": ((*COSTS, "--risk", "crra:2"), "above 0 and at most 1"),
    "unknown risk": ((*COSTS, "--risk", "bold"), "neutral, crra:EXPONENT"),
    "no repeat": ((*COSTS, "--repeat", "0"), "--repeat: must be at least 1"),
    "reserve in words": ((*COSTS, "--reserve", "cheap"), "a price or 'optimal'"),
    "reserve without outside": ((*COSTS, "--reserve", "optimal"), "needs --outside"),
    "share above one": ((*COSTS, "--cost-share", "2"), "between 0 and 1"),
    "effort without share": ((*COSTS, "--effort-cost", "1"), "only goes with --cost-share"),
    "standard without choice": ((*COSTS, "--standard", "0.5"), "only goes with --quality chosen"),
    "quality above one": ((*COSTS, "--quality", "uniform:0:3"), "between 0 and 1"),
    "negative costs": (("--costs", "uniform:-1:1", "--bidders", "3"), "at least 0, found -1"),
    "nothing named": ((), "either a SCENARIO or --costs"),
    "both named": (("bexley_home_care", *COSTS), "either a SCENARIO or --costs"),
    "option without scenario": ((*COSTS, "--option", "tender"), "only goes with a scenario"),
    "bidders with scenario": (
        ("bexley_home_care", "--option", "tender", "--bidders", "3"),
        "only goes with a textbook market",
    ),
    "unknown option": (("bexley_home_care", "--option", "tendr"), "did you mean 'tender'?"),
    "unknown service": (
        ("bexley_home_care", "--option", "tender", "--service", "homecare"),
        "did you mean 'home_care'?",
    ),
    "unknown scenario": (("bexly",), "did you mean 'bexley_home_care'?"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_message_and_leaves_nothing(name, tmp_path):
    words, message = BAD[name]
    said = ask("procure", *words, "--out", tmp_path / "out")
    assert (said.code, said.out) == (2, ""), said.err
    assert message in in_words(said.err)
    assert len(said.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
