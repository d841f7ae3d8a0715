"""The rest of the editor: where to start, the kind of deal, its single terms, its parties."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from alliance_sim.evidence import InputError
from alliance_sim.rules.contracts import Agreement
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.terms import load_terms_text
from alliance_sim.views.bearing.walk import kind_words
from alliance_sim.views.dealing import bands
from alliance_sim.views.dealing.editor import WHOLE, Editor, Partner
from alliance_sim.views.dealing.fields import BANDED, KINDS, Field, fields_of
from alliance_sim.views.dealing.held import change, hold
from alliance_sim.views.dealing.inputs import choice, number, text, yes
from alliance_sim.views.dealing.problems import Wrong
from alliance_sim.views.dealing.templates import templates
from alliance_sim.views.dealing.terms import editor_of
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.wording import say, wording

START, UPLOADED, PROBLEM = "deal_start", "deal_upload", "deal_upload_problem"
OF_STORY = "story "
"""How the list of starts marks an option of the story."""

IN_A_ROW = 4
SIDES = ["commissioner", "provider"]


def starts(scenario: Scenario) -> None:
    """Templates and the story's own contracts, and a file of the visitor's."""
    known = [*templates(), *(f"{OF_STORY}{name}" for name in scenario.options)]
    if st.session_state.get(START) not in (None, *known):
        del st.session_state[START]
    pick, go = st.columns([3, 1], vertical_alignment="bottom")
    with pick:
        chosen = st.selectbox(say("deal", "start"), known, format_func=_start_words, key=START)
    with go:
        st.button(
            say("deal", "start_use"),
            on_click=_start,
            args=(chosen, scenario),
            key="deal_use",
            width="stretch",
        )
    with st.expander(say("deal", "own"), key="open_own_deal"):
        st.file_uploader(
            say("deal", "upload"),
            type=["yaml", "yml"],
            key=UPLOADED,
            on_change=_take,
            help=say("deal", "upload_help"),
        )
        if problem := st.session_state.get(PROBLEM):
            st.error(say("deal", "upload_wrong"))
            st.code(problem, language=None, wrap_lines=True)


def _start_words(name: str) -> str:
    if name.startswith(OF_STORY):
        return say("deal", "start_story", option=name.removeprefix(OF_STORY).replace("_", " "))
    return str(wording("deal")["templates"][name])


def _start(name: str, scenario: Scenario) -> None:
    if not name.startswith(OF_STORY):
        hold(templates()[name])
        return
    rule = scenario.options[name.removeprefix(OF_STORY)].contract
    change(lambda editor: with_rule(editor, rule))


def with_rule(editor: Editor, rule: Any) -> Editor:
    """The editor with another payment rule; parties and amounts stay, where the rule has them."""
    found = editor_of(Agreement(rule=rule))
    kept = {
        field.path: editor.values[field.path]
        for field in fields_of(found.kind)
        if field.unit in ("pounds", "number") and field.path in editor.values
    }
    return replace(found, values={**kept, **found.values}, partners=editor.partners)


def _take() -> None:
    """Use uploaded terms, or say what is wrong in the words of the command line."""
    given = st.session_state.get(UPLOADED)
    st.session_state.pop(PROBLEM, None)
    if given is None:
        return
    try:
        hold(editor_of(load_terms_text(given.getvalue(), given.name)))
    except InputError as error:
        st.session_state[PROBLEM] = str(error)


def terms(editor: Editor, wrong: Sequence[Wrong]) -> None:
    """Kind, bands, single terms and parties."""
    kinds = [*KINDS] if editor.kind in KINDS else [*KINDS, editor.kind]
    left, right = st.columns(2)
    with left:
        choice(say("deal", "kind"), editor.kind, kinds, of_kind, key="deal_kind", words=_kind_words)
    with right:
        text(say("deal", "name"), editor.title, _titled, key="deal_title")
    if editor.kind not in KINDS:
        st.info(say("deal", "kind_kept", kind=kind_words(editor.kind)))
    if editor.kind == BANDED:
        bands.draw(editor, wrong)
    st.subheader(say("deal", "terms"), anchor=False)
    fields = fields_of(editor.kind)
    for at in range(0, len(fields), IN_A_ROW):
        for field, where in zip(fields[at : at + IN_A_ROW], st.columns(IN_A_ROW), strict=False):
            with where:
                _field(field, editor)
    has_problem = any(one.partner is not None for one in wrong)
    # As with the bands: a new key opens it when a problem appears.
    key = f"open_parties_{has_problem}"
    with st.expander(say("deal", "parties"), expanded=has_problem, key=key):
        st.write(say("deal", "parties_note"))
        for place, partner in enumerate(editor.partners):
            _partner(place, partner, [one.text for one in wrong if one.partner == place])
        add, drop = st.columns(2)
        with add:
            st.button(
                say("deal", "party_add"),
                on_click=change,
                args=(_another,),
                key="party_add",
                width="stretch",
            )
        with drop:
            st.button(
                say("deal", "party_drop"),
                on_click=change,
                args=(_one_less,),
                key="party_drop",
                width="stretch",
                disabled=not editor.partners,
            )
    for one in wrong:
        if one.row is None and one.partner is None:
            st.error(plain(one.text))


def of_kind(editor: Editor, kind: str) -> Editor:
    """The editor with a kind chosen afresh: required terms at their start, amounts kept."""
    amount = next(
        (v for path in ("target_cost_gbp", "price_gbp") if (v := editor.values.get(path))), None
    )
    values: dict[str, float | bool | None] = {}
    for field in fields_of(kind):
        if field.unit == "pounds" and field.path in ("target_cost_gbp", "price_gbp"):
            values[field.path] = amount
        elif not field.is_optional:
            values[field.path] = field.start
    if kind == "cost_plus":
        values["fee_share"] = next(f.start for f in fields_of(kind) if f.path == "fee_share")
    return Editor(kind, editor.title, values, editor.rows, editor.partners)


def _kind_words(kind: str) -> str:
    words = kind_words(kind)
    return words[0].upper() + words[1:]


def _titled(editor: Editor, title: str) -> Editor:
    return replace(editor, title=title)


def _field(field: Field, editor: Editor) -> None:
    words = wording("deal")["fields"][field.path]
    name, helped = words["name"], words.get("help")
    value, key = editor.values.get(field.path), f"deal_{field.path}"
    put = partial(_value, field.path)
    if field.unit == "yes":
        yes(name, bool(value), put, key=key, helped=helped)
    else:
        number(name, value, put, key=key, unit=field.unit, helped=helped)


def _value(path: str, editor: Editor, value: float | bool | None) -> Editor:
    return editor.with_value(path, value)


def _partner(place: int, partner: Partner, told: Sequence[str]) -> None:
    n = place + 1
    who, side, share = st.columns([2, 2, 1])
    with who:
        text(say("deal", "party_name", n=n), partner.name, partial(_cell, place, "name"),
             key=f"deal_party_{place}_name")  # fmt: skip
    with side:
        choice(
            say("deal", "party_side", n=n),
            partner.side,
            SIDES,
            partial(_cell, place, "side"),
            key=f"deal_party_{place}_side",
            words=lambda name: say("deal", f"side_{name}"),
        )
    with share:
        number(
            say("deal", "party_share", n=n),
            partner.share,
            partial(_share, place),
            key=f"deal_party_{place}_share",
        )
    limits = ("most_lost", "most_gained", "floor")
    for cell, where in zip(limits, st.columns(len(limits)), strict=True):
        with where:
            number(
                say("deal", f"party_{cell}", n=n),
                getattr(partner, cell),
                partial(_cell, place, cell),
                key=f"deal_party_{place}_{cell}",
                unit="pounds",
                helped=say("deal", "limit_help"),
                least=None if cell == "floor" else 0.0,
            )
    for line in told:
        st.error(plain(line))
    st.divider()


def _cell(place: int, cell: str, editor: Editor, value: Any) -> Editor:
    return editor.with_partner(place, **{cell: value})


def _share(place: int, editor: Editor, value: float | None) -> Editor:
    return editor.with_partner(place, share=value or 0.0)


def _another(editor: Editor) -> Editor:
    names = {partner.name for partner in editor.partners}
    n = len(names) + 1
    while (name := say("deal", "party_new", n=n)) in names:
        n += 1
    has_payer = any(partner.side == "commissioner" for partner in editor.partners)
    has_provider = any(partner.side == "provider" for partner in editor.partners)
    side = "provider" if has_payer else "commissioner"
    share = 0.0 if has_payer and has_provider else WHOLE
    return replace(editor, partners=(*editor.partners, Partner(name, side, share)))


def _one_less(editor: Editor) -> Editor:
    return replace(editor, partners=editor.partners[:-1])
