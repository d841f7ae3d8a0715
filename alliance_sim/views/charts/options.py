"""The picture that pages begin with: cost, quality as lived and wellbeing under each option."""

from collections.abc import Mapping

import pandas as pd

from alliance_sim.analysis import takeaways, words
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures.options import direction, heading
from alliance_sim.analysis.formats import interval, label, show, the
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views.charts.dots import Dot, dots_spec
from alliance_sim.views.charts.shown import Panel, Shown

PANELS = (words.COST, words.LIVED, words.WELLBEING)

Shift = Mapping[str, Mapping[str, float]]
"""How far each mean is moved, by option and outcome."""


def options(
    comparison: Comparison,
    *,
    before: Comparison | None = None,
    shift: Shift | None = None,
) -> Shown:
    """Options in rows; cost, quality as lived and wellbeing side by side.

    Args:
        comparison: what is shown.
        before: what stood there before the last change, drawn hollow.
        shift: how far an estimate moves each mean; ranges move along.
    """
    title = takeaways.side_by_side(comparison) if shift is None else moved_title(comparison, shift)
    note = words.basis(comparison) if shift is None else ""
    return Shown(
        name="options",
        title=title,
        panels=tuple(_panel(comparison, name, before, shift, title) for name in PANELS),
        description=(
            "Each option has a mark at its mean in each panel, and a line over the 95% interval "
            f"of the mean. {title}. The axes do not start at 0."
        ),
        table=_table(comparison, shift),
        note=f"{note} Scores run from 0 to 1. The axes do not start at 0.".strip(),
    )


def _panel(
    comparison: Comparison,
    name: str,
    before: Comparison | None,
    shift: Shift | None,
    title: str,
) -> Panel:
    column = BY_OUTCOME[name]
    rows = _dots(comparison, name, shift)
    told = "; ".join(f"{label(o)} {show(column, dot.mean)}" for o, dot in rows.items())
    same = before is not None and before.options == comparison.options
    # Scores need no unit here: the note gives it, and a heading of one line keeps panels level.
    named = heading(column) if column.is_money else column.label
    return Panel(
        heading=f"{named}, {direction(column)}",
        chart=dots_spec(
            column,
            rows,
            comparison.options,
            before=_dots(before, name, None) if before is not None and same else None,
        ),
        alt=f"{heading(column)}: {told}. {title}.",
    )


def _dots(comparison: Comparison, name: str, shift: Shift | None) -> dict[str, Dot]:
    found = {}
    for option in comparison.options:
        e, by = comparison.outcomes[option][name], shift[option][name] if shift else 0.0
        found[option] = Dot(e.mean + by, e.low + by, e.high + by)
    return found


def moved_title(comparison: Comparison, shift: Shift) -> str:
    """What an estimate says of the options, without more than an estimate can say."""
    cost, wellbeing = BY_OUTCOME[words.COST], BY_OUTCOME[words.WELLBEING]
    cheapest = _first(comparison, cost, shift, sign=-1)
    best = _first(comparison, wellbeing, shift, sign=1)
    if cheapest == best:
        return f"By this estimate {the(best)} costs least and has the highest wellbeing"
    return (
        f"By this estimate {the(cheapest)} costs least, and {the(best)} has the highest wellbeing"
    )


def _first(comparison: Comparison, column: Column, shift: Shift, sign: int) -> str:
    found = _dots(comparison, column.name, shift)
    return max(found, key=lambda option: sign * found[option].mean)


def _table(comparison: Comparison, shift: Shift | None) -> pd.DataFrame:
    rows = []
    for option in comparison.options:
        row = {"Option": label(option)}
        for name in (*PANELS, words.BENEFIT):
            column = BY_OUTCOME[name]
            e, by = comparison.outcomes[option][name], shift[option][name] if shift else 0.0
            spread = f" ({interval(column, e.low, e.high)})" if e.n > 1 and not shift else ""
            row[heading(column)] = show(column, e.mean + by) + spread
        rows.append(row)
    return pd.DataFrame(rows)
