"""`vary`: from what a study says to its factors, with ranges from the evidence unless said."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from alliance_sim.evidence import Problem, catalogue, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, either, found, quoted
from alliance_sim.experiments.axes import has_range
from alliance_sim.experiments.studies.factors import Factor, Spread, kind_of
from alliance_sim.experiments.studies.targets import (
    Target,
    TargetError,
    of_parameter,
    plain_name,
    target,
)
from alliance_sim.experiments.studies.used import uncertain
from alliance_sim.scenario import Scenario

ALL = "all_uncertain"
SHAPES = {"uniform": 2, "triangular": 3, "normal": 2}
"""Distributions, and how many numbers each takes."""

LISTS = ("values", "choice")
ENDS = ("low", "high")


def factors_of(
    document: Document, vary: Any, worlds: Sequence[Scenario]
) -> tuple[tuple[Factor, ...], list[Problem]]:
    """The factors that `vary` names, and everything wrong with it.

    Args:
        document: Where it is written.
        vary: `all_uncertain`, or a mapping of factor path to nothing or a distribution.
        worlds: The scenarios of the study.
    """
    problems: list[Problem] = []
    place: FieldPath = ("vary",)
    if vary is None:
        return (), problems
    if isinstance(vary, str):
        vary = {vary: None} if vary == ALL else vary
    if not isinstance(vary, dict) or not vary:
        near = nearest_names(vary, [ALL]) if isinstance(vary, str) else []
        message = f"expected {quoted(ALL)} or a mapping of factors, found {found(vary)}"
        return (), [document.problem(place, message, nearest=near)]
    named: dict[str, Factor] = {}
    for written, spread in vary.items():
        at = (*place, written) if isinstance(document.data["vary"], dict) else place
        try:
            made = _factors(document, at, plain_name(written), spread, worlds, problems)
        except TargetError as error:
            problems.append(document.problem(at, str(error), at_key=True, nearest=error.nearest))
            continue
        for one in made:
            # What is named by itself says more than what comes with a whole group.
            if one.name in named and len(made) == 1 and one.name == plain_name(written):
                named[one.name] = one
            named.setdefault(one.name, one)
    return tuple(named.values()), problems


def _factors(
    document: Document,
    at: FieldPath,
    name: str,
    written: Any,
    worlds: Sequence[Scenario],
    problems: list[Problem],
) -> list[Factor]:
    group = _group(name, worlds)
    if group is not None:
        if written is not None:
            message = f"is a group; its numbers keep their own ranges, found {found(written)}"
            problems.append(document.problem(at, message))
        return [_ranged(of_parameter(one.path, one)) for one in group]
    what = target(name, worlds)
    try:
        return [factor_of(what, written)]
    except ValueError as error:
        problems.append(document.problem(at, str(error)))
        return []


def _group(name: str, worlds: Sequence[Scenario]) -> list[Any] | None:
    """The parameters behind the name of a group, if it is one."""
    if name == ALL:
        return list(uncertain(worlds))
    inside = [
        one
        for path, one in catalogue().parameters.items()
        if path.startswith(f"{name}.") and has_range(one)
    ]
    return inside or None


def factor_of(what: Target, written: Any) -> Factor:
    """A factor with the spread that is written, or else that of the evidence.

    Raises:
        ValueError: The spread is none; the message says what may be written.
    """
    if written is None:
        if what.allowed:
            return _listed(what, list(what.allowed))
        if what.low is None or what.high is None or what.low >= what.high:
            raise ValueError(
                "the evidence has no range for it; write {low: , high: } or {values: [...]}"
            )
        return _ranged(what)
    if not isinstance(written, Mapping):
        raise ValueError(f"expected nothing, {_forms()}; found {found(written)}")
    names = [name for name in written if name in (*SHAPES, *LISTS)]
    unknown = [name for name in written if name not in (*SHAPES, *LISTS, *ENDS)]
    if unknown or len(names) > 1:
        odd = unknown[0] if unknown else names[1]
        near = nearest_names(odd, [*SHAPES, *LISTS, *ENDS]) if unknown else []
        hint = f"; did you mean {either(near)}?" if near else f"; allowed: {_forms()}"
        raise ValueError(f"{quoted(odd, whole=False)} cannot be said here{hint}")
    if names and names[0] in LISTS:
        if set(written) & set(ENDS):
            raise ValueError(f"{names[0]} lists every value; low and high do not go with it")
        values = written[names[0]]
        if not isinstance(values, list) or not values:
            raise ValueError(f"{names[0]}: expected a list of values, found {found(values)}")
        return _listed(what, values)
    return _shaped(what, names[0] if names else "uniform", written)


def _forms() -> str:
    lists = (f"{{{name}: [...]}}" for name in LISTS)
    shapes = ("{uniform: [a, b]}", "{triangular: [a, mode, b]}", "{normal: [mean, sd]}")
    return ", ".join(("{low: a, high: b}", *shapes, *lists))


def _shaped(what: Target, shape: str, written: Mapping[str, Any]) -> Factor:
    if what.allowed:
        raise ValueError(f"is a {what.unit}; it takes {{values: [...]}}")
    numbers = written.get(shape, [])
    if shape in written and (not isinstance(numbers, list) or len(numbers) != SHAPES[shape]):
        raise ValueError(f"{shape}: expected {SHAPES[shape]} numbers, found {found(numbers)}")
    ends = [written.get(end) for end in ENDS]
    for number in (*numbers, *(end for end in ends if end is not None)):
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise ValueError(f"expected numbers, found {found(number)}")
        if not math.isfinite(number):
            raise ValueError(f"expected finite numbers, found {found(number)}")
    low, high = ends
    middle = sd = 0.0
    if shape == "normal":
        middle, sd = map(float, numbers)
        low = what.low if low is None else low
        high = what.high if high is None else high
        if sd <= 0:
            raise ValueError(f"normal: expected a standard deviation above 0, found {sd:g}")
    elif shape in written:
        if low is not None or high is not None:
            raise ValueError(f"{shape} has its own ends; low and high do not go with it")
        low, high = numbers[0], numbers[-1]
        middle = float(numbers[1]) if shape == "triangular" else 0.0
    if low is None or high is None:
        missing = "low" if low is None else "high"
        raise ValueError(f"{missing} is required: the evidence has no range that could stand in")
    low, high = float(low), float(high)
    if low >= high:
        raise ValueError(f"expected a low end below the high one, found {low:g} and {high:g}")
    if shape == "triangular" and not low <= middle <= high:
        raise ValueError(f"triangular: expected its mode within its ends, found {middle:g}")
    if what.is_whole and not (low.is_integer() and high.is_integer()):
        raise ValueError(f"takes whole numbers, found {low:g} to {high:g}")
    spread = Spread(shape, low, high, middle, sd)  # type: ignore[arg-type]
    return _made(what, "whole" if what.is_whole else "real", spread)


def _ranged(what: Target) -> Factor:
    low, high = what.low, what.high
    if low is None or high is None:
        raise ValueError("has no range")
    kind = "whole" if what.is_whole else "real"
    return _made(what, kind, Spread("uniform", float(low), float(high)))


def _listed(what: Target, values: list[Any]) -> Factor:
    if twice := [value for place, value in enumerate(values) if value in values[:place]]:
        raise ValueError(f"{found(twice[0])} is listed twice")
    kind = kind_of(values, is_whole=what.is_whole or not what.unit)
    if kind == "real":
        values = [float(value) for value in values]
    return _made(what, kind, Spread("values", values=tuple(values)))


def _made(what: Target, kind: Any, spread: Spread) -> Factor:
    return Factor(what.name, what.label, what.unit, kind, spread)
