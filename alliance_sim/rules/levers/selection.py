"""Selection: who is chosen from those who bid.

Every rule works on a batch: arrays of shape (awards, bidders), each row an award of its own.
"""

from typing import Literal

import numpy as np
from pydantic import Field, field_validator

from alliance_sim.rules.frozen import Frozen, Money, Share
from alliance_sim.rules.levers.price_scores import FORMULAS, slope
from alliance_sim.rules.offers import Bidders, Bools, Floats, Ints

Formula = Literal[
    "lowest_ratio",
    "mean_deviation",
    "range",
    "fixed_line",
    "price_per_quality_point",
    "monetised_quality",
]

NOBODY = -1
"""A place in an order of rows that nobody acceptable takes."""


def panel_scores(bidders: Bidders, noise_sd: float) -> Floats:
    """What the panel writes down: capability, bid writing and its own error, 0 to 1."""
    return np.clip(bidders.capability + bidders.writing + noise_sd * bidders.panel, 0, 1)


def ranked(merit: Floats, tie: Floats) -> Ints:
    """Rows by falling merit, equals by lot; those of merit minus infinity are left out.

    Args:
        merit: Shape (awards, bidders).
        tie: Uniforms that draw lots, same shape.

    Returns:
        Rows of bidders, best first, shape (awards, bidders); `NOBODY` in the places left over.
    """
    order = np.lexsort((tie, -merit), axis=-1)
    good = np.take_along_axis(merit, order, axis=-1) > -np.inf
    return np.where(good, order, NOBODY)


class Procedure(Frozen):
    """What running one award costs both sides."""

    authority_cost: Money
    """Buyer's cost of one procurement, GBP."""

    authority_cost_per_bid: Money
    """Buyer's cost of evaluating one bid, GBP."""

    bid_cost: Money
    """Bidder's cost of one bid, GBP."""

    quality_noise_sd: float = Field(ge=0)
    """Standard deviation of the panel's error, in quality points (0 to 1)."""

    by_package: bool = False
    """Whether packages of care are let one by one, at short notice, rather than in lots; a
    procurement is then one package, and so is a bid."""

    asked: int | None = Field(default=None, ge=1)
    """How many of those who could take a package are asked; all if not given."""

    open_to: Literal["everyone", "voluntary_sector", "voluntary_and_community"] = "everyone"
    """Whether only voluntary organisations, or they and community networks, may take part."""

    @property
    def own_team(self) -> bool:
        """Whether the work stays with the buyer's own team, without a competition."""
        return False

    @property
    def seats(self) -> int:
        """How many providers an award is meant for."""
        return 1

    @property
    def pools_services(self) -> bool:
        """Whether all services of a council are awarded together."""
        return False

    @property
    def listed(self) -> int:
        """How many an award puts on a list, each at its own price, to be called on; 0 for none."""
        return 0

    @property
    def chosen_by_residents(self) -> bool:
        """Whether residents who hold a budget choose for themselves."""
        return False

    @property
    def leads(self) -> bool:
        """Whether whoever is chosen lets the work on to others."""
        return False

    def lasts(self, term_months: int) -> int:
        """Months that a bid reckons with, given the term of what is let."""
        return term_months

    def scores(self, bidders: Bidders) -> Floats:
        """The panel's quality scores, 0 to 1."""
        return panel_scores(bidders, self.quality_noise_sd)

    def points(self, quality: Floats) -> Floats:
        """Points that scored quality earns, 0 to 1; one for one unless a rule says otherwise."""
        return quality

    def qualified(self, scored: Floats, bidders: Bidders) -> Bools:
        """Who may take part, known before prices are set."""
        return bidders.here

    def passes(self, bidders: Bidders) -> Bools:
        """Whose quality would stand up to a second look once it has won."""
        return np.ones(bidders.floor.shape, dtype=bool)


class ScoredBids(Procedure):
    """Sealed bids are scored on price and quality by a published formula; the best total wins.

    Also called: most advantageous tender, price:quality evaluation.
    Sources: S61, S70, S71, S72, S73, S75, S76.
    """

    kind: Literal["scored_bids"] = "scored_bids"

    price_weight: Share
    """Weight of price in the total; quality has the rest."""

    formula: Formula
    """How prices become scores."""

    low_bid_ratio: Share
    """Bids below this share of the median are abnormally low."""

    low_bids_explained: bool
    """Whether an abnormally low bid stands if the bidder's costs bear it out."""

    optimal_price: float | None = Field(default=None, ge=0)
    """Price ratio with full points on the fixed line; 0 if not given."""

    point_worth: float | None = Field(default=None, ge=0)
    """Stated price ratio of a quality point for `monetised_quality`; by the weights if not
    given."""

    quality_points: tuple[tuple[float, float], ...] | None = None
    """Published conversion of scored quality into points, pairs of both, a straight line between;
    one for one if not given."""

    @field_validator("quality_points")
    @classmethod
    def _rising(
        cls, pairs: tuple[tuple[float, float], ...] | None
    ) -> tuple[tuple[float, float], ...] | None:
        if pairs is not None:
            steps = np.diff(np.array(pairs, dtype=float).reshape(-1, 2), axis=0)
            if len(pairs) < 2 or (steps[:, 0] <= 0).any() or (steps[:, 1] < 0).any():
                raise ValueError("needs two pairs or more, with quality rising, points not falling")
        return pairs

    @property
    def weighs_price(self) -> bool:
        """Asking for less helps, unless quality has all the weight."""
        return self.price_weight > 0

    def pound_per_point(self, spread: float, ceiling: float) -> float:
        """What one quality point is worth to a bidder, as a ratio of the reference price.

        Where price has no weight a bidder asks for the ceiling whatever its quality, so that the
        worth of quality plays no part.

        Args:
            spread: Dearest less cheapest price that bidders expect.
            ceiling: Highest acceptable price.
        """
        if self.price_weight == 0:
            return 0.0
        return slope(
            self.formula,
            self.price_weight,
            spread=spread,
            ceiling=ceiling,
            optimal=self.optimal_price,
            pound_per_point=self.point_worth,
        )

    def points(self, quality: Floats) -> Floats:
        """Points that scored quality earns by the published conversion."""
        if self.quality_points is None:
            return quality
        from_quality, to_points = np.array(self.quality_points).T
        return np.interp(quality, from_quality, to_points)

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of acceptable bidders, best first; prices are ratios to the reference.

        Args:
            prices: Shape (awards, bidders).
            scored: Scored quality, same shape.
            bidders: A batch of the same shape.
            ceiling: Highest acceptable price.

        Returns:
            As `ranked`.
        """
        able = bidders.here & (prices <= ceiling)
        able &= ~self._abnormally_low(prices, able, bidders)
        total = FORMULAS[self.formula](
            prices,
            self.points(scored),
            price_weight=self.price_weight,
            ceiling=ceiling,
            optimal=self.optimal_price,
            pound_per_point=self.point_worth,
            counts=able,
        )
        return ranked(np.where(able, total, -np.inf), bidders.tie)

    def _abnormally_low(self, prices: Floats, able: Bools, bidders: Bidders) -> Bools:
        """Bids far below the median that are not, or cannot be, explained."""
        if self.low_bid_ratio == 0 or prices.shape[1] == 0:
            return np.zeros(prices.shape, dtype=bool)
        rising = np.sort(np.where(able, prices, np.inf), axis=1)
        count = np.maximum(np.count_nonzero(able, axis=1), 1)[:, None]
        middle = np.concatenate([(count - 1) // 2, count // 2], axis=1)
        median = np.take_along_axis(rising, middle, axis=1).mean(axis=1, keepdims=True)
        low = prices < self.low_bid_ratio * median
        if not self.low_bids_explained:
            return low
        proof = bidders.floor if bidders.proof is None else bidders.proof
        return low & (prices < proof)


class LowestPrice(Procedure):
    """Whoever passes a quality threshold competes on price alone.

    Those who ask the same, as all do where the buyer names the price, are told apart by quality:
    with no price to compete on, bidders compete on what can be seen.

    Also called: pass/fail qualification, e-auction shortlist.
    Sources: S58, S88, S90, S95, S100.
    """

    kind: Literal["lowest_price"] = "lowest_price"

    quality_floor: Share
    """Scored quality a bidder must reach to take part."""

    recheck: bool
    """Whether the winner's quality is judged again: capability itself, which no bid writing and
    no error of the panel can lift. One below the threshold is passed over."""

    @property
    def weighs_price(self) -> bool:
        """Price is all that counts among those who qualify."""
        return True

    def pound_per_point(self, spread: float, ceiling: float) -> float:
        """Quality above the threshold earns nothing."""
        return 0.0

    def qualified(self, scored: Floats, bidders: Bidders) -> Bools:
        """Those whose score reaches the threshold."""
        return bidders.here & (scored >= self.quality_floor)

    def passes(self, bidders: Bidders) -> Bools:
        """Whose capability itself reaches the threshold, if it is looked at again."""
        if not self.recheck:
            return super().passes(bidders)
        return np.broadcast_to(bidders.capability >= self.quality_floor, bidders.floor.shape)

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of acceptable bidders, cheapest first; arguments as for `ScoredBids.order`."""
        able = self.qualified(scored, bidders) & (prices <= ceiling)
        order = np.lexsort((bidders.tie, -scored, np.where(able, prices, np.inf)), axis=-1)
        return np.where(np.take_along_axis(able, order, axis=-1), order, NOBODY)
