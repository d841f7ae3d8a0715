"""Drifting: voluntary providers grow like private ones, the more they live under indicators."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.drifting import exposure, next_drift
from alliance_sim.world.delivery import Standing
from alliance_sim.world.market import KINDS
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

VOLUNTARY = ("voluntary_sector", "community_network")
PRIVATE = ("national_private", "local_private")

TRAITS = {
    "mission": "mission",
    "reach": "reach_overlooked",
    "bid_writing": "bid_writing",
    "cost_ratio": "cost_ratio",
}
"""What drifts: arrays of the market, and the names that kinds of provider have them under."""


class Drifting:
    """How far each voluntary provider has drifted, 0 to 1, shape (providers,)."""

    def __init__(self, world: "World") -> None:
        self.values = world.values
        market = world.market
        self.on = self.values["drift.rate"] > 0
        self.who = np.isin(market.kind, [KINDS.index(kind) for kind in VOLUNTARY])
        self.drift = np.zeros(market.rows)
        self.own = {trait: getattr(market, trait).copy() for trait in TRAITS}

    def norm(self, trait: str) -> float:
        """A trait of private providers, the mean over those there are of each kind."""
        kinds = [f"provider_kinds.{kind}" for kind in PRIVATE]
        shares = np.array([float(self.values[f"{kind}.pool_share"]) for kind in kinds])
        levels = np.array([float(self.values[f"{kind}.{TRAITS[trait]}"]) for kind in kinds])
        total = float(shares.sum())
        return float(shares @ levels) / total if total > 0 else float(levels.mean())

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Nothing here: what drifts are providers' own traits."""
        return terms, standing

    def month(self, world: "World") -> None:
        """Each comes nearer to the norm, or finds back; newcomers begin as themselves."""
        values, market = self.values, world.market
        exposed = exposure(
            world.income, values["drift.other_income"], world.terms.kpi, values["drift.full_stake"]
        )
        self.drift = next_drift(self.drift, exposed, values["drift.rate"], values["drift.back"])
        self.drift[~self.who | ~market.active] = 0.0
        for trait, own in self.own.items():
            moved = own + self.drift * (self.norm(trait) - own)
            getattr(market, trait)[self.who] = moved[self.who]
        there = self.who & market.active
        if there.any():
            world.record.note("distinctiveness", 1 - float(self.drift[there].mean()))
