"""Figures of a comparison, each with its message, its words and its table."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from alliance_sim.analysis.appraisal import WellbeingScale
from alliance_sim.analysis.bearing import Sharing
from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.figures import (
    acceptability,
    differences,
    elements,
    measured,
    months,
    options,
    plane,
    premiums,
    risk,
)
from alliance_sim.analysis.figures import sources as by_source
from alliance_sim.analysis.figures.chart import Chart, files
from alliance_sim.analysis.sources import Sources

__all__ = ["Chart", "build", "files", "plans"]

Plan = Callable[[], Chart]


def build(
    comparison: Comparison,
    monthly: pd.DataFrame,
    *,
    scale: WellbeingScale,
    warm_up: int,
    sharing: Mapping[str, Sharing] | None = None,
    sources: Sources | None = None,
) -> Sequence[Chart]:
    """Build every figure that a comparison allows, in the order of the report.

    Args:
        comparison: the comparison.
        monthly: the monthly table of the same run.
        scale: how wellbeing becomes life-satisfaction point-years, and those pounds.
        warm_up: months of the inherited arrangement.
        sharing: who bears the risk in pounds under each option, from `bearing`.
        sources: each party's risk by source of luck, from `by_source`.

    Returns:
        The charts. Those that hold one option against another are left out where there is
        only one.
    """
    planned = plans(
        comparison, monthly, scale=scale, warm_up=warm_up, sharing=sharing, sources=sources
    )
    return tuple(plan() for plan in planned.values())


def plans(
    comparison: Comparison,
    monthly: pd.DataFrame,
    *,
    scale: WellbeingScale,
    warm_up: int,
    sharing: Mapping[str, Sharing] | None = None,
    sources: Sources | None = None,
) -> Mapping[str, Plan]:
    """How to build each figure by what it shows, so that one that fails need not stop the rest.

    Args:
        comparison: as for `build`, like all that follow.
        monthly: as for `build`.
        scale: as for `build`.
        warm_up: as for `build`.
        sharing: as for `build`.
        sources: as for `build`.
    """
    several, many = len(comparison.options) > 1, comparison.replications > 1
    found: dict[str, Plan] = {"the options side by side": lambda: options.build(comparison)}
    if several:
        found["what changes between options"] = lambda: differences.build(comparison)
    found["who bears what"] = lambda: risk.build(comparison)
    # One future has no swing to share out.
    if many:
        found["each party's share of the swing"] = lambda: risk.build_shares(comparison)
    if sharing and many:
        found["what bearing the risk costs"] = lambda: premiums.build(sharing)
    if sources:
        found["risk by source of luck"] = lambda: by_source.build(sources)
    found["the five elements of wellbeing"] = lambda: elements.build(comparison)
    found["measured against lived quality"] = lambda: measured.build(comparison)
    if several:
        found["cost against wellbeing"] = lambda: plane.build(comparison, scale)
        found["value for money"] = lambda: acceptability.build(comparison, scale)
    found["month by month"] = lambda: months.build(comparison, monthly, warm_up)
    return found
