"""Who bears the risk in pounds, what bearing it is worth, and what the best split would cost.

Beside the parties of a comparison stand the single providers, for a market can be safe as a
whole while a small firm in it is not. A party's risk premium is what it would pay to be rid of
the swing in its result, at its own tolerance of risk; the efficient split (Borch) lets those
who mind least carry most of the same total.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from alliance_sim.analysis.estimates import (
    NOTHING,
    Values,
    bad_year,
    chance_of_loss,
    estimate,
    share_of_variance,
)
from alliance_sim.evidence import Value
from alliance_sim.rules.behaviour.risk_sharing import (
    efficient_shares,
    premium_of_each,
    risk_premium_of_shares,
)

COUNCIL, NHS = "commissioner", "nhs"


@dataclass(frozen=True)
class Tolerances:
    """How much risk each can bear, GBP: one over its absolute risk aversion."""

    commissioner: float
    nhs: float
    kinds: Mapping[str, float]
    """By kind of provider."""


@dataclass(frozen=True)
class Bearer:
    """One party with an account of its own, under one option; money in GBP a year."""

    name: str
    kind: str
    """Kind of provider; for the council and the NHS their own name."""

    mean: float
    sd: float
    cvar95: float
    p_loss: float
    p_insolvency: float
    """Chance that it closes owing money; NaN for public bodies."""

    variance_share: float
    tolerance_gbp: float
    premium_gbp: float
    """What it would pay to be rid of its swing."""

    efficient_share: float
    """Share of the whole swing that the efficient split gives it."""

    efficient_premium_gbp: float


@dataclass(frozen=True)
class Sharing:
    """How one option splits the risk in pounds among all who bear some."""

    bearers: tuple[Bearer, ...]
    """The council, providers at work in any future, the NHS; their shares add to one."""

    sd: float
    """Of the sum of all results, GBP a year."""

    efficient_premium_gbp: float
    insolvency: Mapping[str, float]
    """Chance that any provider of a kind closes owing money; of all under `providers`."""

    @property
    def premium_gbp(self) -> float:
        """What bearing the risk costs all parties together as it is split now, GBP a year."""
        return math.fsum(bearer.premium_gbp for bearer in self.bearers)

    @property
    def excess_gbp(self) -> float:
        """How much more that is than under the efficient split; never below 0."""
        # Rounding alone could leave the difference a hair below 0.
        return max(self.premium_gbp - self.efficient_premium_gbp, 0.0)

    def of(self, party: str) -> tuple[Bearer, ...]:
        """The bearers that make up a party of the comparison."""
        if party == "providers":
            return tuple(b for b in self.bearers if b.kind not in (COUNCIL, NHS))
        return tuple(b for b in self.bearers if b.kind == party)

    def as_dict(self) -> dict[str, float]:
        """The totals, for programs."""
        return {
            "sd": self.sd,
            "risk_premium_gbp": self.premium_gbp,
            "efficient_risk_premium_gbp": self.efficient_premium_gbp,
            "excess_risk_premium_gbp": self.excess_gbp,
        }

    def more_on(self, party: str) -> dict[str, Any]:
        """What `compare --json` says of a party beside its mean and spread; nothing if unpaid."""
        bearers = self.of(party)
        if not bearers:
            return {}
        told: dict[str, Any] = {
            "p_insolvency": self.insolvency.get(party, NOTHING),
            "risk_premium_gbp": math.fsum(b.premium_gbp for b in bearers),
            "efficient_variance_share": math.fsum(b.efficient_share for b in bearers),
            "efficient_risk_premium_gbp": math.fsum(b.efficient_premium_gbp for b in bearers),
        }
        if party == "providers":
            told["by_name"] = {b.name: _plain(b) for b in bearers}
        return told


def _plain(bearer: Bearer) -> dict[str, Any]:
    names = (
        "kind",
        "mean",
        "sd",
        "cvar95",
        "p_loss",
        "p_insolvency",
        "variance_share",
    )
    return {
        **{name: getattr(bearer, name) for name in names},
        "risk_tolerance_gbp": bearer.tolerance_gbp,
        "risk_premium_gbp": bearer.premium_gbp,
        "efficient_variance_share": bearer.efficient_share,
    }


def tolerances(values: Mapping[str, Value], councils: int) -> Tolerances:
    """Everyone's tolerance of risk; councils that buy together bear as much as all of them."""
    kinds = {
        path.split(".")[1]: 1 / float(value)
        for path, value in values.items()
        if path.startswith("provider_kinds.") and path.endswith(".risk_aversion")
    }
    return Tolerances(
        commissioner=councils / float(values["risk_bearing.council.risk_aversion"]),
        nhs=1 / float(values["risk_bearing.nhs.risk_aversion"]),
        kinds=kinds,
    )


def bearing(
    outcomes: pd.DataFrame, providers: pd.DataFrame, tolerance: Tolerances
) -> dict[str, Sharing]:
    """Who bears the risk in pounds under each option.

    Args:
        outcomes: the outcomes table.
        providers: the providers table of the same run.
        tolerance: how much risk each can bear.
    """
    return {
        str(option): _sharing(
            outcomes[outcomes["option"] == option],
            providers[providers["option"] == option],
            tolerance,
        )
        for option in outcomes["option"].unique()
    }


def _sharing(outcomes: pd.DataFrame, providers: pd.DataFrame, tolerance: Tolerances) -> Sharing:
    results = providers.pivot(index="replication", columns="name", values="result_gbp")
    failed = providers.pivot(index="replication", columns="name", values="insolvent") > 0
    kinds = dict(zip(providers["name"], providers["kind"], strict=True))
    at_work = [str(name) for name in providers["name"].unique() if results[name].any()]
    columns = {
        COUNCIL: (COUNCIL, tolerance.commissioner, outcomes[f"party_{COUNCIL}_gbp"]),
        **{name: (kinds[name], tolerance.kinds[kinds[name]], results[name]) for name in at_work},
        NHS: (NHS, tolerance.nhs, outcomes[f"party_{NHS}_gbp"]),
    }
    table = np.column_stack([result.to_numpy(float) for _, _, result in columns.values()])
    bearable = np.array([amount for _, amount, _ in columns.values()])
    total = table.sum(axis=1)
    variance = _variance(total)
    share = efficient_shares(bearable)
    if math.isnan(variance):
        best, least = np.full(len(columns), NOTHING), NOTHING
    else:
        best = premium_of_each(share, bearable, variance)
        least = risk_premium_of_shares(share, bearable, variance)
    bearers = [
        Bearer(
            name=name,
            kind=kind,
            mean=float(result.mean()),
            sd=estimate(result).sd,
            cvar95=bad_year(result),
            p_loss=chance_of_loss(result),
            p_insolvency=float(failed[name].mean()) if name in failed else NOTHING,
            variance_share=share_of_variance(result, total),
            tolerance_gbp=amount,
            premium_gbp=_premium(result, amount),
            efficient_share=float(share[place]),
            efficient_premium_gbp=float(best[place]),
        )
        for place, ((name, (kind, amount, _)), result) in enumerate(
            zip(columns.items(), table.T, strict=True)
        )
    ]
    chance = {"providers": float(failed.any(axis=1).mean())}
    for kind in sorted(set(kinds.values())):
        mine = [name for name in failed if kinds[str(name)] == kind]
        chance[kind] = float(failed[mine].any(axis=1).mean())
    return Sharing(tuple(bearers), math.sqrt(variance), least, chance)


def _variance(result: Values) -> float:
    return float(result.var(ddof=1)) if len(result) > 1 else NOTHING


def _premium(result: Values, tolerance: float) -> float:
    """What one party would pay to be rid of the whole swing in its own result."""
    variance = _variance(result)
    if math.isnan(variance):
        return NOTHING
    return risk_premium_of_shares([1.0], [tolerance], variance)
