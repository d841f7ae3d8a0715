"""A deal in words: what is said follows from the money, for terms whose answer is known."""

import pytest

from alliance_sim.analysis.deals.course import Course
from alliance_sim.analysis.deals.padding import kept_of_cost, kept_of_target
from alliance_sim.analysis.deals.sweep import Range, sweep
from alliance_sim.analysis.deals.words import in_words
from alliance_sim.analysis.figures import deal
from alliance_sim.rules.contracts import Actuals
from alliance_sim.scenario.terms import load_terms_text

PLAIN = "kind: gain_share\nprovider_share: 0.5\nfee_share: 0.0\n"
CAPPED = PLAIN + "pain_cap: 0.1\ngain_cap: 0.2\n"
SAVINGS = (
    "kind: shared_savings\nsavings_rate: 0.5\nloss_rate: 0.0\nleast_saving: 0.02\n"
    "least_loss: 0.02\n"
)
MEMBERS = "parties: [{name: A, share: 0.6}, {name: B, share: 0.4, pain_cap_gbp: 10000}]\n"


def course(text, cost=1_000_000.0, target=1_000_000.0, **actuals):
    agreement = load_terms_text(text, "deal.yaml")
    return Course(agreement, Actuals(cost, target, **actuals))


def said(*arguments, **actuals):
    return " ".join(in_words(course(*arguments, **actuals)))


def test_turns_are_found_where_the_terms_have_them():
    ends = [piece.high / 100 for piece in course(CAPPED).pieces]
    assert ends == pytest.approx([600_000, 1_200_000, 2_000_000], abs=0.5)
    parts = [piece.moves["provider"] for piece in course(CAPPED).pieces]
    assert parts == pytest.approx([0, 0.5, 0], abs=1e-4)


@pytest.mark.parametrize("target", [1_234.56, 12_345.67, 1e6, 3.3e9])
def test_turns_are_found_in_deals_of_any_size(target):
    found = course(CAPPED, target, target).pieces
    assert len(found) == 3
    assert found[1].high / 100 == pytest.approx(1.2 * target, rel=1e-4, abs=0.3)


def test_what_a_pound_moves_adds_up_to_a_pound():
    for text in (CAPPED, SAVINGS, CAPPED + MEMBERS, "kind: cost_plus\nfee_share: 0.08\n"):
        for piece in course(text).pieces:
            assert sum(piece.moves.values()) == pytest.approx(1)


def test_where_incentives_die_is_said():
    words = said(CAPPED, 1_250_000.0)
    assert "Below £600,000 (60% of target), nobody on the provider's side gains or loses" in words
    assert "Above £1,200,000 (120% of target), nobody on the provider's side" in words
    assert "That is where this outturn lies." in words
    assert "That is where" not in said(CAPPED, 1_100_000.0)
    assert "nobody on the provider's side" not in said(PLAIN)


def test_where_the_next_pound_and_the_last_one_go_is_said():
    words = said(CAPPED, 1_200_000.0)
    assert "of the next pound of cost, the commissioner bears 100p." in words
    assert "Of a pound less, the commissioner saves 50p and the provider saves 50p." in words
    earns = said("kind: cost_plus\nfee_share: 0.08\n")
    assert "the commissioner bears 108p and the provider gains 8p" in earns
    assert "earns by spending more" in earns


def test_pain_without_end_is_said_of_whom_it_threatens():
    assert "Nothing limits what the provider loses: it bears 50p of every pound" in said(PLAIN)
    assert "what the provider loses" not in said(CAPPED)
    members = said(PLAIN + MEMBERS)
    assert "Nothing limits what A loses: it bears 30p of every pound" in members
    assert "what B loses" not in members
    assert "B gains and loses nothing by a pound of cost above £1,050,000" in members


def test_cliffs_are_said():
    words = said(SAVINGS)
    assert "Cliff at £980,000 (98% of target): as cost passes it, the commissioner gains" in words
    assert "the provider loses £10,000 at once" in words
    assert "Cliff" not in said(PLAIN)
    assert "Cliff" not in said(SAVINGS + "from_first_pound: false\n")
    gated = said(PLAIN + "quality: {gate: 0.7}\n", 900_000.0, performance=0.8)
    assert "Cliff in performance: reaching 0.70 moves £50,000 at once." in gated


def test_padding_that_pays_is_said():
    assert kept_of_cost(course(PLAIN)) == {"provider": pytest.approx(0.5)}
    # Alone, a member bears only its own part of the pain that its padding makes.
    alone = kept_of_cost(course(PLAIN + MEMBERS, 1_040_000.0))
    assert alone == {"A": pytest.approx(0.7), "B": pytest.approx(0.8)}
    assert kept_of_target(course(PLAIN)) == pytest.approx(0.5)
    price = "kind: block\n"
    assert kept_of_cost(course(price, price_gbp=1e6)) == {"provider": pytest.approx(0)}
    assert kept_of_target(course(price, price_gbp=1e6)) is None
    assert "Padding cost does not pay" in said(price, price_gbp=1e6)
    assert "kept by A 70p and B 80p, each if it alone pads" in said(PLAIN + MEMBERS, 1_040_000.0)


def test_what_volume_is_worth_is_said():
    block = "kind: cost_and_volume\ntolerance: 0.05\nmarginal_gbp: 60\n"
    terms = {"price_gbp": 1e5, "expected_units": 1000.0}
    assert "One unit more is paid +£60." in said(block, 1e5, units=1100.0, **terms)
    assert "One unit more or less moves no money here." in said(block, 1e5, units=1e3, **terms)


def test_a_sweep_has_its_figure_with_words_and_numbers():
    swept = sweep(course(CAPPED + MEMBERS), Range(0.7, 1.4, 8).ratios())
    assert list(swept.table()["ratio"]) == [0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4]
    chart = deal.build(swept, "A deal")
    assert chart.svg() == deal.build(swept, "A deal").svg()
    assert chart.title in chart.alt
    for name in ("the commissioner", "A", "B"):
        assert name in chart.alt
    assert len(chart.table) == 8
