"""What people in the field say, when each way of buying should win, and what the model says."""

from collections import Counter

import pandas as pd
import streamlit as st

from alliance_sim.analysis.formats import listed, number
from alliance_sim.evidence.claims import SIDES, claims
from alliance_sim.evidence.regimes import regimes
from alliance_sim.views.frame import figure
from alliance_sim.views.packaged.verdicts import Verdict, verdicts
from alliance_sim.views.wording import say

SIDE, VERDICT = "side", "verdict"
"""Names of the widgets in the address."""

ANY = "any"
SUPPORTED = "supported by the model"
NOT_RUN = Verdict("not run")


def draw_claims() -> None:
    """Every claim with its source, its verdict, and how to run it."""
    st.header(say("evidence", "claims_head"), anchor=False)
    st.write(say("evidence", "claims_how"))
    known = {int(key): one for key, one in verdicts()[0].items()}
    said = Counter(known.get(one.id, NOT_RUN).verdict for one in claims())
    told = listed([f"{number(count)} {verdict}" for verdict, count in said.most_common()])
    count = number(len(claims()))
    st.markdown(f"**{say('evidence', 'claims_counts', count=count, told=told)}**")
    built = sum(one.is_built_in for one in known.values() if one.verdict == SUPPORTED)
    st.write(say("evidence", "claims_built", count=number(built)))
    left, right = st.columns(2)
    with left:
        side = st.selectbox(
            say("evidence", "claims_side"),
            [ANY, *SIDES],
            format_func=lambda name: say("evidence", ANY if name == ANY else f"side_{name}"),
            key=SIDE,
            bind="query-params",
        )
    with right:
        verdict = st.selectbox(
            say("evidence", "claims_verdict"), [ANY, *said], key=VERDICT, bind="query-params"
        )
    rows = []
    for one in claims():
        found = known.get(one.id, NOT_RUN)
        if side not in (ANY, one.side) or verdict not in (ANY, found.verdict):
            continue
        says = found.verdict
        if found.is_built_in:
            says = say("evidence", "built_in", verdict=says)
        rows.append(
            {
                say("evidence", "col_claim"): say(
                    "evidence", "numbered", number=number(one.id), claim=one.claim
                ),
                say("evidence", "col_made_by"): say(
                    "evidence",
                    "speaks",
                    who=one.made_by,
                    side=say("evidence", f"side_{one.side}"),
                ),
                say("evidence", "col_says"): say(
                    "evidence", "with_result", verdict=says, result=found.result
                ),
            }
        )
    st.write(say("evidence", "claims_run"))
    if rows:
        figure.table(pd.DataFrame(rows))
    else:
        st.info(say("evidence", "none", hint=""))


def draw_wins() -> None:
    """Every condition under which some way of buying is expected to win."""
    st.header(say("evidence", "wins_head"), anchor=False)
    st.write(say("evidence", "wins_how"))
    st.write(say("evidence", "wins_run"))
    known = verdicts()[1]
    figure.table(
        pd.DataFrame(
            [
                {
                    say("evidence", "col_condition"): row.condition,
                    say("evidence", "col_expected"): row.expected,
                    say("evidence", "col_basis"): row.basis,
                    say("evidence", "col_says"): known.get(row.condition, NOT_RUN).verdict,
                }
                for row in regimes()
            ]
        )
    )
