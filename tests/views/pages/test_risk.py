"""Who bears what: the page's numbers are the comparison's, and every state says what it is."""

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from alliance_sim.analysis.bearing import bearing, tolerances
from alliance_sim.analysis.deals.year import year
from alliance_sim.analysis.formats import gbp
from alliance_sim.analysis.spans import is_single_future, party_spans, present, span, standings
from alliance_sim.results.tables import PARTIES
from alliance_sim.scenario.load import with_changes
from alliance_sim.views.asked.question import FIRST, Asked
from alliance_sim.views.bearing import lived, providers, walk
from alliance_sim.views.charts.gap import gap
from alliance_sim.views.charts.ranges import ranges
from alliance_sim.views.charts.swing import swing
from alliance_sim.views.charts.waterfall import waterfall
from alliance_sim.views.frame.answer import full

PATIENCE = 120.0

PAGE = """
if __name__ == "__main__":
    from alliance_sim.views.pages.risk import show_page
    show_page()
"""
"""Workers read this file too, under another name, and must not draw it."""


@pytest.fixture(scope="module")
def finished():
    """The packaged answer of the first story."""
    return full(Asked(FIRST)).finished


@pytest.fixture(scope="module")
def comparison(finished):
    return finished.comparison


def test_a_span_has_the_means_of_the_worst_and_the_best_twentieth():
    found = span(np.arange(40.0) - 10)
    assert (found.bad, found.mean, found.best) == (-9.5, 9.5, 28.5)
    assert found.p_loss == 0.25


def test_futures_without_a_result_do_not_count():
    assert span(np.array([1.0, np.nan, 3.0])).n == 2


def test_so_few_futures_that_a_twentieth_is_one_are_told():
    assert is_single_future(20)
    assert not is_single_future(40)


def test_the_ranges_are_those_of_the_comparison(comparison):
    for party in present(comparison):
        for option, found in party_spans(comparison, party).items():
            risk = comparison.risk[option][party.name]
            assert (found.mean, found.bad, found.p_loss) == (risk.mean, risk.cvar95, risk.p_loss)
            assert found.bad <= found.mean <= found.best


def test_the_table_says_the_comparison_s_numbers(comparison):
    shown = ranges(comparison, present(comparison), comparison.options)
    council = shown.table[shown.table["Party"] == "The council"].set_index("Option")
    for option in comparison.options:
        risk = comparison.risk[option]["commissioner"]
        row = council.loc[option.capitalize()]
        assert row["Expected"] == gbp(risk.mean, signed=True)
        assert row["Bad year"] == gbp(risk.cvar95, signed=True)
    assert "the single worst" in shown.note


def test_parties_whose_result_is_no_money_stand_apart(comparison):
    shown = ranges(comparison, present(comparison), comparison.options)
    heads = [panel.heading for panel in shown.panels]
    assert len(heads) == 4
    assert any("Residents" in head and "pounds" not in head for head in heads)
    assert all(len(panel.alt) > 20 for panel in shown.panels)


def test_shares_of_the_swing_add_to_a_whole(comparison):
    shown = swing(comparison, comparison.options).table
    for option in comparison.options:
        rows = shown[shown["Option"] == option.capitalize()]["Share of the swing"]
        total = sum(int(cell.rstrip("%").replace("\u2212", "-")) for cell in rows)
        assert total == pytest.approx(100, abs=2)


def test_single_providers_are_those_of_the_sharing_of_risk(finished):
    scenario = finished.scenario
    bearable = tolerances(scenario.values, len(scenario.councils))
    known = bearing(finished.results.outcomes, finished.results.providers, bearable)
    found = {one.name: one for one in standings(finished.results.providers, "tender", 4)}
    for bearer in known["tender"].of("providers"):
        if bearer.kind == "in_house":
            assert bearer.name not in found
            continue
        one = found[bearer.name]
        assert one.span.mean == pytest.approx(bearer.mean)
        assert one.span.bad == pytest.approx(bearer.cvar95)
        assert one.p_closes == bearer.p_insolvency
        assert one.years == 80


def rows(name, kind, results, reserves):
    return pd.DataFrame(
        {
            "option": "tender",
            "name": name,
            "kind": kind,
            "result_gbp": results,
            "reserves_gbp": reserves,
            "exited_month": np.nan,
            "insolvent": 0,
            "years_short": [1, 0],
        }
    )


def test_a_small_charity_is_named_when_a_bad_year_takes_more_than_its_reserves():
    table = pd.concat(
        [
            rows("Small hearts", "voluntary_sector", [-50.0, 100.0], 40.0),
            rows("Safe hands", "voluntary_sector", [-50.0, 100.0], 60.0),
            rows("Big firm", "national_private", [-500.0, 100.0], 100.0),
        ]
    )
    found = standings(table, "tender", 4)
    (charity, firm) = providers.warnings(found, "tender")
    assert charity[0]
    assert "Small charities" in charity[1]
    assert "Small hearts" in charity[1]
    assert "Safe hands" not in charity[1]
    assert "Big firm" in firm[1]
    first = providers.table(found).iloc[0]
    assert first["Provider"] == "In danger: Small hearts"
    assert first["Years beyond its reserves"] == "1 of 8"


def test_nobody_in_danger_is_said_without_a_warning():
    found = standings(rows("Safe hands", "voluntary_sector", [-5.0, 9.0], 60.0), "tender", 4)
    ((is_warning, text),) = providers.warnings(found, "tender")
    assert not is_warning
    assert "no provider" in text


def test_a_year_under_a_fixed_price_is_borne_by_providers_and_under_a_shared_target_by_both(
    finished,
):
    shares = {"local_private": 0.6, "voluntary_sector": 0.4}
    options = finished.scenario.options
    fixed = year(walk.planned_course(options["tender"].contract, shares, 1e6, 1.0), 1.04)
    assert fixed.moves == {
        "The council": 0,
        "Local private firms": -2_400_000,
        "Voluntary sector": -1_600_000,
    }
    shared = year(walk.planned_course(options["alliance"].contract, shares, 1e6, 1.0), 1.04)
    assert shared.moves["The council"] == -2_000_000
    assert "If care costs £1.04m, 4% more than planned" in shared.sentence({})


@pytest.mark.parametrize("percent", [60, 90, 100, 125, 160])
def test_the_waterfall_ends_at_what_is_paid(finished, percent):
    for option in finished.scenario.options.values():
        course = walk.planned_course(option.contract, {"local_private": 1.0}, 1e6, 0.8)
        found = year(course, percent / 100)
        assert sum(step.amount for step in found.steps) == found.actual.paid
        table = waterfall(found, "t").table
        assert table["Amount"].iloc[-1] == gbp(found.actual.paid / 100)


def test_the_report_hides_what_residents_live_through(comparison):
    report = gap(comparison, comparison.options, "report")
    assert "Quality as lived" not in report.table.columns
    both = gap(comparison, comparison.options, "both")
    found = comparison.outcomes["tender"]["quality_gap"].mean
    assert both.table.iloc[0]["Gap between measured and lived quality"] == f"+{found:.2f}"


def test_indicators_that_see_everything_are_told_to_agree():
    scenario = Asked(FIRST).scenario()
    assert not lived.sees_everything(scenario)
    all_seen = {f"parameters.{name}.kpi_visibility": 1.0 for name in scenario.services}
    assert lived.sees_everything(with_changes(scenario, all_seen))


def test_who_cannot_complain_is_named_with_the_scenario_s_own_share(finished):
    said = " ".join(lived.invisible(finished, ["tender"]))
    assert "12 of 100 of residents cannot speak up" in said
    assert "home care and cannot be counted, indicators see 25 of 100" in said


def texts(elements):
    return " ".join(str(element.value).replace("\\", "") for element in elements)


def widget(elements, label):
    (found,) = (one for one in elements if one.label == label)
    return found


@pytest.fixture
def app():
    return AppTest.from_string(PAGE, default_timeout=PATIENCE)


def test_a_visitor_chooses_a_party_and_a_way_of_buying_and_the_link_says_so(app):
    app.run()
    assert not app.exception
    assert "A bad year is worst" in texts(app.header)
    widget(app.selectbox, "Who").set_value("voluntary_sector").run()
    widget(app.selectbox, "Way of buying").set_value("alliance").run()
    assert not app.exception
    assert app.query_params["party"] == "voluntary_sector"
    assert app.query_params["method"] == "alliance"
    shown = app.table[0].value
    assert shown["Party"].tolist() == ["Voluntary sector"]
    assert shown["Option"].tolist() == ["Alliance"]


def test_a_link_shows_lives_beside_money_and_walks_its_year(app):
    app.query_params |= {"view": "everything", "contract": "alliance", "walk": "105"}
    app.run()
    assert not app.exception
    assert "Residents" in app.table[0].value["Party"].tolist()
    assert "5% more than planned" in texts(app.markdown)
    assert {party.label for party in PARTIES} >= {*app.table[0].value["Party"]}


def test_the_switch_leaves_the_five_elements_out_of_the_report(app):
    app.query_params["show"] = "report"
    app.run()
    assert not app.exception
    assert "five elements" not in texts(app.subheader)
    assert "What the contract report says" in texts(app.subheader)
