"""The outturn of a deal, put together from its terms and what was given on the command line."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from alliance_sim.views.screen import refuse

if TYPE_CHECKING:
    from alliance_sim.analysis.deals.course import Course
    from alliance_sim.analysis.deals.sweep import Range
    from alliance_sim.rules.contracts import Agreement

Given = dict[str, float | None]

STEPS = 29
"""Outturns of a sweep, where none are asked for: from 0.7 to 1.4, one every 2.5 hundredths."""

FIELDS: Mapping[str, tuple[str, str]] = {
    "target_cost_gbp": ("target_cost", "target_cost_gbp"),
    "price_gbp": ("price", "price_gbp"),
    "units": ("units", ""),
    "expected_units": ("expected_units", "expected_units"),
    "people": ("people", ""),
    "revenue_gbp": ("revenue", "revenue_gbp"),
}
"""Fields of the outturn: the option that gives each, and the field of the terms that may."""

UNSAID = {
    "performance": "Performance was not given and is taken as full; say otherwise with --kpi.",
    "key_result": "Key results were not given and are taken as neutral, 0; see --outcome.",
    "outcomes": "All outcomes are taken as confirmed; say otherwise with --outcome.",
}
SIGNED = ("adjustment",)


def flag(name: str) -> str:
    """An option as it is typed."""
    return f"--{name.replace('_', '-')}"


def course_of(
    agreement: "Agreement",
    file: str,
    given: Given,
    outcomes: Sequence[str],
    packages: Sequence[str],
    *,
    may_guess: bool,
) -> "Course":
    """A deal at its outturn.

    Args:
        agreement: The deal.
        file: What messages call its terms.
        given: Numbers by option; None where the option was not used.
        outcomes: Results as `name=result`.
        packages: Packages as `units@price`.
        may_guess: Whether an actual cost that is not given is taken to be as agreed.

    Raises:
        typer.Exit: Something is missing, or is no amount; the message is on stderr.
    """
    from alliance_sim.analysis.deals.course import Course
    from alliance_sim.rules.contracts import Actuals

    for name, value in given.items():
        if value is None:
            continue
        if not math.isfinite(value) or (value < 0 and name not in SIGNED):
            refuse(f"{flag(name)}: expected an amount that is not negative, found {value:g}")
    fields = _agreed(agreement, file, given, bought=bool(packages))
    actuals = Actuals(
        cost_gbp=given["actual_cost"] or 0.0,
        packages=tuple(_package(text) for text in packages),
        performance_adjustment_gbp=given["adjustment"] or 0.0,
        **fields,
        **_results(agreement, given["kpi"], outcomes),
    )
    if given["actual_cost"] is None and not may_guess:
        refuse("--actual-cost: required but not given")
    try:
        if given["actual_cost"] is None:
            target = agreement.settle(actuals).target
            actuals = actuals._replace(cost_gbp=0.0 if target is None else target / 100)
        agreement.settle(actuals)
    except ValueError as error:
        refuse(f"{file}: {error}")
    return Course(agreement, actuals)


def _agreed(agreement: "Agreement", file: str, given: Given, *, bought: bool) -> dict[str, float]:
    """Amounts from the command line or, failing that, the terms."""
    found: dict[str, float] = {}
    for field, (option, agreed) in FIELDS.items():
        value = given[option]
        if value is None and agreed:
            value = getattr(agreement, agreed)
        if value is not None:
            found[field] = value
    kind = agreement.rule.kind
    for field in agreement.rule.needs():
        if field not in found and not (bought and field in ("units", "price_gbp")):
            option, agreed = FIELDS[field]
            where = f", or {agreed} in {file}" if agreed else ""
            refuse(f"{flag(option)}: {kind} settles by it; give it{where}")
    if bought and kind != "spot":
        refuse(f"--package: {kind} does not pay by the package; only spot does")
    return found


def _results(
    agreement: "Agreement", kpi: float | None, outcomes: Sequence[str]
) -> dict[str, float]:
    """Performance, key result and confirmed outcomes."""
    if kpi is not None and kpi > 1:
        refuse(f"--kpi: expected 0 to 1, found {kpi:g}")
    found = {} if kpi is None else {"performance": kpi}
    results: dict[str, float] = {}
    known = [area.name for area in agreement.result_areas]
    for text in outcomes:
        name, _, number = text.partition("=")
        value = _number(number)
        if not name or value is None or not -1 <= value <= 1:
            refuse(f"--outcome: expected NAME=RESULT with a result from -1 to 1, found '{text}'")
        if known and name not in known:
            from alliance_sim.evidence import nearest_names
            from alliance_sim.evidence.problems import either

            near = nearest_names(name, known)
            hint = f"did you mean {either(near)}?" if near else f"there are {either(known)}"
            refuse(f"--outcome: the terms have no result area '{name}'; {hint}")
        if name in results:
            refuse(f"--outcome: '{name}' is given twice")
        results[name] = value
    if results:
        overall = agreement.result(results)
        found["key_result"] = overall
        found["outcomes"] = min(max(overall, 0.0), 1.0)
    return found


def _package(text: str) -> tuple[float, float]:
    """Units and price of a package."""
    units, _, price = text.partition("@")
    one, other = _number(units), _number(price)
    if one is None or other is None or one < 0 or other < 0:
        refuse(f"--package: expected UNITS@PRICE such as 12@23.50, found '{text}'")
    return one, other


def _number(text: str) -> float | None:
    """A finite number, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def range_of(text: str) -> "Range":
    """The range of a sweep, `from:to` or `from:to:steps`.

    Raises:
        typer.Exit: It is none; the message is on stderr.
    """
    from alliance_sim.analysis.deals.sweep import MOST_STEPS, Range

    parts = text.split(":")
    numbers = [_number(part) for part in parts]
    low, high, steps = [*numbers, STEPS][:3] if len(parts) in (2, 3) else (None, None, None)
    if low is None or high is None or steps is None or not 0 <= low < high:
        refuse(
            "--sweep-actual: expected FROM:TO or FROM:TO:STEPS with rising ratios such as "
            f"0.7:1.4, found '{text}'"
        )
    if steps != int(steps) or not 2 <= steps <= MOST_STEPS:
        refuse(f"--sweep-actual: expected 2 to {MOST_STEPS:,} steps, found {steps:g}")
    return Range(low, high, int(steps))


def taken_for_granted(course: "Course") -> Iterator[str]:
    """What nobody said and the deal depends on."""
    from alliance_sim.analysis.deals.levers import sensitive
    from alliance_sim.rules.contracts import Actuals

    usual = Actuals(0.0)
    for name in sensitive(course):
        if name in UNSAID and getattr(course.actuals, name) == getattr(usual, name):
            yield UNSAID[name]
