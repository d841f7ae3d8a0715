"""What a calibration says: what is believed now, how well it fits, and what it does not tell."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, listed, number
from alliance_sim.analysis.studies.figures.fitted import Line, draw_fitted
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.experiments.calibration.figures import Figure
from alliance_sim.experiments.calibration.search import Posterior

LOW, HIGH = 0.025, 0.975
"""Ends of a 95 % range."""

LEARNED = 0.7
"""A number whose range has become narrower than this share of what it was has been learned from."""

DIGITS = 3
REACH = 3.0
"""Errors on either side of a figure that its picture spans."""


def quantiles(values: Values, weights: Values, at: Sequence[float]) -> Values:
    """Weighted quantiles: the value at which so much of the weight lies at or below.

    Args:
        values: Shape (particles,).
        weights: Their weights, not negative, adding up to 1.
        at: Shares of the weight.
    """
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    place = np.searchsorted(reached, np.asarray(at) * reached[-1], side="left")
    return np.asarray(values[order][np.minimum(place, len(values) - 1)])


def summary(found: Posterior) -> pd.DataFrame:
    """What is believed of each factor before and after; tidy, a line a factor."""
    rows = []
    uniform = np.linspace(0, 1, 1001)
    for at, factor in enumerate(found.factors):
        values = found.values(at)
        low, middle, high = quantiles(values, found.weights, (LOW, 0.5, HIGH))
        prior = np.asarray(factor.values_at(uniform), dtype=float)
        before = np.quantile(prior, (LOW, 0.5, HIGH))
        width = before[2] - before[0]
        rows.append(
            {
                "factor": factor.name,
                "unit": factor.unit,
                "prior_low": before[0],
                "prior_median": before[1],
                "prior_high": before[2],
                "low": low,
                "median": middle,
                "high": high,
                "mean": float(values @ found.weights),
                "sd": float(np.sqrt(((values - values @ found.weights) ** 2) @ found.weights)),
                "width_left": (high - low) / width if width > 0 else 1.0,
            }
        )
    return pd.DataFrame(rows)


def checks(found: Posterior) -> pd.DataFrame:
    """Every figure against what the model predicts for it afresh; a line a figure.

    `inside` is whether the figure lies in the 95 % range of the predictions, `share_below` how many
    of them lie below it: near 0 or 1 the model cannot give the figure, whatever fits the rest.
    """
    rows = []
    for at, (name, one) in enumerate(_figures(found).items()):
        drawn = found.predicted[:, at]
        drawn = drawn[np.isfinite(drawn)]
        if not len(drawn):
            continue
        low, middle, high = np.quantile(drawn, (LOW, 0.5, HIGH))
        rows.append(
            {
                "figure": name,
                "label": one.label,
                "unit": one.unit,
                "fitted": name in found.targets,
                "published": one.value,
                "error": one.error,
                "low": low,
                "median": middle,
                "high": high,
                "inside": bool(low - one.error <= one.value <= high + one.error),
                "share_below": float(np.mean(drawn < one.value)),
            }
        )
    return pd.DataFrame(rows)


def particles(found: Posterior) -> pd.DataFrame:
    """The sets that were kept: weight, the value of each factor, what the model gave."""
    table = {"particle": np.arange(len(found.weights)), "weight": found.weights}
    table |= {one.name: found.values(at) for at, one in enumerate(found.factors)}
    table |= {f"model:{name}": found.fits[:, at] for at, name in enumerate(found.targets)}
    return pd.DataFrame(table)


def pairs(found: Posterior) -> pd.DataFrame:
    """Correlation of every two factors among the sets kept: what trades off against what."""
    if len(found.factors) < 2:
        return pd.DataFrame({"factor": [], "other": [], "correlation": []})
    values = np.column_stack([found.values(at) for at in range(len(found.factors))])
    spread = np.cov(values, rowvar=False, aweights=found.weights)
    sd = np.sqrt(np.diag(spread))
    with np.errstate(invalid="ignore", divide="ignore"):
        related = spread / np.outer(sd, sd)
    names = [one.name for one in found.factors]
    return pd.DataFrame(
        [
            {"factor": names[a], "other": names[b], "correlation": related[a, b]}
            for a in range(len(names))
            for b in range(a + 1, len(names))
        ]
    )


def calibrated(found: Posterior) -> Finding:
    """Everything that a calibration says, as tables, figures and a paragraph."""
    told, held = summary(found), checks(found)
    predictions = pd.DataFrame(
        {
            "draw": np.repeat(np.arange(len(found.drawn)), found.predicted.shape[1]),
            "particle": np.repeat(found.drawn, found.predicted.shape[1]),
            "figure": np.tile([*_figures(found)], len(found.drawn)),
            "model": found.predicted.ravel(),
        }
    )
    title = _title(found, told)
    return Finding(
        "calibration",
        title,
        _paragraph(found, told, held),
        {
            "posterior": particles(found),
            "summary": told,
            "correlations": pairs(found),
            "checks": held,
            "predictions": predictions,
            "rounds": found.rounds,
        },
        (_believed(found, told, title), _predicted(held)),
    )


def _figures(found: Posterior) -> dict[str, Figure]:
    return {**found.targets, **found.held_out}


def _learned(told: pd.DataFrame) -> list[str]:
    return [row.factor for row in told.itertuples() if row.width_left < LEARNED]


def _label(found: Posterior, name: str) -> str:
    return next(one.label for one in found.factors if one.name == name)


def _title(found: Posterior, told: pd.DataFrame) -> str:
    learned = _learned(told)
    if not learned:
        return "The figures say little about the numbers that were fitted"
    names = listed([_label(found, name) for name in learned])
    return f"The figures narrow {len(learned)} of {len(told)} numbers: {names}"


def _paragraph(found: Posterior, told: pd.DataFrame, held: pd.DataFrame) -> str:
    tried, last = int(found.rounds["tried"].sum()), found.rounds.iloc[-1]
    effective = 1 / float((found.weights**2).sum())
    begun = (
        f"{number(tried)} sets of {len(told)} numbers were tried in {len(found.rounds)} rounds. "
        f"The {len(found.weights)} sets kept last lie within {number(last.distance_allowed, 2)} "
        "errors of the figures on average (root mean square), and count for about "
        f"{number(effective)} independent ones."
    )
    parts = [begun]
    for row in told.itertuples():
        now = f"{_said(row.median)} ({_said(row.low)} to {_said(row.high)})"
        before = f"{_said(row.prior_low)} to {_said(row.prior_high)}"
        unit = f" {row.unit}" if row.unit else ""
        parts.append(f"{capital(_label(found, row.factor))}: {now}{unit}; before, {before}.")
    strong = [row for row in pairs(found).itertuples() if abs(row.correlation) > LEARNED]
    for row in strong:
        way = "rise together" if row.correlation > 0 else "trade off"
        parts.append(
            f"{capital(_label(found, row.factor))} and {_label(found, row.other)} {way} "
            f"(correlation {row.correlation:.2f}), so that the figures tell less of each alone."
        )
    outside = held[~held.inside]
    fits = held[held.fitted]
    parts.append(
        f"Simulated afresh from {len(found.drawn)} draws, the model gives "
        f"{int(fits.inside.sum())} of {len(fits)} fitted figures within their error, and "
        f"{int(held[~held.fitted].inside.sum())} of {int((~held.fitted).sum())} that were not "
        "fitted."
    )
    if len(outside):
        parts.append(f"It misses: {listed([str(name) for name in outside.label])}.")
    parts.append(
        "What is found holds given the model and what was believed beforehand; a figure that the "
        "model misses says that it lacks something, not that the figure is wrong."
    )
    return " ".join(parts)


def _said(value: float) -> str:
    return f"{value:.{DIGITS}g}"


def _believed(found: Posterior, told: pd.DataFrame, title: str) -> Chart:
    lines = []
    for row in told.itertuples():
        span = row.prior_high - row.prior_low or 1.0

        def place(value: float, low: float = row.prior_low, span: float = span) -> float:
            return (value - low) / span

        words = (
            f"{_said(row.median)} ({_said(row.low)} to {_said(row.high)}), "
            f"before {_said(row.prior_low)} to {_said(row.prior_high)}"
        )
        lines.append(
            Line(
                capital(_label(found, row.factor)),
                (0.0, 1.0),
                place(row.low),
                place(row.median),
                place(row.high),
                words,
            )
        )
    note = "Band: 95% range believed before. Line: 95% range after; mark: its middle."
    sheet = draw_fitted(
        title,
        note,
        lines,
        "place in the range believed before",
        [(0.0, "lowest"), (0.5, "middle"), (1.0, "highest")],
        (0.0, 1.0),
    )
    text = "; ".join(f"{line.name} {line.words}" for line in lines)
    return Chart(
        "believed",
        "What is believed of each fitted number before and after",
        title,
        f"{title}.",
        f"Rows with a band for what was believed before and a line for after: {text}.",
        f"{note} {text}.",
        told,
        sheet.figure,
    )


def _predicted(held: pd.DataFrame) -> Chart:
    missed = [str(row.label) for row in held.itertuples() if not row.inside]
    title = (
        f"The model gives {len(held) - len(missed)} of {len(held)} figures within their error"
        + (f"; it misses {listed([name.lower() for name in missed])}" if missed else "")
    )
    lines = [
        Line(
            str(row.label),
            (-1.0, 1.0),
            (row.low - row.published) / row.error,
            (row.median - row.published) / row.error,
            (row.high - row.published) / row.error,
            f"{_said(row.median)} ({_said(row.low)} to {_said(row.high)}); "
            f"published {_said(row.published)} {row.unit}",
            is_hollow=not row.fitted,
        )
        for row in held.itertuples()
    ]
    note = (
        "Band: the figure with its error. Line: 95% range of what the model gives afresh; full "
        "marks were fitted, hollow ones were not."
    )
    sheet = draw_fitted(
        title,
        note,
        lines,
        "errors away from the figure",
        [(-REACH, "-3"), (-1.0, "-1"), (0.0, "0"), (1.0, "1"), (REACH, "3")],
        (-REACH, REACH),
    )
    text = "; ".join(f"{line.name} {line.words}" for line in lines)
    return Chart(
        "predicted",
        "The model against every figure",
        title,
        f"{title}.",
        f"Rows with a band for each figure and a line for the model: {text}.",
        f"{note} {text}.",
        held,
        sheet.figure,
    )
