"""What the contract report shows, beside what residents live through."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from alliance_sim.analysis.formats import gbp, label, listed, number, percent, show, the
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.scenario import Scenario
from alliance_sim.views.charts.gap import elements, gap
from alliance_sim.views.finished import Finished
from alliance_sim.views.frame import choice, figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.story_tables import SERVICE_NAMES
from alliance_sim.views.wording import say

SHOWN = "show"
SIDES = ("report", "lived", "both")
HUNDRED = 100
EQUITY, COST = "equity_gap", "cost_total_gbp"


def draw(finished: Finished, options: Sequence[str]) -> None:
    """The switch, quality, and the report or the five elements; last, who is invisible."""
    st.header(say("risk", "lived"), anchor=False)
    comparison, scenario = finished.comparison, finished.scenario
    side = choice.one_of_few(
        say("risk", "lived_switch"),
        SIDES,
        "both",
        lambda name: say("risk", f"lived_{name}"),
        key=SHOWN,
    )
    if sees_everything(scenario):
        st.info(say("risk", "lived_agree"))
    figure.draw(gap(comparison, options, side))
    if side != "lived":
        figure.table(report(finished, options))
    if side != "report":
        figure.draw(elements(comparison, options))
    st.subheader(say("risk", "invisible"), anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in invisible(finished, options)))


def sees_everything(scenario: Scenario) -> bool:
    """Whether indicators see all that matters about every service that is bought."""
    values = scenario.values
    return all(float(values[f"{name}.kpi_visibility"]) >= 1 for name in scenario.services)


def report(finished: Finished, options: Sequence[str]) -> pd.DataFrame:
    """What stands in a contract report: cost, and how indicators are paid for and watched."""
    rows = []
    for option in options:
        way = finished.scenario.options[option].governance
        stake = say("risk", "report_pays_point", share=percent(way.kpi_stake))
        rows.append(
            {
                "Option": label(option),
                say("risk", "report_cost"): gbp(finished.comparison.outcomes[option][COST].mean),
                say("risk", "report_pays"): stake if way.kpi_stake else say("risk", "report_none"),
                say("risk", "report_watch"): say(
                    "risk", "of_hundred", n=number(HUNDRED * way.monitoring_intensity)
                ),
            }
        )
    return pd.DataFrame(rows)


def invisible(finished: Finished, options: Sequence[str]) -> list[str]:
    """What indicators cannot see, who cannot complain, and how those fare who are overlooked."""
    values, scenario = finished.scenario.values, finished.scenario

    def of(path: str) -> str:
        return say("risk", "of_hundred", n=number(HUNDRED * float(values[path])))

    said = [
        say(
            "risk",
            "invisible_share",
            service=SERVICE_NAMES[service],
            visible=of(f"{service}.kpi_visibility"),
        )
        for service in scenario.services
    ]
    said.append(say("risk", "invisible_voiceless", share=of("residents.voiceless_share")))
    share, known = of("residents.overlooked_share"), of("residents.known_overlooked")
    said.append(say("risk", "invisible_overlooked", share=share, known=known))
    told = []
    for option in options:
        apart = finished.comparison.outcomes[option][EQUITY].mean
        way = say("risk", "lower" if apart >= 0 else "higher")
        size = show(BY_OUTCOME[EQUITY], abs(apart))
        told.append(say("risk", "invisible_one", gap=size, way=way, option=the(option)))
    said.append(say("risk", "invisible_gap", told=listed(told)))
    return said
