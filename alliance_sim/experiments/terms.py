"""Contract terms that a search may set: where each belongs in an option, and how far it may go."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from alliance_sim.evidence import catalogue, nearest_names
from alliance_sim.evidence.problems import either
from alliance_sim.experiments.search import Point, Term
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD, home
from alliance_sim.scenario.write import plain_option

PERCENT = 1 / 100
"""Shares are searched in whole per cent, as people write them."""

YEAR = 12
"""Terms of a deal are searched in whole years."""

PLACES = {
    "provider_share": "contract",
    "fee_share": "contract",
    "pain_cap": "contract",
    "gain_cap": "contract",
    "dead_band": "contract",
    "key_result_pool_share": "contract",
    "indexation": "contract",
    "term_months": "continuity",
    "members": "selection",
    "price_weight": "selection",
    "kpi_stake": "governance",
    "outcome_stake": "governance",
    "monitoring_intensity": "governance",
    "contingency": "price",
}
"""Terms that are a setting of their own, and the lever that each is a setting of."""

BANDS = ("band_width", "far_gain_share", "near_share", "far_pain_share")
"""Three bands in four numbers: within a distance of the target, below it, above it."""

USUAL = ("provider_share", "pain_cap", "outcome_stake", "term_months", "members", "indexation")
"""Terms that are searched where none are named, as far as the option has them."""


class TermsError(ValueError):
    """A term that cannot be searched; the message says what can."""


def available(mechanism: Mechanism) -> tuple[str, ...]:
    """The terms that an option has, in the order shown to people."""
    own = tuple(
        name for name, lever in PLACES.items() if name in _settings(mechanism, lever).model_fields
    )
    return (*own, *BANDS) if _has_bands(mechanism) else own


def _settings(mechanism: Mechanism, lever: str) -> Any:
    return type(getattr(mechanism, lever))


def _has_bands(mechanism: Mechanism) -> bool:
    return "bands" in _settings(mechanism, "contract").model_fields


def chosen(mechanism: Mechanism, words: Sequence[str]) -> tuple[Term, ...]:
    """The terms to search, from words such as `provider_share` or `pain_cap=0.02:0.2`.

    `bands` stands for all four numbers of `BANDS`. Without words, the usual terms.

    Raises:
        TermsError: A word is not a term of this option, comes twice, or has a range that is none.
    """
    known = available(mechanism)
    if not words:
        words = [name for name in USUAL if name in known and not _is_off(mechanism, name)]
    terms: dict[str, Term] = {}
    for word in words:
        name, _, span = (part.strip() for part in word.partition("="))
        names = BANDS if name == "bands" and _has_bands(mechanism) else (name,)
        for one in names:
            if one not in known:
                near = nearest_names(one, known)
                hint = f"did you mean {either(near)}?" if near else f"it has {either(known)}"
                raise TermsError(f"this option has no term '{one}'; {hint}")
            if one in terms:
                raise TermsError(f"'{one}' is named twice")
            terms[one] = _term(mechanism, one, span)
    if set(BANDS) & set(terms) and "provider_share" in terms:
        raise TermsError("bands take the place of provider_share; search one or the other")
    return tuple(terms.values())


def _is_off(mechanism: Mechanism, name: str) -> bool:
    """Whether a term stands at nothing, so that only somebody who asks for it wants it moved."""
    return not getattr(getattr(mechanism, PLACES[name]), name)


def _term(mechanism: Mechanism, name: str, span: str) -> Term:
    path = f"design.{name}"
    if name in PLACES:
        lever = PLACES[name]
        kind = getattr(getattr(mechanism, lever), "kind", "")
        own = f"{home(type(mechanism), lever, kind)}.{name}"
        path = own if own in catalogue().parameters else path
    parameter = catalogue().parameters.get(path)
    low, high = (parameter.low, parameter.high) if parameter else (0.0, 1.0)
    if low is None or high is None:
        low, high = 0.0, 1.0
    if span:
        low, high = _span(name, span)
    step = {"count": 1.0, "months": float(YEAR)}.get(parameter.unit if parameter else "", PERCENT)
    if step > 1:
        # Whole years, the first at least one.
        low, high = max(round(low / step), 1) * step, max(round(high / step), 1) * step
    if not low <= high:
        raise TermsError(f"'{name}': {low:g} to {high:g} is no range")
    # The last step must not pass the end; a hundredth has no exact binary fraction.
    steps = math.floor(_tidy((high - low) / step))
    return Term(name, low, _tidy(low + steps * step), step)


def _span(name: str, span: str) -> tuple[float, float]:
    try:
        low, high = (float(end) for end in span.split(":"))
    except ValueError:
        raise TermsError(f"'{name}={span}': a range is written low:high, such as 0.1:0.6") from None
    return low, high


def present(mechanism: Mechanism, terms: Sequence[Term]) -> dict[str, float]:
    """Where the terms stand now; those that are not set, at the middle of their range."""
    found: dict[str, float] = {}
    for term in terms:
        middle = (term.low + term.high) / 2
        if term.name in PLACES:
            value = getattr(getattr(mechanism, PLACES[term.name]), term.name)
        else:
            value = getattr(mechanism.contract, "provider_share", None)
            value = None if term.name == "band_width" else value
        found[term.name] = middle if value is None else float(value)
    return found


def with_terms(scenario: Scenario, option: str, point: Point, name: str) -> Mapping[str, Any]:
    """An option's settings in full, with some terms set, as a scenario may hold them.

    Args:
        scenario: Where the option is.
        option: Its name.
        point: A value for each term that is to be set.
        name: What messages call the result.

    Raises:
        InputError: The terms contradict one another.
    """
    written = plain_option(scenario.options[option])
    bands = {one: value for one, value in point.items() if one in BANDS}
    for term, value in point.items():
        if term in PLACES:
            written[PLACES[term]][term] = value
    if bands:
        share = written["contract"]["provider_share"] or 0.0
        width = float(catalogue().values({})["design.band_width"])
        full = {**dict.fromkeys(BANDS, share), "band_width": width, **bands}
        written["contract"]["bands"] = [
            {"upto": _tidy(1 - full["band_width"]), "provider_share": full["far_gain_share"]},
            {"upto": _tidy(1 + full["band_width"]), "provider_share": full["near_share"]},
            {"upto": None, "provider_share": full["far_pain_share"]},
        ]
    with_changes(scenario, {FIELD: {name: written}})
    return written


def _tidy(value: float) -> float:
    return float(f"{value:.10g}")
