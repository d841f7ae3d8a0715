"""How scenarios differ in what comes out: each against another, option by option."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alliance_sim.analysis.compare import Comparison, Difference
from alliance_sim.analysis.estimates import chance_better, estimate, variance_removed
from alliance_sim.results.tables import BY_OUTCOME


@dataclass(frozen=True)
class Across:
    """One option in one scenario less the same option in another."""

    scenario: str
    option: str
    differences: Mapping[str, Difference]
    """By outcome."""


def across(
    comparisons: Mapping[str, Comparison], against: str, outcomes: Sequence[str]
) -> list[Across]:
    """Every scenario's options less those of the same name in one of them, future by future.

    Args:
        comparisons: by the scenarios' names; future r has the same luck in all.
        against: the scenario that the others are held against.
        outcomes: which outcomes.
    """
    base = comparisons[against]
    return [
        Across(name, option, {outcome: _less(one, base, option, outcome) for outcome in outcomes})
        for name, one in comparisons.items()
        if name != against
        for option in one.options
        if option in base.options
    ]


def _less(one: Comparison, base: Comparison, option: str, outcome: str) -> Difference:
    count = min(one.replications, base.replications)
    mine = one.values[outcome][:count, one.options.index(option)]
    theirs = base.values[outcome][:count, base.options.index(option)]
    apart = np.asarray(mine - theirs, dtype=np.float64)
    return Difference(
        estimate=estimate(apart),
        p_better=chance_better(apart, BY_OUTCOME[outcome].higher_is_better),
        variance_removed=variance_removed(mine, theirs),
    )
