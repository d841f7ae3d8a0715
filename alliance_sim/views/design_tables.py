"""A search for contract terms, as a person reads it in a terminal and a program as JSON."""

from typing import Any

from rich.table import Table

from alliance_sim.analysis.design import Design
from alliance_sim.analysis.figures.terms import aim_words, change_words
from alliance_sim.analysis.formats import label, number, show
from alliance_sim.views.screen import cell, plain_table

FINER = 1
"""Decimals more than a level has: differences are smaller."""


def points(design: Design) -> Table:
    """The front: each point's terms, and each aim with its change on other luck beneath."""
    heads = [aim_words(design, place) for place in range(len(design.aims))]
    table = plain_table("Point", *(label(term.name) for term in design.terms), *heads)
    now = [
        show(aim.measure.column, value, finer=FINER)
        for aim, value in zip(design.aims, design.now.aims, strict=True)
    ]
    table.add_row("now", *("" for _ in design.terms), *now)
    for place, one in enumerate(design.front, start=1):
        aims = []
        for n, aim in enumerate(design.aims):
            mean, spread = change_words(design, one, n)
            level = show(aim.measure.column, one.judged.aims[n], finer=FINER)
            aims.append(cell(level, mean, spread))
        broken = "" if one.keeps_the_limits else "*"
        terms = [f"{one.point[term.name]:g}" for term in design.terms]
        table.add_row(f"{place}{broken}", *terms, *aims)
    return table


def notes(design: Design) -> str:
    """How to read the table."""
    text = (
        f"Best of {number(len(design.tried))} sets of terms, each in the same "
        f"{number(design.replications)} futures. Beneath: change against the present contract in "
        f"{number(design.test_replications)} futures of seed {design.test_seed}, which no terms "
        "were chosen by, with its 95% interval."
    )
    if design.limits:
        held = all(one.keeps_the_limits for one in design.front)
        named = ", ".join(limit.name for limit in design.limits)
        text += f" Limits: {named}."
        text += "" if held else " *: on that other luck a limit is overstepped."
    return text


def as_dict(design: Design) -> dict[str, Any]:
    """The search for programs."""
    names = [aim.measure.name for aim in design.aims]
    limits = [limit.name for limit in design.limits]
    return {
        "option": design.option,
        "seed": design.seed,
        "replications": design.replications,
        "test_seed": design.test_seed,
        "test_replications": design.test_replications,
        "tries": len(design.tried),
        "terms": [
            {"name": term.name, "low": term.low, "high": term.high, "step": term.step}
            for term in design.terms
        ],
        "aims": [
            {"name": aim.measure.name, "higher_is_better": aim.higher_is_better}
            for aim in design.aims
        ],
        "limits": limits,
        "now": {
            "aims": dict(zip(names, design.now.aims, strict=True)),
            "limits_on_other_luck": dict(zip(limits, design.now_limits, strict=True)),
        },
        "front": [
            {
                "point": place,
                "terms": dict(one.point),
                "aims": dict(zip(names, one.judged.aims, strict=True)),
                "against_now_on_other_luck": {
                    name: {"mean": change.mean, "ci95": [change.low, change.high]}
                    for name, change in zip(names, one.changes, strict=True)
                },
                "limits_on_other_luck": dict(zip(limits, one.limits, strict=True)),
                "keeps_the_limits_on_other_luck": one.keeps_the_limits,
            }
            for place, one in enumerate(design.front, start=1)
        ],
    }
