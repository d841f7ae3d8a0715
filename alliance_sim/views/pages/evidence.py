"""The page Evidence: every number that goes in, and where it comes from."""

import pandas as pd
import streamlit as st

from alliance_sim.analysis.report.assumptions import STATUSES, in_words
from alliance_sim.evidence import Parameter, catalogue, nearest_names, references
from alliance_sim.views.commands.parameters import matches, plausible_range, with_unit
from alliance_sim.views.frame.plain import plain

ANY = "any"


def show() -> None:
    """Draw the page."""
    st.title("What was assumed, and where it comes from")
    known = catalogue().parameters
    judged = sum(parameter.status == "judgement" for parameter in known.values())
    st.write(
        f"The model has {len(known):,} numbers and choices. {judged:,} of them are judgement: no "
        "published figure was found, and another person might choose otherwise. A scenario can set "
        "any of them."
    )
    word = st.text_input("Search", placeholder="such as trust, margin or E1001", key="word").strip()
    status = st.segmented_control(
        "Where it comes from",
        [ANY, *STATUSES],
        format_func=_status,
        default=ANY,
        key="status",
    )
    found = [
        parameter
        for parameter in known.values()
        if matches(parameter, word) and status in (None, ANY, parameter.status)
    ]
    if not found:
        near = [in_words(path) for path in nearest_names(word, known)]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        st.info(f"Nothing found.{hint}")
        return
    st.write(f"{len(found):,} found.")
    groups: dict[str, list[Parameter]] = {}
    for parameter in found:
        groups.setdefault(parameter.path.partition(".")[0], []).append(parameter)
    for group, inside in groups.items():
        with st.expander(f"{in_words(group)}: {len(inside)}", expanded=bool(word)):
            st.table(pd.DataFrame([_row(parameter) for parameter in inside]), hide_index=True)
            _sources(inside)


def _status(name: str) -> str:
    return STATUSES.get(name, name).capitalize()


def _row(parameter: Parameter) -> dict[str, str]:
    return {
        "What": in_words(parameter.path.partition(".")[2]),
        "Value": with_unit(parameter).replace("_", " "),
        "Plausible range": plausible_range(parameter).replace("_", " "),
        "Where it comes from": _status(parameter.status),
        "Sources": ", ".join(parameter.source),
        "Note": plain(parameter.note),
        "Name in a scenario": f"`{parameter.path}`",
    }


def _sources(inside: list[Parameter]) -> None:
    """The sources of these parameters in full, each once."""
    keys = dict.fromkeys(key for parameter in inside for key in parameter.source)
    known = references()
    listed = [f"- {key}: {plain(str(known[key]))}" for key in keys if key in known]
    if listed:
        st.markdown("\n".join(["Sources:", "", *listed]))
