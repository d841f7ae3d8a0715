"""Scenario discovery by PRIM: the ranges of factors in which something is nearly always so.

PRIM peels a thin slice off the box of all rows, again and again, wherever that raises the share of
rows in which the event is so. Which box on the way is the one to tell is for the analyst: the whole
trajectory is handed over, and the box at its knee is pointed at by a stated rule. The algorithm is
Friedman and Fisher's (Statistics and Computing 9, 1999), used for scenario discovery after Bryant
and Lempert (Technological Forecasting and Social Change 77, 2010); the code is the EMA workbench's.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, number, percent
from alliance_sim.analysis.studies.boxes import (
    Held,
    Limits,
    Members,
    Span,
    held,
    plain_settings,
    rule,
)
from alliance_sim.analysis.studies.cases import Cases
from alliance_sim.analysis.studies.events import Event
from alliance_sim.analysis.studies.figures.peeling import draw_peeling
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.wording import told

PEEL, LEAST_MASS = 0.05, 0.05
"""Share of the rows that a slice takes off, and that a box keeps at least."""

LEAST_ROWS = 10
"""An event must be so in so many rows, and not so in as many; a box keeps as many too."""

SAME = 1e-12
"""Boxes whose distances from the line differ by less lie equally far from it."""

SURE = 0.05
"""A limit whose quasi-p is below this is unlikely to be there by chance."""


@dataclass(frozen=True)
class Box:
    """One box on the trajectory."""

    limits: Limits
    held: Held
    quasi_p: dict[str, tuple[float, float]]
    """By restricted factor, of its low and its high end; NaN for an end that does not bind."""


@dataclass(frozen=True)
class Peeled:
    """The boxes of one event, from all rows to the smallest, and the one at the knee."""

    event: Event
    boxes: tuple[Box, ...]
    knee: int
    elsewhere: Held
    """What the box at the knee of one half of the rows holds of the other half."""

    @property
    def chosen(self) -> Box:
        """The box at the knee."""
        return self.boxes[self.knee]


def peel(settings: pd.DataFrame, holds: NDArray[np.bool_]) -> tuple[Box, ...]:
    """The boxes that PRIM finds, the one of all rows first.

    Args:
        settings: one column a factor: numbers, or text.
        holds: in which rows the event is so.
    """
    counts = [name for name in settings if pd.api.types.is_integer_dtype(settings[name])]
    with warnings.catch_warnings():
        # What the library says of packages it can do without, and of its own use of pandas.
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        found = prim.Prim(
            # Its limits lie between two settings, which whole numbers have no room for.
            settings.reset_index(drop=True).astype(dict.fromkeys(counts, np.float64)),
            holds,
            threshold=0.0,
            peel_alpha=PEEL,
            mass_min=max(LEAST_MASS, LEAST_ROWS / len(settings)),
        )
        box = found.find_box()
    whole = found.box_init
    boxes = []
    for limits, quasi in zip(box.box_lims, box.qp, strict=True):
        own = {name: _rounded(one, name in counts) for name, one in _limits(limits, whole).items()}
        boxes.append(Box(own, held(settings, own, holds), _quasi(quasi, own)))
    return tuple(boxes)


def _rounded(limit: Span | Members, is_count: bool) -> Span | Members:
    """A limit on the whole numbers that lie within it."""
    if isinstance(limit, Members) or not is_count:
        return limit
    return Span(float(np.ceil(limit.low)), float(np.floor(limit.high)))


def _limits(box: pd.DataFrame, whole: pd.DataFrame) -> dict[str, Span | Members]:
    found: dict[str, Span | Members] = {}
    for name in whole.columns:
        low, high = box[name].iloc[0], box[name].iloc[1]
        least, most = whole[name].iloc[0], whole[name].iloc[1]
        if isinstance(least, set):
            if low != least:
                found[name] = Members(tuple(sorted(low)))
        elif low > least or high < most:
            found[name] = Span(
                float(low) if low > least else -np.inf, float(high) if high < most else np.inf
            )
    return found


def _quasi(found: dict[str, list[float]], limits: Limits) -> dict[str, tuple[float, float]]:
    return {
        name: (
            float(found[name][0]) if found[name][0] >= 0 else np.nan,
            float(found[name][1]) if found[name][1] >= 0 else np.nan,
        )
        for name in limits
        if name in found
    }


def knee(boxes: tuple[Box, ...]) -> int:
    """The box at the knee of the trajectory.

    It is the one that lies farthest above the straight line from the first box to the last, in the
    plane of coverage and density: beyond it, a little more density costs a lot of coverage.
    """
    points = np.array([(one.held.coverage, one.held.density) for one in boxes])
    along = points[-1] - points[0]
    away = points - points[0]
    above = along[1] * away[:, 0] - along[0] * away[:, 1]
    # Of boxes that lie equally far the densest is told, and of those the one with fewest limits.
    farthest = [int(place) for place in np.flatnonzero(above >= above.max() - SAME)]
    return max(farthest, key=lambda place: (points[place, 1], -len(boxes[place].limits), -place))


def discover(settings: pd.DataFrame, event: Event) -> Peeled:
    """The boxes of one event, and a check of the choice on rows that had no part in it."""
    boxes = peel(settings, event.holds)
    other = np.arange(len(settings)) % 2 == 1
    elsewhere = Held(0, 0, 0, 0)
    if event.holds[~other].any() and not event.holds[~other].all():
        half = peel(settings[~other], event.holds[~other])
        limits = half[knee(half)].limits
        elsewhere = held(settings[other], limits, event.holds[other])
    return Peeled(event, boxes, knee(boxes), elsewhere)


def find(cases: Cases, events: list[Event], remark: str) -> Finding:
    """Boxes in which each event is nearly always so.

    Args:
        cases: the rows.
        events: what is looked for; each so in some rows and not in others.
        remark: a sentence about what was looked for in vain.
    """
    settings = plain_settings(cases)
    found = [discover(settings, event) for event in events]
    title = _title(cases, found[0])
    paragraph = told(
        "PRIM looks for the ranges of factors in which something is nearly always so. Density is "
        "the share of the rows inside a box in which it is so; coverage is the share of all rows "
        "in which it is so that lie inside.",
        [*(_paragraph(cases, one) for one in found), *([remark] if remark else [])],
        [
            (
                "The box is the one at the knee of the trajectory: farthest above the straight "
                "line from the first box to the last."
            ),
            "The trajectory table has every other, to choose by one's own judgement.",
        ],
    )
    tables = {"trajectory": _trajectory(found), "limits": _limit_table(cases, found)}
    charts = tuple(_chart(cases, one, place) for place, one in enumerate(found))
    return Finding("prim", title, paragraph, tables, charts)


def _chart(cases: Cases, one: Peeled, place: int) -> Chart:
    title = _title(cases, one)
    return Chart(
        name="prim" if place == 0 else f"prim_{place + 1}",
        subject=f"The rows in which {one.event.words}",
        title=title,
        takeaway=f"{title}.",
        alt=f"Coverage against density of every box, and the limits of the box chosen. {title}.",
        description=_paragraph(cases, one),
        table=_limit_table(cases, [one]),
        figure=draw_peeling(
            title,
            capital(one.event.words),
            [(box.held.coverage, box.held.density) for box in one.boxes],
            one.knee,
            one.chosen.limits,
            cases,
        ).figure,
    )


def _title(cases: Cases, one: Peeled) -> str:
    box = one.chosen
    if not box.limits:
        return f"No range of factors tells where {one.event.words}"
    return (
        f"{capital(one.event.words)} in {percent(box.held.density)} of the rows with "
        f"{rule(box.limits, cases.factors)}"
    )


def _paragraph(cases: Cases, one: Peeled) -> str:
    box, event = one.chosen, one.event
    base = f"{capital(event.words)} in {number(box.held.wanted)} of {number(box.held.of)} rows."
    if not box.limits:
        return f"{base} No box does better than all rows together."
    low, high = box.held.density_interval
    doubtful = [
        name
        for name, ends in box.quasi_p.items()
        if not min((end for end in ends if np.isfinite(end)), default=1.0) < SURE
    ]
    chance = (
        f" {number(len(doubtful))} of its {number(len(box.limits))} limits may well be there by "
        "chance (quasi-p of 0.05 or more)."
        if doubtful
        else " None of its limits is likely to be there by chance (quasi-p below 0.05 each)."
    )
    other = one.elsewhere
    check = (
        " A box found in the even rows alone has a density of "
        f"{percent(other.density)} and a coverage of {percent(other.coverage)} in the odd rows."
        if other.rows
        else ""
    )
    return (
        f"{base} The box: {rule(box.limits, cases.factors)}. Of its {number(box.held.rows)} rows "
        f"it is so in {number(box.held.of_interest)}: density {percent(box.held.density)} "
        f"(95% interval, the box taken as given, {percent(low)} to {percent(high)}), coverage "
        f"{percent(box.held.coverage)}.{chance}{check}"
    )


def _trajectory(found: list[Peeled]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "event": one.event.name,
                "box": place,
                "coverage": box.held.coverage,
                "density": box.held.density,
                "mass": box.held.rows / box.held.of,
                "rows": box.held.rows,
                "rows_of_interest": box.held.of_interest,
                "factors_restricted": len(box.limits),
                "is_knee": place == one.knee,
            }
            for one in found
            for place, box in enumerate(one.boxes)
        ]
    )


def _limit_table(cases: Cases, found: list[Peeled]) -> pd.DataFrame:
    units = {factor.name: factor.unit for factor in cases.factors}
    rows = [
        {
            "event": one.event.name,
            "box": place,
            "factor": name,
            "factor_unit": units[name],
            "low": limit.low if isinstance(limit, Span) and np.isfinite(limit.low) else np.nan,
            "high": limit.high if isinstance(limit, Span) and np.isfinite(limit.high) else np.nan,
            "allowed": ", ".join(limit.allowed) if isinstance(limit, Members) else "",
            "quasi_p_low": box.quasi_p.get(name, (np.nan, np.nan))[0],
            "quasi_p_high": box.quasi_p.get(name, (np.nan, np.nan))[1],
            "is_knee": place == one.knee,
        }
        for one in found
        for place, box in enumerate(one.boxes)
        for name, limit in box.limits.items()
    ]
    columns = ("event", "box", "factor", "factor_unit", "low", "high", "allowed")
    more = ("quasi_p_low", "quasi_p_high", "is_knee")
    return pd.DataFrame(rows, columns=[*columns, *more])
