"""A textbook market: who could bid, what they are like, and how they think."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal, get_args

from alliance_sim.rules.behaviour.bidding import NEUTRAL, Attitude
from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import Distribution
from alliance_sim.rules.behaviour.quality_bidding import QualityCost

Rule = Literal["equilibrium", "naive", "corrected", "adaptive"]


class MarketError(ValueError):
    """A market that cannot be; the message names the setting and what is allowed."""


@dataclass(frozen=True, slots=True)
class TextbookMarket:
    """Symmetric bidders in money of any unit; the buyer's reference price is 1.

    Attributes:
        costs: Distribution of a bidder's cost. With an error it is that of the one cost that all
            have in common.
        bidders: How many could bid, at least 1.
        rule: How they bid: at equilibrium; naive, by a habitual margin; corrected, the same margin
            on an estimate corrected for the winner's curse; adaptive, by a margin that goes up
            after an award won and down after one lost.
        ceiling: Highest acceptable price; the highest cost if not given.
        outside: What the buyer's alternative costs where nothing is awarded.
        entry_cost: Cost of preparing a bid; with one, bidders enter as long as that pays.
        margin: Habitual margin, in the unit of costs; the first margin of adaptive bidders, as a
            share of cost.
        awareness: How far a corrected bidder corrects, 0 to 1.
        step: How much an adaptive bidder changes its margin after an award, as a share of it.
        history: Awards in a row that adaptive bidders learn from.
        attitude: Towards risk, of equilibrium bidders.
        error: Distribution of the error of each bidder's estimate of the common cost.
        quality: Distribution of a bidder's quality, 0 to 1, where it is given to it; none means
            that all have the same.
        technology: What quality costs, where bidders choose it; `costs` then plays no part.
        standard: Quality demanded of all, with a technology: nobody offers more.
        shared: What happens to cost after the award under a contract that shares it.
        share: Share of a marginal pound of cost and bid that stays with the winner.
    """

    costs: Distribution
    bidders: int
    rule: Rule = "equilibrium"
    ceiling: float | None = None
    outside: float | None = None
    entry_cost: float = 0.0
    margin: float = 0.0
    awareness: float = 1.0
    step: float = 0.0
    history: int = 1
    attitude: Attitude = NEUTRAL
    error: Distribution | None = None
    quality: Distribution | None = None
    technology: QualityCost | None = None
    standard: float | None = None
    shared: SharedWork | None = None
    share: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            MarketError: A setting is out of range, or two do not go together.
        """
        for name in ("ceiling", "outside", "entry_cost", "margin", "share"):
            self._finite(name)
        self._check("bidders", self.bidders >= 1, "at least 1")
        self._check("rule", self.rule in get_args(Rule), f"one of {', '.join(get_args(Rule))}")
        self._check("entry_cost", self.entry_cost >= 0, "at least 0")
        self._check("awareness", 0 <= self.awareness <= 1, "between 0 and 1")
        self._check("step", 0 <= self.step < 1, "at least 0 and below 1")
        self._check("history", self.history >= 1, "at least 1")
        self._check("share", 0 <= self.share <= 1, "between 0 and 1")
        self._check("attitude", 0 < self.attitude.exponent <= 1, "above 0 and at most 1")
        self._check("attitude", self.attitude.absolute >= 0, "at least 0")
        if self.technology is not None and self.error is not None:
            raise MarketError("chosen quality and a common cost cannot be had together")
        if self.quality is not None and not 0 <= self.quality.low <= self.quality.high <= 1:
            raise MarketError("quality: must lie between 0 and 1")

    def _finite(self, name: str) -> None:
        value = getattr(self, name)
        self._check(name, value is None or isfinite(value), "a finite number")

    def _check(self, name: str, holds: bool, allowed: str) -> None:
        if not holds:
            raise MarketError(f"{name}: must be {allowed}, found {getattr(self, name)}")
