"""Results by council and region: regions from councils, means with intervals, who is best where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from alliance_sim.analysis.estimates import estimate
from alliance_sim.analysis.regimes import Winner, winner
from alliance_sim.results.columns import Column
from alliance_sim.results.places import BY_MEASURE, OF_A_PLACE, PLACE_TABLES, SIZES

WHOLE = "All of the place"
"""What the row over all regions is called."""

SUMMED = (
    "long_term_clients",
    "people",
    "cost_total_gbp",
    "value_delivered_gbp",
    "unmet_need_hours",
    "handbacks",
    "provider_exits",
    "providers",
    "net_monetary_benefit_gbp",
)
"""Columns that add up over councils."""

WEIGHED_BY: Mapping[str, str] = {
    "wellbeing": "people",
    "quality_experienced": "value_delivered_gbp",
}
"""Columns that are means over councils, and by what each council counts."""

RUN = ["option", "replication"]


def by_region(councils: pd.DataFrame) -> pd.DataFrame:
    """The same results by region, and over all of them: the columns of `PLACE_TABLES["regions"]`.

    What adds up is added up. Wellbeing is the mean over people, quality that over care delivered
    (councils where none was delivered do not count).

    Args:
        councils: rows of `PLACE_TABLES["councils"]`.
    """
    parts = [_grouped(councils, "region"), _grouped(councils.assign(region=WHOLE), "region")]
    found = pd.concat(parts, ignore_index=True)
    order = {name: place for place, name in enumerate([*sorted(set(councils["region"])), WHOLE])}
    options = {name: place for place, name in enumerate(councils["option"].unique())}
    ranks = found.assign(_option=found["option"].map(options), _place=found["region"].map(order))
    ranks = ranks.sort_values(["_option", "replication", "_place"], kind="stable")
    columns = [column.name for column in PLACE_TABLES["regions"]]
    return ranks[columns].reset_index(drop=True)


def _grouped(councils: pd.DataFrame, key: str) -> pd.DataFrame:
    groups = councils.groupby([*RUN, key], sort=False)
    found = groups[list(SUMMED)].sum()
    for name, weight in WEIGHED_BY.items():
        known = councils[name].notna()
        weights = councils[weight].where(known, 0.0)
        parts = councils[[*RUN, key]].assign(top=(councils[name] * weights).fillna(0), w=weights)
        both = parts.groupby([*RUN, key], sort=False)[["top", "w"]].sum()
        found[name] = both["top"] / both["w"].where(both["w"] > 0)
    found["cost_per_client_gbp"] = found["cost_total_gbp"] / found["long_term_clients"]
    return found.reset_index()


@dataclass(frozen=True)
class Places:
    """Who does best where, by one measure.

    `results` holds rows of `PLACE_TABLES["councils"]`; `by` is the name of a column of
    `OF_A_PLACE` that has a better direction.
    """

    results: pd.DataFrame
    by: str

    @property
    def column(self) -> Column:
        """What is best by."""
        return BY_MEASURE[self.by]

    @cached_property
    def options(self) -> tuple[str, ...]:
        """What was compared, in the order of the scenario."""
        return tuple(str(option) for option in self.results["option"].unique())

    @cached_property
    def regions(self) -> pd.DataFrame:
        """The same results by region."""
        return by_region(self.results)

    @property
    def replications(self) -> int:
        """How many futures."""
        return int(self.results["replication"].nunique())

    @cached_property
    def councils_won(self) -> Mapping[str, Winner]:
        """The best option of each council, by its name."""
        return self._winners(self.results, "council")

    @cached_property
    def regions_won(self) -> Mapping[str, Winner]:
        """The best option of each region, and over all of them, by its name."""
        return self._winners(self.regions, "region")

    def count(self, option: str, *, clearly: bool = False) -> int:
        """In how many councils an option is best, or clearly best."""
        won = [one for one in self.councils_won.values() if one.best == option]
        return sum(one.is_clear or not clearly for one in won)

    def _winners(self, rows: pd.DataFrame, key: str) -> Mapping[str, Winner]:
        up = bool(self.column.higher_is_better)
        wide = rows.pivot(index=[key, "replication"], columns="option", values=self.by)
        values = wide[list(self.options)]
        return {
            str(name): winner(values.loc[name].to_numpy(dtype=float), self.options, up)
            for name in dict.fromkeys(rows[key])
        }


def ranged(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """One row for each option and place: sizes, then mean and 95 % interval of every measure.

    Args:
        rows: rows of one of `PLACE_TABLES`.
        keys: columns that name the place, such as `council` and `region`.

    Returns:
        Columns option, keys, sizes, then for every measure its name, and its name followed by
        `_low` and `_high`; NaN where one future gives no interval.
    """
    found = []
    for (option, *place), group in rows.groupby(["option", *keys], sort=False):
        row: dict[str, object] = {"option": option, **dict(zip(keys, place, strict=True))}
        row |= {column.name: group[column.name].iloc[0] for column in SIZES}
        for column in OF_A_PLACE:
            known = estimate(group[column.name].to_numpy(dtype=np.float64))
            row |= {
                column.name: known.mean,
                f"{column.name}_low": known.low,
                f"{column.name}_high": known.high,
            }
        found.append(row)
    return pd.DataFrame(found)
