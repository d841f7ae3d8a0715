"""A comparison as a person reads it in a terminal: words first, then two tables."""

import math

from rich.table import Table

from alliance_sim.analysis import words
from alliance_sim.analysis.compare import BEST_BY, Comparison, Difference
from alliance_sim.analysis.formats import (
    MISSING,
    futures,
    interval,
    label,
    listed,
    show,
    the,
)
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views.screen import cell, plain_table

SHOWN = (words.COST, words.LIVED, words.WELLBEING, words.BENEFIT)
DIFFERENCE_DECIMALS = 1
"""Decimals more than a level has: differences are smaller."""


def title_of(column: Column) -> str:
    """An outcome as a column's heading, with its unit."""
    if column.is_money:
        return f"{column.label} {column.unit.removeprefix('GBP ')}"
    return column.label


def summary(comparison: Comparison) -> Table:
    """Each option's means, with 95 % intervals beneath."""
    table = plain_table("Option", *(title_of(BY_OUTCOME[name]) for name in SHOWN))
    for option in comparison.options:
        cells = []
        for name in SHOWN:
            column, e = BY_OUTCOME[name], comparison.outcomes[option][name]
            spread = [interval(column, e.low, e.high)] if e.n > 1 else []
            cells.append(cell(show(column, e.mean), *spread))
        table.add_row(label(option), *cells)
    return table


def differences(comparison: Comparison) -> Table:
    """What changes from one option to another, paired future by future."""
    table = plain_table("Difference", "Mean", "95% interval", "Better in")
    for (b, a), found in comparison.differences.items():
        table.add_row(f"{label(b)} against {the(a)}")
        for outcome in SHOWN:
            column = BY_OUTCOME[outcome]
            cells = _difference(column, found[outcome], comparison.replications)
            table.add_row(f"  {title_of(column)}", *cells)
    return table


def _difference(column: Column, found: Difference, of: int) -> tuple[str, str, str]:
    e, finer = found.estimate, 0 if column.is_money else DIFFERENCE_DECIMALS
    mean = show(column, e.mean, signed=True, finer=finer)
    if e.n < 2:
        return mean, MISSING, MISSING
    spread = interval(column, e.low, e.high, signed=True, finer=finer)
    return mean, spread, futures(found.p_better, of) if math.isfinite(found.p_better) else MISSING


def most_likely_best(comparison: Comparison) -> str:
    """Who comes first most often, by each measure; empty where there is nothing to tell."""
    if len(comparison.options) == 1 or comparison.replications == 1:
        return ""
    parts = []
    for name in BEST_BY:
        chances = comparison.probability_best[name]
        known = {option: p for option, p in chances.items() if math.isfinite(p)}
        what = BY_OUTCOME[name].label.lower()
        if not known:
            parts.append(f"on {what} {MISSING}")
            continue
        top = max(known.values())
        first = listed([the(option) for option, p in known.items() if p == top], "or")
        parts.append(f"on {what} {first} ({futures(top, comparison.replications)} futures)")
    return f"Most likely best: {'; '.join(parts)}."


def notes(comparison: Comparison, *, more: str) -> str:
    """How to read the numbers; `more` says how to have more futures."""
    if comparison.replications == 1:
        return f"One simulated future cannot show how sure the answer is: {more}."
    pairing = words.pairing(comparison) if len(comparison.options) > 1 else ""
    text = (
        f"Means over {words.runs(comparison)}, with 95% intervals. Quality and wellbeing run from "
        f"0 to 1. {pairing}"
    )
    return text.strip()
