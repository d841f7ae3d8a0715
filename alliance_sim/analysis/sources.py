"""How much of each party's risk comes from each source of luck, and how well that is known.

A future and its twin differ in one source's luck alone. Half the mean squared difference of the
two is the variance that the source adds, the other luck being what it is: nothing if the source
moves nothing. In the words of sensitivity analysis, it is the source's total effect, by Jansen's
estimate. Where sources act together, what they do jointly counts for each of them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alliance_sim.analysis.estimates import NOTHING, Estimate, Values, estimate
from alliance_sim.results.columns import Party
from alliance_sim.results.tables import PARTIES


@dataclass(frozen=True)
class FromSource:
    """What one source adds to one party's risk under one option."""

    variance: Estimate
    """In the square of the party's unit, with its 95 % interval."""

    share: float
    """Of what all sources add; the shares of a party's sources add to one."""

    share_se: float
    """Standard error of that share, by leaving out each future in turn."""

    @property
    def swing(self) -> float:
        """The standard deviation that the source alone would make, in the party's unit."""
        return math.sqrt(self.variance.mean)

    @property
    def swing_interval(self) -> tuple[float, float]:
        """Its 95 % interval."""
        low, high = self.variance.low, self.variance.high
        return math.sqrt(max(low, 0.0)) if low == low else low, math.sqrt(high)


@dataclass(frozen=True)
class Sources:
    """Every party's risk by source, under every option."""

    options: tuple[str, ...]
    sources: tuple[str, ...]
    replications: int
    found: Mapping[tuple[str, str, str], FromSource]
    """By option, party and source; parties that take no part are left out."""

    sd: Mapping[tuple[str, str], float]
    """Of each party's result over the futures as they are, by option and party."""

    @property
    def parties(self) -> tuple[Party, ...]:
        """Parties that bear some risk from some source, under some option."""
        moved = {party for (_, party, _), one in self.found.items() if one.variance.mean > 0}
        return tuple(party for party in PARTIES if party.name in moved)

    def as_dict(self) -> dict[str, dict[str, dict[str, dict[str, float | list[float]]]]]:
        """By option, party and source, for programs; money in GBP a year."""
        told: dict[str, dict[str, dict[str, dict[str, float | list[float]]]]] = {}
        for (option, party, source), one in self.found.items():
            told.setdefault(option, {}).setdefault(party, {})[source] = {
                "sd": one.swing,
                "ci95": list(one.swing_interval),
                "variance": one.variance.mean,
                "variance_se": _error(one.variance),
                "share": one.share,
                "share_se": one.share_se,
            }
        return told

    def table(self) -> pd.DataFrame:
        """One row per option, party and source, for a spreadsheet."""
        units = {party.name: party.column.unit for party in PARTIES}
        return pd.DataFrame(
            [
                {
                    "option": option,
                    "party": party,
                    "source": source,
                    "unit": units[party],
                    "sd": one.swing,
                    "sd_ci95_low": one.swing_interval[0],
                    "sd_ci95_high": one.swing_interval[1],
                    "variance": one.variance.mean,
                    "variance_se": _error(one.variance),
                    "share": one.share,
                    "share_se": one.share_se,
                    "sd_all_luck": self.sd[option, party],
                    "replications": one.variance.n,
                }
                for (option, party, source), one in self.found.items()
            ]
        )


def _error(e: Estimate) -> float:
    return e.sd / math.sqrt(e.n) if e.n else NOTHING


def by_source(outcomes: pd.DataFrame, switched: pd.DataFrame) -> Sources:
    """Split each party's risk by source.

    Args:
        outcomes: the outcomes table of the futures as they are.
        switched: the same parties with each source's luck switched, from `run_sources`.
    """
    options = tuple(str(option) for option in outcomes["option"].unique())
    sources = tuple(str(source) for source in switched["source"].unique())
    found: dict[tuple[str, str, str], FromSource] = {}
    sd: dict[tuple[str, str], float] = {}
    for option in options:
        base = outcomes[outcomes["option"] == option].set_index("replication").sort_index()
        twins = {
            source: part.set_index("replication").sort_index()
            for source, part in switched[switched["option"] == option].groupby("source")
        }
        for party in PARTIES:
            name = party.column.name
            result = base[name].to_numpy(float)
            if not np.isfinite(result).all():
                continue
            sd[option, party.name] = estimate(result).sd
            added = np.array(
                [(result - twins[source][name].to_numpy(float)) ** 2 / 2 for source in sources]
            )
            shares, errors = _shares(added)
            for place, source in enumerate(sources):
                found[option, party.name, source] = FromSource(
                    estimate(added[place]), float(shares[place]), float(errors[place])
                )
    return Sources(options, sources, len(base), found, sd)


def _shares(added: Values) -> tuple[Values, Values]:
    """Share of each source in what all add, and its jackknife standard error.

    `added` has shape (sources, futures).
    """
    total = added.sum()
    if total == 0:
        nothing = np.full(len(added), NOTHING)
        return nothing, nothing
    n = added.shape[1]
    without = added.sum(axis=1, keepdims=True) - added
    all_without = without.sum(axis=0)
    left = np.divide(without, all_without, out=np.zeros_like(without), where=all_without > 0)
    spread = ((left - left.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    return added.sum(axis=1) / total, np.sqrt((n - 1) / n * spread)


def largest(sources: Sources, option: str, parties: Sequence[str]) -> dict[str, str]:
    """The source that adds most to each of these parties' risk."""
    return {
        party: max(
            sources.sources, key=lambda source: sources.found[option, party, source].variance.mean
        )
        for party in parties
        if (option, party, sources.sources[0]) in sources.found
        and any(sources.found[option, party, source].variance.mean for source in sources.sources)
    }
