"""What each party can expect: an ordinary, a bad and a best year, and single providers' safety."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.estimates import NOTHING, WORST, Values, bad_year, chance_of_loss
from alliance_sim.results.columns import Party
from alliance_sim.results.tables import PARTIES

SMALL = ("voluntary_sector", "community_network")
"""Kinds of provider that are mostly small charities and groups."""


@dataclass(frozen=True)
class Span:
    """One party's result a year over futures, in the unit of its column."""

    mean: float
    bad: float
    """Mean of the worst 5 % of futures."""

    best: float
    """Mean of the best 5 % of futures."""

    p_loss: float
    n: int


@dataclass(frozen=True)
class Standing:
    """How safe one provider is under one option; money in GBP."""

    name: str
    kind: str
    span: Span
    reserves: float
    """Middle reserves at the end of the run, over the futures in which it is still there."""

    p_closes: float
    """Share of futures in which it closes owing money."""

    short: int
    """Counted years, over all futures, in which it lost more than it had in reserve."""

    years: int
    """Counted years over all futures."""

    @property
    def is_small_charity(self) -> bool:
        """Whether it is of a kind whose members are mostly small charities and groups."""
        return self.kind in SMALL

    @property
    def is_at_risk(self) -> bool:
        """Whether a bad year takes more than its reserves; no, where either is not known."""
        return self.span.bad < 0 and -self.span.bad > self.reserves


def span(values: Values) -> Span:
    """The span of one value a future; futures without one do not count.

    >>> span(np.array([1.0, -1.0, 3.0])).best
    3.0
    """
    known = values[np.isfinite(values)]
    mean = float(known.mean()) if len(known) else NOTHING
    return Span(mean, bad_year(known), -bad_year(-known), chance_of_loss(known), len(known))


def is_single_future(futures: int) -> bool:
    """Whether the worst 5 % of so many futures are no more than the single worst."""
    return WORST * futures <= 1


def party_spans(comparison: Comparison, party: Party) -> dict[str, Span]:
    """A party's span under each option."""
    table = comparison.values[party.column.name]
    return {option: span(table[:, place]) for place, option in enumerate(comparison.options)}


def present(comparison: Comparison, parties: Sequence[Party] = PARTIES) -> list[Party]:
    """The parties whose result is known and not always nought under every option."""
    found = []
    for party in parties:
        values = comparison.values[party.column.name]
        if bool(np.any(np.isfinite(values) & (values != 0))):
            found.append(party)
    return found


def standings(providers: pd.DataFrame, option: str, years: float) -> list[Standing]:
    """Every provider outside the council that has work or loses money under an option.

    Args:
        providers: the providers table.
        option: whose providers.
        years: counted years of one run.
    """
    own = providers[(providers["option"] == option) & (providers["kind"] != "in_house")]
    found = []
    for name, rows in own.groupby("name", sort=False):
        results = rows["result_gbp"].to_numpy(float)
        if not results.any():
            continue
        stays = rows["exited_month"].isna()
        left = rows.loc[stays, "reserves_gbp"]
        found.append(
            Standing(
                name=str(name),
                kind=str(rows["kind"].iloc[0]),
                span=span(results),
                reserves=float(left.median()) if len(left) else NOTHING,
                p_closes=float((rows["insolvent"] > 0).mean()),
                short=int(rows["years_short"].sum()),
                years=round(years * len(rows)),
            )
        )
    return found


def revenue_shares(providers: pd.DataFrame, option: str) -> dict[str, float]:
    """Each kind of outside provider's share of all their revenue under an option."""
    own = providers[(providers["option"] == option) & (providers["kind"] != "in_house")]
    by_kind = own.groupby("kind", sort=False)["revenue_gbp"].sum()
    by_kind = by_kind[by_kind > 0]
    whole = float(by_kind.sum())
    return {str(kind): float(amount) / whole for kind, amount in by_kind.items()}
