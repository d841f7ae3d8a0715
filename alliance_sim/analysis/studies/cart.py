"""Scenario discovery by a tree: rules of few words that split the rows in which something is so.

The tree is Breiman and others' (Classification and Regression Trees, 1984), grown and pruned by
scikit-learn; how far it is pruned is decided by cross-validation and the rule of one standard
error, so that it tells no more than the rows can bear.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, number, percent
from alliance_sim.analysis.studies.boxes import (
    Held,
    Limits,
    Members,
    Span,
    held,
    inside,
    plain_settings,
    rule,
)
from alliance_sim.analysis.studies.cases import Cases
from alliance_sim.analysis.studies.events import Event
from alliance_sim.analysis.studies.figures.leaves import draw_leaves
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.wording import told

LEAST_MASS = 0.05
"""Share of the rows that a leaf keeps at least."""

LEAST_ROWS = 10
"""Rows that a leaf keeps at least, however few there are."""

MOST_LEAVES = 8
"""Rules that a reader can hold."""

FOLDS = 5
BEYOND = 1.01
"""How far beyond the last degree of pruning the bare root is tried."""

MOST_PRUNINGS = 20
"""How many degrees of pruning are tried."""


@dataclass(frozen=True)
class Leaf:
    """One rule and what it holds."""

    limits: Limits
    held: Held


@dataclass(frozen=True)
class Tree:
    """The rules of one event, those in which it is most often so first."""

    event: Event
    leaves: tuple[Leaf, ...]
    right: float
    """Share of rows told rightly in cross-validation."""

    usual: float
    """Share told rightly by always saying what is more common."""


@dataclass(frozen=True)
class Column:
    """One column that the tree splits on: a number, or whether a text is this one."""

    factor: str
    is_setting: str | None
    values: Values


def columns(settings: pd.DataFrame) -> list[Column]:
    """What the tree may split on."""
    found = []
    for name in settings.columns:
        if settings[name].dtype != object:
            found.append(Column(name, None, settings[name].to_numpy(dtype=np.float64)))
            continue
        found += [
            Column(name, setting, (settings[name] == setting).to_numpy(dtype=np.float64))
            for setting in sorted(settings[name].unique())
        ]
    return found


def grow(settings: pd.DataFrame, event: Event, seed: int) -> Tree:
    """The pruned tree of one event.

    Args:
        settings: one column a factor: numbers, or text.
        event: what is told apart; so in some rows and not in others.
        seed: seed of the folds, and of the choice between equal splits.
    """
    from sklearn.model_selection import StratifiedKFold, cross_val_score
    from sklearn.tree import DecisionTreeClassifier

    of = columns(settings)
    x, y = np.column_stack([one.values for one in of]), event.holds

    def tree(pruned: float) -> Any:
        return DecisionTreeClassifier(
            min_samples_leaf=max(LEAST_ROWS, int(LEAST_MASS * len(x))),
            max_leaf_nodes=MOST_LEAVES,
            ccp_alpha=pruned,
            random_state=seed,
        )

    path = np.unique(tree(0.0).cost_complexity_pruning_path(x, y).ccp_alphas.clip(0.0))
    # Halfway between two degrees, the tree is the one that the lower of them gives.
    # Beyond the last nothing is left but the root, which says the same of every row.
    tried = np.append(np.sqrt(path[:-1] * path[1:]), BEYOND * path[-1])
    tried = tried[np.unique(np.linspace(0, len(tried) - 1, MOST_PRUNINGS).astype(int))]
    folds = StratifiedKFold(
        min(FOLDS, int(y.sum()), int((~y).sum())), shuffle=True, random_state=seed
    )
    scores = np.array([cross_val_score(tree(float(one)), x, y, cv=folds) for one in tried])
    means, errors = scores.mean(axis=1), scores.std(axis=1, ddof=1) / scores.shape[1] ** 0.5
    best = int(means.argmax())
    chosen = int(np.flatnonzero(means >= means[best] - errors[best])[-1])
    fitted = tree(float(tried[chosen])).fit(x, y)
    leaves = [
        Leaf(limits, held(settings, limits, y)) for limits in _rules(fitted.tree_, of, settings)
    ]
    leaves.sort(key=lambda leaf: (-leaf.held.density, -leaf.held.rows))
    return Tree(event, tuple(leaves), float(means[chosen]), float(max(y.mean(), 1 - y.mean())))


def _rules(grown: Any, of: list[Column], settings: pd.DataFrame) -> list[Limits]:
    """The limits of every leaf, from left to right."""
    found: list[Limits] = []

    def walk(node: int, limits: dict[str, Span | Members]) -> None:
        if grown.children_left[node] < 0:
            found.append(limits)
            return
        split, at = of[grown.feature[node]], float(grown.threshold[node])
        for child, is_low in (
            (grown.children_left[node], True),
            (grown.children_right[node], False),
        ):
            own = _tightened(limits.get(split.factor), split, at, is_low, settings)
            walk(int(child), {**limits, split.factor: own})

    walk(0, {})
    return found


def _tightened(
    known: Span | Members | None, split: Column, at: float, is_low: bool, settings: pd.DataFrame
) -> Span | Members:
    if split.is_setting is not None:
        every = tuple(sorted(settings[split.factor].unique()))
        allowed = known.allowed if isinstance(known, Members) else every
        return Members(tuple(one for one in allowed if (one == split.is_setting) != is_low))
    span = known if isinstance(known, Span) else Span(-np.inf, np.inf)
    # No row lies between the two sides of a split, so neither side loses one to its edge.
    values = split.values
    if is_low:
        return Span(span.low, min(span.high, float(values[values <= at].max())))
    return Span(max(span.low, float(values[values > at].min())), span.high)


def find(cases: Cases, events: list[Event], remark: str, seed: int) -> Finding:
    """Rules that tell where each event is so.

    Args:
        cases: the rows.
        events: what is looked for; each so in some rows and not in others.
        remark: a sentence about what was looked for in vain.
        seed: seed of the folds.
    """
    settings = plain_settings(cases)
    found = [grow(settings, event, seed) for event in events]
    title = _title(cases, found[0])
    paragraph = told(
        "A classification tree splits the rows by one factor at a time, so that each part holds "
        "as nearly as possible only rows in which something is so, or only others.",
        [*(_paragraph(cases, one) for one in found), *([remark] if remark else [])],
        [
            (
                f"The tree is pruned by {FOLDS}-fold cross-validation and the rule of one standard "
                "error."
            ),
            "Shares within a rule are of the rows that made it, and so a little sharp.",
        ],
    )
    tables = {"rules": _table(cases, found), "rows": _members(cases, found, settings)}
    charts = tuple(_chart(cases, one, place) for place, one in enumerate(found))
    return Finding("cart", title, paragraph, tables, charts)


def _chart(cases: Cases, one: Tree, place: int) -> Chart:
    title = _title(cases, one)
    return Chart(
        name="cart" if place == 0 else f"cart_{place + 1}",
        subject=f"Rules that tell where {one.event.words}",
        title=title,
        takeaway=f"{title}.",
        alt=f"Bars of how often it is so under each rule. {title}.",
        description=_paragraph(cases, one),
        table=_table(cases, [one]),
        figure=draw_leaves(
            title,
            capital(one.event.words),
            [(capital(rule(leaf.limits, cases.factors)), leaf.held) for leaf in one.leaves],
        ).figure,
    )


def _title(cases: Cases, one: Tree) -> str:
    if len(one.leaves) < 2:
        return f"No simple rule tells where {one.event.words}"
    first = one.leaves[0]
    return (
        f"{capital(one.event.words)} in {percent(first.held.density)} of the rows with "
        f"{rule(first.limits, cases.factors)}"
    )


def _paragraph(cases: Cases, one: Tree) -> str:
    wanted, of = one.leaves[0].held.wanted, one.leaves[0].held.of
    base = f"{capital(one.event.words)} in {number(wanted)} of {number(of)} rows."
    if len(one.leaves) < 2:
        return f"{base} No rule holds up on rows that had no part in it."
    said = []
    for leaf in (one.leaves[0], one.leaves[-1]):
        low, high = leaf.held.density_interval
        said.append(
            f"with {rule(leaf.limits, cases.factors)}: in {percent(leaf.held.density)} of "
            f"{number(leaf.held.rows)} rows (95% interval {percent(low)} to {percent(high)})"
        )
    return (
        f"{base} {number(len(one.leaves))} rules. Most often {said[0]}. Least often {said[1]}. On "
        f"rows that had no part in it the tree is right in {percent(one.right)}, against "
        f"{percent(one.usual)} for always saying what is more common."
    )


def _table(cases: Cases, found: list[Tree]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "event": one.event.name,
                "rule": place,
                "words": rule(leaf.limits, cases.factors),
                "rows": leaf.held.rows,
                "rows_of_interest": leaf.held.of_interest,
                "density": leaf.held.density,
                "density_low": leaf.held.density_interval[0],
                "density_high": leaf.held.density_interval[1],
                "coverage": leaf.held.coverage,
                "right_in_cross_validation": one.right,
            }
            for one in found
            for place, leaf in enumerate(one.leaves)
        ]
    )


def _members(cases: Cases, found: list[Tree], settings: pd.DataFrame) -> pd.DataFrame:
    """Which rule each row of the design falls under."""
    frames = []
    for one in found:
        under = np.full(len(settings), -1, dtype=np.int64)
        for place, leaf in enumerate(one.leaves):
            under[inside(settings, leaf.limits)] = place
        frames.append(_under(cases.rows, one.event, under))
    return pd.concat(frames, ignore_index=True)


def _under(rows: NDArray[np.int64], event: Event, under: NDArray[np.int64]) -> pd.DataFrame:
    return pd.DataFrame({"event": event.name, "row": rows, "rule": under, "holds": event.holds})
