"""Design the deal: templates settle as they say, the editor loses nothing, warnings are true."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from alliance_sim.evidence import InputError
from alliance_sim.scenario.terms import load_terms, load_terms_text
from alliance_sim.views.asked.question import Asked
from alliance_sim.views.charts.deal_lines import deal_lines
from alliance_sim.views.dealing.editor import Editor, Row, edited, packed, unpacked
from alliance_sim.views.dealing.effect import effect, padded, parties
from alliance_sim.views.dealing.problems import checked
from alliance_sim.views.dealing.story import placed, point_placed
from alliance_sim.views.dealing.templates import templates
from alliance_sim.views.dealing.terms import agreement, editor_of, terms_text
from alliance_sim.views.shipped import shipped_terms
from tests.views.asking import ask

PATIENCE = 120.0
MILLION = 100_000_000
"""A million pounds in pence."""


def effect_of(editor, results=1.0):
    return effect(terms_text(editor), results, 1e6)


def moves(name, ratio, results=1.0):
    """What each party gains or loses against the plan, in pounds."""
    found = effect_of(templates()[name], results).year(ratio)
    return {party: pence / 100 for party, pence in found.moves.items()}


@pytest.mark.parametrize(
    ("name", "ratio", "split"),
    [
        ("plain", 1.1, {"Council": -50_000, "Care company": -35_000, "Charity": -15_000}),
        ("plain", 0.9, {"Council": 50_000, "Care company": 35_000, "Charity": 15_000}),
        # 50 of the first hundred thousand, 25 of the second.
        ("banded", 1.2, {"Council": -125_000, "Care company": -52_500, "Charity": -22_500}),
        # The providers stop at a twentieth of the target, the charity at ten thousand.
        ("capped", 1.3, {"Council": -255_000, "Care company": -35_000, "Charity": -10_000}),
        ("savings", 1.01, {"Council": -10_000, "Care company": 0, "Charity": 0}),
        ("savings", 0.9, {"Council": 50_000, "Care company": 35_000, "Charity": 15_000}),
        ("block", 1.1, {"Council": 0, "Care company": -70_000, "Charity": -30_000}),
        ("fixed_price", 0.9, {"Council": 0, "Care company": 70_000, "Charity": 30_000}),
        ("cost_plus", 1.1, {"Council": -108_000, "Care company": 5_600, "Charity": 2_400}),
    ],
)
def test_a_template_splits_a_year_as_its_name_says(name, ratio, split):
    assert moves(name, ratio) == pytest.approx(split)


def test_the_council_as_one_of_four_bears_a_quarter():
    split = moves("inside", 1.2)
    assert split["Council"] == -50_000
    assert sum(split.values()) == -200_000


def test_a_gain_below_the_quality_gate_stays_with_the_council():
    assert moves("gated", 0.9, results=0.6)["Council"] == 100_000
    assert moves("gated", 0.9, results=0.8)["Council"] == 50_000


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_outcome_is_shared_to_the_last_penny(name):
    found = effect_of(templates()[name])
    for percent in range(61, 150, 7):
        year = found.year(percent / 100)
        assert sum(year.moves.values()) == year.planned.cost - year.actual.cost
        assert sum(party.pays for party in year.actual.shares) == year.actual.cost
        assert sum(step.amount for step in year.steps) == year.actual.paid


@pytest.mark.parametrize("name", sorted(shipped_terms()))
def test_a_terms_file_goes_through_the_editor_and_comes_out_the_same_deal(name):
    deal = load_terms(shipped_terms()[name])
    editor = editor_of(deal)
    assert agreement(editor) == deal
    assert unpacked(packed(editor)) == editor


@pytest.mark.parametrize("name", sorted(templates()))
def test_downloaded_terms_settle_on_the_command_line_as_on_the_page(name, tmp_path):
    file = tmp_path / "terms.yaml"
    file.write_text(terms_text(templates()[name]), encoding="utf-8")
    deal = load_terms(file)
    words = ["settle", file, "--actual-cost", 1_100_000]
    if not deal.rule.reimburses_cost:
        words += ["--units", int(deal.expected_units or 1)]
    said = ask(*words)
    assert said.code == 0
    for cell in parties(effect_of(templates()[name]).year(1.1))["Money in the end"]:
        assert cell.rpartition(" ")[2].lstrip("£") in said.out


def test_a_word_that_holds_no_deal_is_none():
    assert unpacked("nonsense") is None
    assert unpacked("") is None


def probe(found, cost, step=1):
    """What the providers together gain by a pound less than a cost, in pence."""
    one, other = (found.planned.at(c) for c in (cost, cost - step))
    before, after = (
        sum(p.pays for p in settled.shares if p.side == "provider") for settled in (one, other)
    )
    return before - after


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_warning_stands_exactly_where_neighbouring_outcomes_show_it(name):
    found = effect_of(templates()[name])
    kinds = {one.kind for one in found.warned}
    target = found.planned.reference
    costs = range(7 * target // 10, 13 * target // 10, target // 200)
    jumps = [abs(probe(found, cost + 1, 2)) for cost in costs]
    assert ("cliff" in kinds) == any(jump > 10_000 for jump in jumps)
    inside = [cost + target // 400 for cost in costs]
    dead = [cost for cost in inside if abs(probe(found, cost, 100)) <= 1]
    # A percentage of cost is earned by spending, which is another warning.
    assert ("no_reason_to_save" in kinds) == bool(dead)
    assert ("spending" in kinds) == any(probe(found, cost, 10_000) < -1 for cost in inside)
    far = found.planned.at(2 * target), found.planned.at(2 * target - 10_000)
    exposed = {
        one.name
        for one, other in zip(far[0].shares, far[1].shares, strict=True)
        if one.pays - other.pays > 10
    }
    told = {n for n in exposed if any(f"{n} can lose" in w.text for w in found.warned)}
    assert told == exposed
    assert len([w for w in found.warned if w.kind == "uncapped"]) == len(exposed)


def test_padding_of_the_target_is_worth_what_settling_with_and_without_it_shows():
    found = effect_of(templates()["plain"])
    # Of £50,000 that nobody needs: half of it as gain, and a twentieth as fee.
    assert "£27,500 more" in padded(found.planned, 0.05)
    assert not padded(found.planned, 0.0)
    assert not padded(effect_of(templates()["block"]).planned, 0.05)
    assert "target_padding" not in {w.kind for w in effect_of(templates()["block"]).warned}


def bands(*rows):
    return replace(templates()["plain"], rows=tuple(Row(*row) for row in rows))


@pytest.mark.parametrize(
    ("rows", "place", "message"),
    [
        (
            [(0, 110, 50, 50), (105, None, 75, 25)],
            0,
            "Bands overlap between 105% and 110%: end band 1 at 105%.",
        ),
        (
            [(0, 90, 50, 50), (100, None, 75, 25)],
            0,
            "Nothing is said between 90% and 100%: end band 1 at 100%.",
        ),
        (
            [(0, None, 60, 50)],
            0,
            "The shares of band 1 add to 110%: take 10 percentage points away.",
        ),
        ([(0, None, 40, 50)], 0, "The shares of band 1 add to 90%: add 10 percentage points."),
        ([(0, None, -10, 110)], 0, "A share of band 1 is below 0%"),
        ([(0, 90, 50, 50), (90, 120, 50, 50)], 1, "leave its end empty"),
        ([(0, None, 50, 50), (90, None, 50, 50)], 0, "Band 1 has no end"),
        ([(0, 90, 50, 50), (90, 80, 50, 50), (80, None, 50, 50)], 1, "make the end larger"),
        ([(10, None, 50, 50)], 0, "start it at 0%"),
        ([(0, None, None, 50)], 0, "Band 1 lacks a share"),
    ],
)
def test_a_wrong_band_is_marked_with_what_mends_it(rows, place, message):
    deal, wrong = checked(bands(*rows))
    assert deal is None
    assert any(one.row == place and message in one.text for one in wrong)


def test_a_mended_band_is_a_deal_again():
    deal, wrong = checked(bands((0, 105, 50, 50), (105, None, 75, 25)))
    assert not wrong
    assert [band.provider_share for band in deal.rule.bands] == [0.5, 0.25]


def test_parts_of_a_side_that_miss_a_whole_say_by_how_much():
    editor = templates()["plain"].with_partner(1, share=80.0)
    _, wrong = checked(editor)
    assert [one.text for one in wrong] == [
        "The parts of those who provide care add to 110%: take 10 percentage points away."
    ]


def test_what_only_the_terms_reader_knows_is_said_in_its_words():
    editor = templates()["plain"].with_partner(2, name="Care company")
    with pytest.raises(InputError) as told:
        agreement(editor)
    (problem,) = told.value.problems
    _, (wrong,) = checked(editor)
    assert problem.message in wrong.text


def test_no_band_leaves_every_pound_with_the_council():
    deal, wrong = checked(bands())
    assert not wrong
    found = effect(terms_text(editor_of(deal)), 1.0, 1e6).year(1.3)
    assert found.moves == {"Council": -30_000_000, "Care company": 0, "Charity": 0}


def test_the_table_of_bands_is_edited_added_to_and_deleted_from():
    rows = (Row(0, 90, 50, 50), Row(90, None, 25, 75))
    changes = {
        "edited_rows": {0: {"end": 80.0}},
        "added_rows": [{"start": 120.0, "providers": 10.0}],
        "deleted_rows": [1],
    }
    assert edited(rows, changes) == (Row(0, 80.0, 50, 50), Row(120.0, None, None, 10.0))


def test_the_pay_off_line_shows_what_settling_gives():
    shown = deal_lines(effect_of(templates()["plain"]).swept, 1.1)
    row = shown.table.set_index("Care costs").loc["110%"]
    assert row["Council"] == "£1.10m"
    assert row["Care company"] == "£0"
    assert all(len(panel.alt) > 20 for panel in shown.panels)


def test_terms_that_single_changes_can_say_stay_changes_of_the_story():
    deal = agreement(templates()["capped"].with_row(0, council=70.0, providers=30.0))
    found = placed(Asked(), "alliance", deal)
    assert found.as_changes
    assert dict(found.asked.changes) == {"options.alliance.contract.provider_share": 0.3}
    assert found.asked.scenario().options["alliance"].contract.provider_share == 0.3
    assert "parties" in found.left_out


@pytest.mark.parametrize("name", ["banded", "savings", "block"])
def test_other_terms_become_a_scenario_that_holds_the_same_rule(name):
    deal = agreement(templates()[name])
    found = placed(Asked(), "alliance", deal)
    assert not found.as_changes
    assert found.asked.scenario().options["alliance"].contract == deal.rule
    assert [*found.asked.scenario().options] == [*Asked().scenario().options]


def test_a_point_of_a_search_can_be_played():
    found = point_placed(Asked(), "alliance", {"provider_share": 0.2, "members": 6})
    option = found.scenario().options["alliance"]
    assert option.contract.provider_share == 0.2
    assert option.selection.members == 6


PAGE = """
if __name__ == "__main__":
    from alliance_sim.views.pages.deal import show_page
    show_page()
"""
"""Workers read this file too, under another name, and must not draw it."""


@pytest.fixture
def app():
    return AppTest.from_string(PAGE, default_timeout=PATIENCE)


def texts(elements):
    return " ".join(str(element.value).replace("\\", "") for element in elements)


def widget(elements, label):
    (found,) = (one for one in elements if one.label == label)
    return found


def test_a_visitor_fills_the_editor_and_reads_what_it_does(app):
    app.run()
    assert not app.exception
    assert "Council bears 50p" in texts(app.header)
    widget(app.selectbox, "Start from").set_value("savings").run()
    widget(app.button, "Fill the editor").click().run()
    assert not app.exception
    assert "Cliff edge at £980,000 (98% of target)" in texts(app.warning)
    assert unpacked(app.query_params["deal"]) == templates()["savings"]


def test_a_link_puts_its_deal_into_the_editor(app):
    app.query_params["deal"] = packed(templates()["block"])
    app.query_params["out"] = "120"
    app.run()
    assert not app.exception
    assert "Charity −\u2060£60k" in texts(app.markdown)


def test_a_broken_link_shows_the_plain_deal_and_says_so(app):
    app.query_params["deal"] = "nonsense"
    app.run()
    assert not app.exception
    assert "could not be read" in texts(app.warning)


def test_a_wrong_number_stops_the_line_and_is_marked_beside_its_band(app):
    app.run()
    widget(app.number_input, "Providers' share, % (band 1)").set_value(60.0).run()
    assert not app.exception
    assert "add to 110%: take 10 percentage points away" in texts(app.error)
    assert not [one for one in app.header if "pound of cost" in one.value]
    assert widget(app.button, "Try these terms").disabled
    widget(app.number_input, "Council's share, % (band 1)").set_value(40.0).run()
    assert "Council bears 40p" in texts(app.header)


def test_a_visitor_takes_the_last_band_away_and_reads_who_bears_everything(app):
    app.run()
    widget(app.button, "Take the last band away").click().run()
    assert "the commissioner bears everything" in texts(app.info)


def test_terms_go_into_the_story(app):
    app.run()
    widget(app.button, "Try these terms").click().run()
    assert not app.exception
    assert "Alliance is now paid by these terms" in texts(app.success)


def test_a_search_without_an_aim_asks_for_one(app):
    app.run()
    (aims,) = (one for one in app.button_group if one.label == "What you want")
    aims.set_value([]).run()
    assert "at least one thing" in texts(app.info)


def test_an_upload_is_read_by_the_code_that_reads_a_terms_file():
    with pytest.raises(InputError, match="gain_share needs provider_share or bands"):
        load_terms_text("kind: gain_share\nfee_share: 0.05\n", "my.yaml")
    assert isinstance(editor_of(load_terms_text("kind: block\n", "my.yaml")), Editor)
