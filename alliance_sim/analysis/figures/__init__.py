"""Figures of a comparison, each with its message, its words and its table."""

from collections.abc import Mapping, Sequence

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

__all__ = ["Chart", "build", "files"]


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
    several = len(comparison.options) > 1
    return (
        options.build(comparison),
        *([differences.build(comparison)] if several else []),
        risk.build(comparison),
        # One future has no swing to share out.
        *([risk.build_shares(comparison)] if comparison.replications > 1 else []),
        *([premiums.build(sharing)] if sharing and comparison.replications > 1 else []),
        *([by_source.build(sources)] if sources else []),
        elements.build(comparison),
        measured.build(comparison),
        *([plane.build(comparison, scale)] if several else []),
        *([acceptability.build(comparison, scale)] if several else []),
        months.build(comparison, monthly, warm_up),
    )
