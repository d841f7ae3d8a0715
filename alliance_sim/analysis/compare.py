"""Compare the options of a scenario, future by future."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from alliance_sim.analysis.bearing import Sharing
from alliance_sim.analysis.estimates import (
    Estimate,
    Values,
    bad_year,
    chance_best,
    chance_better,
    chance_of_loss,
    estimate,
    share_of_variance,
    variance_removed,
)
from alliance_sim.results.columns import Party
from alliance_sim.results.tables import OUTCOMES, PARTIES

BEST_BY: Mapping[str, bool] = {
    "net_monetary_benefit_gbp": True,
    "cost_total_gbp": False,
    "wellbeing": True,
}
"""Outcomes for which the chance of being best is told, and whether higher is better."""

Pair = tuple[str, str]
"""(b, a): the difference is b less a, and a comes first in the scenario."""


@dataclass(frozen=True)
class Risk:
    """What one party stands to gain or lose under one option, a year."""

    mean: float
    sd: float
    cvar95: float
    """Mean of the worst 5 % of futures: a bad year."""

    p_loss: float
    variance_share: float
    """Share of the variance of all money together; NaN for parties whose result is not money."""

    n: int


@dataclass(frozen=True)
class Difference:
    """One outcome under b less under a, paired by future."""

    estimate: Estimate
    p_better: float
    """Share of futures in which b does better; NaN where neither direction is better."""

    variance_removed: float
    """Share of the variance that pairing takes away."""


@dataclass(frozen=True)
class Comparison:
    """Everything that the numbers of a run say about its options."""

    options: tuple[str, ...]
    replications: int
    outcomes: Mapping[str, Mapping[str, Estimate]]
    """By option, then by outcome."""

    risk: Mapping[str, Mapping[str, Risk]]
    """By option, then by party."""

    differences: Mapping[Pair, Mapping[str, Difference]]
    """By pair (b, a), then by outcome."""

    probability_best: Mapping[str, Mapping[str, float]]
    """By outcome, then by option."""

    values: Mapping[str, Values]
    """By outcome or party column: one row a future, one column an option."""

    def difference(self, b: str, a: str, outcome: str) -> Difference:
        """The difference b less a, whichever of the two comes first in the scenario."""
        if (b, a) in self.differences:
            return self.differences[b, a][outcome]
        known = self.differences[a, b][outcome]
        e = known.estimate
        turned = Estimate(-e.mean, e.sd, -e.high, -e.low, e.n)
        return Difference(turned, 1 - known.p_better, known.variance_removed)

    def as_dict(
        self,
        *,
        scenario: str,
        version: str,
        seed: int,
        scenario_hash: str,
        sharing: Mapping[str, Sharing] | None = None,
    ) -> dict[str, Any]:
        """The shape of `compare --json`; what is not known is None.

        With `sharing`, from `bearing`, it says more of each party, and of single providers.
        """
        more = sharing or {}
        return {
            "scenario": scenario,
            "version": version,
            "seed": seed,
            "replications": self.replications,
            "scenario_hash": scenario_hash,
            "options": {
                option: {
                    "outcomes": {
                        name: {"mean": _n(e.mean), "sd": _n(e.sd), "ci95": [_n(e.low), _n(e.high)]}
                        for name, e in self.outcomes[option].items()
                    },
                    "risk": {
                        party: {
                            "mean": _n(risk.mean),
                            "sd": _n(risk.sd),
                            "cvar95": _n(risk.cvar95),
                            "p_loss": _n(risk.p_loss),
                            "variance_share": _n(risk.variance_share),
                            **(_known(more[option].more_on(party)) if more else {}),
                        }
                        for party, risk in self.risk[option].items()
                    },
                    **({"risk_sharing": _known(more[option].as_dict())} if more else {}),
                }
                for option in self.options
            },
            "differences": {
                f"{b}-{a}": {
                    name: {
                        "mean": _n(d.estimate.mean),
                        "ci95": [_n(d.estimate.low), _n(d.estimate.high)],
                        "p_better": _n(d.p_better),
                    }
                    for name, d in by_outcome.items()
                }
                for (b, a), by_outcome in self.differences.items()
            },
            "probability_best": {
                name: {option: _n(chance) for option, chance in by_option.items()}
                for name, by_option in self.probability_best.items()
            },
        }

    def summary(self) -> pd.DataFrame:
        """One row per option and outcome or party, for `summary.csv`: mean, sd, 95 % interval."""
        columns = (*OUTCOMES, *(party.column for party in PARTIES))
        units = {column.name: column.unit for column in columns}
        rows = [
            {
                "option": option,
                "outcome": name,
                "unit": units[name],
                "mean": e.mean,
                "sd": e.sd,
                "ci95_low": e.low,
                "ci95_high": e.high,
                "replications": e.n,
            }
            for place, option in enumerate(self.options)
            for name in units
            for e in [estimate(self.values[name][:, place])]
        ]
        return pd.DataFrame(rows)


def _n(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _known(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same with None for every number that is not known."""
    return {
        name: _known(value)
        if isinstance(value, Mapping)
        else _n(value)
        if isinstance(value, float)
        else value
        for name, value in told.items()
    }


def compare(outcomes: pd.DataFrame) -> Comparison:
    """Compare options from the stored outcomes: levels, risks and paired differences.

    Args:
        outcomes: the outcomes table; options in the order in which they first appear, the
            first being the one that others are held against.

    Returns:
        The comparison. Differences are paired by replication, so luck that two options share
        cancels out.

    Raises:
        ValueError: the table is empty, lacks a column, or holds an option and replication twice.
    """
    columns = [column.name for column in OUTCOMES] + [party.column.name for party in PARTIES]
    if missing := [name for name in ("option", "replication", *columns) if name not in outcomes]:
        raise ValueError(f"the outcomes lack {', '.join(missing)}")
    if outcomes.empty:
        raise ValueError("there are no outcomes to compare")
    if outcomes.duplicated(["option", "replication"]).any():
        raise ValueError("an option and replication stand twice in the outcomes")
    options = tuple(str(option) for option in outcomes["option"].unique())
    wide = outcomes.pivot(index="replication", columns="option", values=columns)
    values = {
        name: wide[name][list(options)].to_numpy(dtype=np.float64, na_value=np.nan)
        for name in columns
    }
    place = {option: index for index, option in enumerate(options)}
    return Comparison(
        options=options,
        replications=len(wide),
        outcomes={
            option: {
                column.name: estimate(values[column.name][:, place[option]]) for column in OUTCOMES
            }
            for option in options
        },
        risk={option: _risks(values, place[option]) for option in options},
        differences={
            (b, a): _differences(values, place[b], place[a]) for a, b in combinations(options, 2)
        },
        probability_best={
            name: dict(zip(options, chance_best(values[name], up).tolist(), strict=True))
            for name, up in BEST_BY.items()
        },
        values=values,
    )


def _risks(values: Mapping[str, Values], place: int) -> dict[str, Risk]:
    results = {party.name: values[party.column.name][:, place] for party in PARTIES}
    # Parts of a party are left out of the total: their pounds are in the whole already.
    whole = [results[party.name] for party in PARTIES if party.is_money and party.part_of is None]
    total = np.sum(whole, axis=0)
    return {party.name: _risk(party, results[party.name], total) for party in PARTIES}


def _risk(party: Party, result: Values, total: Values) -> Risk:
    known = estimate(result)
    return Risk(
        mean=known.mean,
        sd=known.sd,
        cvar95=bad_year(result),
        p_loss=chance_of_loss(result),
        variance_share=share_of_variance(result, total) if party.is_money else math.nan,
        n=known.n,
    )


def _differences(values: Mapping[str, Values], b: int, a: int) -> dict[str, Difference]:
    found = {}
    for column in OUTCOMES:
        one, other = values[column.name][:, b], values[column.name][:, a]
        apart = one - other
        found[column.name] = Difference(
            estimate=estimate(apart),
            p_better=chance_better(apart, column.higher_is_better),
            variance_removed=variance_removed(one, other),
        )
    return found
