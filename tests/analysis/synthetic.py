"""Made-up but plausible tables of one comparison: Bexley, any options, one luck for all.

Each replication has its own luck, shared by every option, so that paired differences are far
steadier than the levels: what the simulation promises, without running it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from alliance_sim.results.tables import MONTHLY, PROVIDERS, TABLES

MONTHS = 60
WARM_UP = 12
PEOPLE = 3005
POINTS_PER_UNIT = 2.9
POUNDS_PER_POINT_YEAR = 15_258.0

KINDS = ("national_private", "local_private", "voluntary_sector", "in_house", "community_network")
ELEMENT_LEVELS = {
    "wellbeing_informed": 0.62,
    "wellbeing_partner": 0.50,
    "wellbeing_resources": 0.58,
    "wellbeing_expertise": 0.66,
    "wellbeing_connected": 0.54,
}


@dataclass(frozen=True)
class Way:
    """What one way of buying does, as shifts from a common level."""

    price: float
    procurement: float
    governance: float
    monitoring: float
    lived: float
    measured: float
    wellbeing: float
    trust: float
    continuity: float
    council_shares: float


WAYS = (
    Way(1.00, 0.62, 0.10, 0.55, 0.58, 0.74, 0.000, 0.46, 11.2, 0.15),
    Way(0.95, 0.48, 0.08, 0.60, 0.53, 0.76, -0.022, 0.38, 9.4, 0.05),
    Way(1.03, 0.30, 0.74, 0.28, 0.67, 0.70, 0.041, 0.64, 17.9, 0.50),
    Way(1.01, 0.41, 0.33, 0.40, 0.62, 0.72, 0.018, 0.55, 14.6, 0.30),
)


def tables(
    options: Sequence[str] = ("tender", "auction", "alliance"),
    replications: int = 20,
    seed: int = 1,
) -> dict[str, pd.DataFrame]:
    """The four stored tables for these options."""
    return {
        "outcomes": outcomes(options, replications, seed),
        "monthly": monthly(options, replications, seed),
        "ledger": ledger(options, replications),
        "providers": providers(options, replications, seed),
    }


def outcomes(
    options: Sequence[str] = ("tender", "auction", "alliance"),
    replications: int = 20,
    seed: int = 1,
) -> pd.DataFrame:
    """One row per option and replication."""
    luck = np.random.default_rng([seed, 1])
    shock = luck.normal(0, 1, replications)
    frames = []
    for index, option in enumerate(options):
        own = np.random.default_rng([seed, 2, index])
        frames.append(_outcomes_of(option, WAYS[index % len(WAYS)], shock, own))
    return pd.concat(frames, ignore_index=True)


def _outcomes_of(
    option: str, way: Way, shock: np.ndarray, own: np.random.Generator
) -> pd.DataFrame:
    number = len(shock)

    def noise(size: float) -> np.ndarray:
        return own.normal(0, size, number)

    row: dict[str, object] = {"option": option, "replication": np.arange(number)}
    care = 24.1e6 * way.price * (1 + 0.03 * shock) + noise(1.2e5)
    parts = {
        "care": care,
        "procurement": way.procurement * 1e6 + noise(2e4),
        "governance": way.governance * 1e6 + noise(1e4),
        "monitoring": way.monitoring * 1e6 + noise(1e4),
        "crisis": 3.1e6 * (1 + 0.05 * shock - 1.6 * way.wellbeing) + noise(6e4),
    }
    row["cost_total_gbp"] = sum(parts.values())
    row |= {f"cost_{name}_gbp": value for name, value in parts.items()}
    row["quality_experienced"] = way.lived - 0.012 * shock + noise(0.006)
    row["quality_measured"] = way.measured - 0.004 * shock + noise(0.004)
    row["quality_gap"] = row["quality_measured"] - row["quality_experienced"]
    row["continuity_months"] = way.continuity + 0.3 * shock + noise(0.3)
    row["handoffs_kept_share"] = np.clip(0.7 + 0.3 * (way.trust - 0.4) + noise(0.01), 0, 1)
    elements = {
        name: level
        + (1.6 if "partner" in name else 0.9) * way.wellbeing
        - 0.01 * shock
        + noise(0.004)
        for name, level in ELEMENT_LEVELS.items()
    }
    row["wellbeing"] = sum(elements.values()) / len(elements)
    row |= elements
    row["unmet_need_hours"] = 61_000 * (1 - 4 * way.wellbeing) + 2500 * shock + noise(900)
    row["equity_gap"] = 0.11 - way.wellbeing + noise(0.004)
    row["provider_margin_share"] = 0.035 + 0.2 * (way.price - 1) - 0.012 * shock + noise(0.003)
    row["bidders_mean"] = np.full(number, np.nan) if way.trust > 0.6 else 4.4 + noise(0.4)
    row["market_concentration_hhi"] = 0.24 + noise(0.01)
    row["voluntary_sector_share"] = 0.12 + 0.3 * max(way.wellbeing, 0) + noise(0.01)
    row["handbacks"] = own.poisson(2.1 * (1.4 - way.trust), number).astype(float)
    row["provider_exits"] = own.poisson(1.2 * (1.4 - way.trust), number).astype(float)
    row["trust"] = way.trust + noise(0.01)
    worth = POUNDS_PER_POINT_YEAR * POINTS_PER_UNIT * PEOPLE
    row["net_monetary_benefit_gbp"] = worth * row["wellbeing"] - row["cost_total_gbp"]
    row |= _parties(way, shock, noise)
    frame = pd.DataFrame(row)
    return frame[[column.name for column in TABLES["outcomes"]]]


def _parties(
    way: Way, shock: np.ndarray, noise: Callable[[float], np.ndarray]
) -> dict[str, np.ndarray]:
    overrun = 7.2e5 * shock
    weights = dict(zip(KINDS, (0.46, 0.31, 0.17, 0.0, 0.06), strict=True))
    firms = {
        f"party_{kind}_gbp": weight
        * (8.4e5 + 6e6 * (way.price - 1) - (1 - way.council_shares) * overrun + noise(6e4))
        for kind, weight in weights.items()
    }
    return {
        "party_commissioner_gbp": 9e5
        - 24.1e6 * (way.price - 1)
        - way.council_shares * overrun
        + noise(5e4),
        "party_providers_gbp": sum(firms.values()),
        **firms,
        "party_nhs_gbp": 3.1e6 * (1.6 * way.wellbeing - 0.05 * shock) + noise(4e4),
        "party_unpaid_carers_hours": 250_000 * way.wellbeing - 2000 * shock + noise(900),
        "party_residents_wellbeing": way.wellbeing - 0.01 * shock + noise(0.003),
    }


def monthly(
    options: Sequence[str] = ("tender", "auction", "alliance"),
    replications: int = 20,
    seed: int = 1,
) -> pd.DataFrame:
    """One row per option, replication and month; the warm-up is the same for all options."""
    month = np.arange(1, MONTHS + 1)
    after = np.clip((month - WARM_UP) / 18, 0, 1)
    start = WAYS[0]
    frames = []
    for index, option in enumerate(options):
        way = WAYS[index % len(WAYS)]
        for replication in range(replications):
            luck = np.random.default_rng([seed, 3, replication])
            drift = np.cumsum(luck.normal(0, 0.25, MONTHS)) / 4
            wobble = luck.normal(0, 1, MONTHS)
            move = way.wellbeing * after
            total = 2.37e6 * (1 + 0.03 * drift) * (1 + (way.price - 1) * after)
            total = total + (month == WARM_UP + 1) * way.procurement * 9e5
            columns: dict[str, object] = {
                "option": option,
                "replication": replication,
                "month": month,
                "cost_total_gbp": total,
                "wellbeing": 0.58 + move - 0.008 * drift + 0.002 * wobble,
                "quality_experienced": 0.58 + (way.lived - start.lived) * after - 0.012 * drift,
                "quality_measured": 0.74 + (way.measured - 0.74) * after - 0.004 * drift,
                "continuity_months": 11 + (way.continuity - 11) * after,
                "unmet_need_hours": 5100 * (1 - 4 * move) + 180 * drift + 40 * wobble,
                "price_home_care_gbp": 24.5 * (1 + (way.price - 1) * after) * (1 + 0.03 * drift),
                "staff_turnover_year": 0.26 - 0.6 * move + 0.004 * wobble,
                "trust": 0.45 + (way.trust - 0.45) * after,
                "handoffs_kept_share": np.where(month % 7 == 0, np.nan, 0.72 + 2 * move),
            }
            frames.append(pd.DataFrame(columns))
    frame = pd.concat(frames, ignore_index=True)
    for name, level in ELEMENT_LEVELS.items():
        frame[name] = level + frame["wellbeing"] - 0.58
    for name in (column.name for column in MONTHLY if column.name not in frame):
        frame[name] = 1.0
    return frame[[column.name for column in MONTHLY]]


def ledger(options: Sequence[str], replications: int) -> pd.DataFrame:
    """Two postings a month, which add to nought."""
    index = pd.MultiIndex.from_product(
        [list(options), range(replications), range(1, MONTHS + 1), ["council", "provider:0"]],
        names=["option", "replication", "month", "account"],
    )
    frame = index.to_frame(index=False)
    frame["transfer"] = np.arange(len(frame)) // 2
    frame["purpose"] = "care"
    frame["pence"] = np.where(frame["account"] == "council", -1, 1) * 200_000_000
    return frame[[column.name for column in TABLES["ledger"]]]


def providers(options: Sequence[str], replications: int, seed: int) -> pd.DataFrame:
    """Eight providers a run; two of them leave."""
    frames = []
    for option in options:
        for replication in range(replications):
            own = np.random.default_rng([seed, 4, replication])
            number = np.arange(8)
            frames.append(
                pd.DataFrame(
                    {
                        "option": option,
                        "replication": replication,
                        "provider": number,
                        "name": [f"Provider {place}" for place in number],
                        "kind": [KINDS[place % len(KINDS)] for place in number],
                        "council": "Bexley",
                        "won_contracts": own.integers(0, 4, 8),
                        "revenue_gbp": own.uniform(1e6, 2e7, 8),
                        "margin_gbp": own.normal(2e5, 1e5, 8),
                        "reserves_gbp": own.uniform(1e4, 1e6, 8),
                        "exited_month": np.where(number < 2, 30.0, np.nan),
                        "bids": own.integers(0, 9, 8),
                        "trust": own.uniform(0, 1, 8),
                        "staff": own.integers(4, 300, 8),
                        "result_gbp": own.normal(1e5, 1e5, 8),
                        "insolvent": np.where(number < 1, 1, 0),
                        "years_short": own.integers(0, 2, 8),
                    }
                )
            )
    frame = pd.concat(frames, ignore_index=True)
    return frame[[column.name for column in PROVIDERS]]
