"""Whether each single provider can bear its bad year."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from alliance_sim.analysis.formats import futures, gbp, label, listed, number, the
from alliance_sim.analysis.spans import Standing, standings
from alliance_sim.views.finished import Finished
from alliance_sim.views.frame import figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say, wording

MONTHS = 12


def draw(finished: Finished, options: Sequence[str]) -> None:
    """Warnings for each option that is shown, and its providers in a table."""
    st.header(say("risk", "providers"), anchor=False)
    scenario = finished.scenario
    years = (scenario.months - scenario.warm_up) / MONTHS
    for option in options:
        found = standings(finished.results.providers, option, years)
        st.subheader(plain(label(option)), anchor=False)
        if not found:
            st.info(say("risk", "providers_none"))
            continue
        if len(found) == 1:
            st.info(say("risk", "single_provider"))
        for is_warning, text in warnings(found, option):
            (st.warning if is_warning else st.write)(plain(text))
        words = f"{say('risk', 'providers_option')} {plain(the(option))}"
        with st.expander(words, key=f"open_providers_{option}"):
            figure.table(table(found))
    st.caption(say("risk", "providers_note"))


def warnings(found: Sequence[Standing], option: str) -> list[tuple[bool, str]]:
    """What is to be said of providers in danger, small charities first, and whether it warns."""
    said = []
    for key, is_small in (("charity_at_risk", True), ("others_at_risk", False)):
        names = [s.name for s in found if s.is_at_risk and s.is_small_charity == is_small]
        if names:
            said.append((True, say("risk", key, option=the(option), names=listed(names))))
    return said or [(False, say("risk", "nobody_at_risk", option=the(option)))]


def table(found: Sequence[Standing]) -> pd.DataFrame:
    """Every provider with its chances, those in danger first and marked in words."""
    kinds = wording("risk")["provider_kinds"]
    ranked = sorted(found, key=lambda s: (not s.is_at_risk, not s.is_small_charity))
    names = ("provider", "kind", "expected", "bad", "best", "loss", "reserves", "short", "closes")
    rows = [
        (
            (say("risk", "mark_at_risk") if s.is_at_risk else "") + s.name,
            kinds.get(s.kind, s.kind.replace("_", " ")),
            gbp(s.span.mean, signed=True),
            gbp(s.span.bad, signed=True),
            gbp(s.span.best, signed=True),
            futures(s.span.p_loss, s.span.n),
            gbp(s.reserves),
            f"{number(s.short)} of {number(s.years)}",
            futures(s.p_closes, s.span.n),
        )
        for s in ranked
    ]
    return pd.DataFrame(rows, columns=[say("risk", f"col_{name}") for name in names])
