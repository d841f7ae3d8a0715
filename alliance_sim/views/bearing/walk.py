"""One year under an option's own contract: what care costs, and who pays."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from alliance_sim.analysis.deals.course import Course
from alliance_sim.analysis.deals.year import Year, course, year
from alliance_sim.analysis.formats import capital, gbp, label
from alliance_sim.analysis.spans import revenue_shares
from alliance_sim.rules.contracts import Agreement, Contract, Party, PartyPence
from alliance_sim.rules.contracts.pence import PENCE
from alliance_sim.views.charts.waterfall import waterfall
from alliance_sim.views.finished import Finished
from alliance_sim.views.frame import choice, figure
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.frame.twin import twin
from alliance_sim.views.wording import say, wording

OPTION, COST, PLAN, RESULTS = "contract", "walk", "plan", "results"
LEAST, MOST, START = 60, 160, 110
"""Actual cost in per cent of the plan: the ends of the slider, and where it stands."""

WHOLE = 100
COUNCIL = "The council"
FIGURES = 2
CARE = "cost_care_gbp"


def draw(finished: Finished, options: Sequence[str]) -> None:
    """The slider, the sentence, every party's money, and the waterfall."""
    st.header(say("risk", "year"), anchor=False)
    st.write(say("risk", "year_note"))
    option = choice.one(
        say("risk", "year_option"),
        options,
        options[0],
        label,
        key=OPTION,
        disabled=len(options) == 1,
    )
    contract = finished.scenario.options[option].contract
    st.caption(say("risk", "year_kind", kind=kind_words(contract.kind)))
    cost = twin(
        say("risk", "year_cost"),
        LEAST,
        MOST,
        START,
        key=COST,
        box_name=say("risk", "year_cost_box"),
        unit="%",
    )
    left, right = st.columns(2)
    usual = planned_cost(finished, option)
    with left:
        plan = st.number_input(
            say("risk", "year_plan"),
            1.0,
            None,
            usual,
            step=10.0 ** (len(str(int(usual))) - FIGURES),
            format="%.0f",
            key=f"{PLAN}_{option}",
            bind="query-params",
            help=say("risk", "year_plan_help"),
        )
    with right:
        results = st.number_input(
            say("risk", "year_results"),
            0,
            WHOLE,
            WHOLE,
            key=RESULTS,
            bind="query-params",
            help=say("risk", "year_results_help"),
        )
    shares = revenue_shares(finished.results.providers, option)
    try:
        planned = planned_course(contract, shares, plan, results / WHOLE)
        found = year(planned, cost / WHOLE)
    except ValueError as error:
        st.warning(plain(say("risk", "year_cannot", reason=str(error))))
        return
    if len(shares) == 1:
        st.info(say("risk", "single_provider"))
    st.markdown(f"**{plain(found.sentence(called(found)))}**")
    figure.table(table(found))
    figure.draw(waterfall(found, paid_words(found)))
    st.caption(say("risk", "year_simpler"))


def planned_cost(finished: Finished, option: str) -> float:
    """What care costs a year under an option, to two figures, GBP."""
    mean = finished.comparison.outcomes[option][CARE].mean
    return max(float(f"{mean:.{FIGURES}g}"), 1.0)


def planned_course(
    contract: Contract, shares: Mapping[str, float], plan: float, results: float
) -> Course:
    """An option's contract at its plan, each kind of provider with its part of the work.

    Args:
        contract: how the option pays.
        shares: each kind of provider's part of all revenue.
        plan: the agreed target or price, GBP.
        results: results reached, 0 to 1.

    Raises:
        ValueError: The contract cannot be settled with these.
    """
    kinds = wording("risk")["provider_kinds"]
    parties = [
        {"name": COUNCIL, "side": "commissioner", "share": 1.0},
        *({"name": _several(kinds[kind], kind), "share": part} for kind, part in shares.items()),
    ]
    agreement = Agreement(
        rule=contract, parties=tuple(Party.model_validate(party) for party in parties)
    )
    return course(agreement, performance=results, amount=plan, units=1.0)


def _several(name: str, kind: str) -> str:
    """A kind of provider as a party: all of that kind together."""
    return {"voluntary_sector": name, "in_house": name}.get(kind, f"{name}s")


def kind_words(kind: str) -> str:
    """A kind of contract in plain words."""
    return str(wording("risk")["contract_kinds"].get(kind, kind.replace("_", " ")))


def called(found: Year) -> dict[str, str]:
    """How a sentence calls each party."""
    return {
        party.name: f"{'the ' if party.name == 'Voluntary sector' else ''}"
        f"{party.name[0].lower()}{party.name[1:]}"
        for party in found.actual.shares
    }


def table(found: Year) -> pd.DataFrame:
    """What every party pays or is left with, and how that stands against the plan."""
    moves = found.moves
    rows = [
        (_name(party), _money(party), gbp(moves[party.name] / PENCE, signed=True))
        for party in found.actual.shares
    ]
    heads = [say("risk", f"year_{name}") for name in ("party", "pays", "against")]
    return pd.DataFrame(rows, columns=heads)


def _name(party: PartyPence) -> str:
    return capital(party.name)


def _money(party: PartyPence) -> str:
    if party.side == "commissioner":
        return say("risk", "pays", amount=gbp(party.pays / PENCE))
    key = "owes" if party.pays > 0 else "keeps"
    return say("risk", key, amount=gbp(abs(party.pays) / PENCE))


def paid_words(found: Year) -> str:
    """What is paid in the end, against the planned price, as a title."""
    apart = found.actual.paid - found.planned.paid
    key = "same" if not apart else "more" if apart > 0 else "less"
    way = say("risk", f"waterfall_{key}", amount=gbp(abs(apart) / PENCE))
    return say("risk", "waterfall_title", amount=gbp(found.actual.paid / PENCE), way=way)
