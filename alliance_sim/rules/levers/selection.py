"""Selection: who is chosen from those who bid."""

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from alliance_sim.rules.frozen import Frozen, Money, Share
from alliance_sim.rules.levers.price_scores import FORMULAS, slope
from alliance_sim.rules.offers import Bidders, Floats, Ints

Formula = Literal[
    "lowest_ratio",
    "mean_deviation",
    "range",
    "fixed_line",
    "price_per_quality_point",
    "monetised_quality",
]


def panel_scores(bidders: Bidders, noise_sd: float) -> Floats:
    """What the panel writes down: capability, bid writing and its own error, 0 to 1."""
    return np.clip(bidders.capability + bidders.writing + noise_sd * bidders.panel, 0, 1)


def fewest(offered: set[int], wanted: int) -> int:
    """Fewest members who together deliver all services wanted.

    Args:
        offered: The sets of services that members deliver, each service a bit of a number.
        wanted: The services wanted; between them the members must offer all of these.
    """
    reached, members = {0}, 0
    while wanted not in reached:
        reached = {(some | more) & wanted for some in reached for more in offered}
        members += 1
    return members


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

    @property
    def seats(self) -> int:
        """How many providers an award is meant for."""
        return 1


class ScoredBids(Procedure):
    """Sealed bids are scored on price and quality by a published formula; the best total wins.

    Also called: most advantageous tender, price:quality evaluation.
    Sources: S61, S70, S73, S75, S76.
    """

    kind: Literal["scored_bids"] = "scored_bids"

    price_weight: Share
    """Weight of price in the total; quality has the rest."""

    formula: Formula
    """How prices become scores."""

    low_bid_ratio: Share
    """Bids below this share of the median must be explained; one below its own cost cannot be."""

    @property
    def pools_services(self) -> bool:
        """One award for each lot."""
        return False

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
        return slope(self.formula, self.price_weight, spread=spread, ceiling=ceiling)

    def scores(self, bidders: Bidders) -> Floats:
        """The panel's quality scores, 0 to 1."""
        return panel_scores(bidders, self.quality_noise_sd)

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of acceptable bidders, best first; prices are ratios to the reference."""
        able = prices <= ceiling
        if able.any():
            median = np.median(prices[able])
            proof = bidders.floor if bidders.proof is None else bidders.proof
            unexplained = (prices < self.low_bid_ratio * median) & (prices < proof)
            able &= ~unexplained
        rows = np.flatnonzero(able)
        if len(rows) == 0:
            return rows
        total = FORMULAS[self.formula](
            prices[rows], scored[rows], price_weight=self.price_weight, ceiling=ceiling
        )
        return rows[np.lexsort((bidders.tie[rows], -total))]


class LowestPrice(Procedure):
    """Whoever passes a quality threshold competes on price alone.

    Also called: pass/fail qualification, e-auction shortlist.
    Sources: S88, S90, S95, S100.
    """

    kind: Literal["lowest_price"] = "lowest_price"

    quality_floor: Share
    """Scored quality a bidder must reach to take part."""

    @property
    def pools_services(self) -> bool:
        """One award for each lot."""
        return False

    @property
    def weighs_price(self) -> bool:
        """Price is all that counts among those who qualify."""
        return True

    def pound_per_point(self, spread: float, ceiling: float) -> float:
        """Quality above the threshold earns nothing."""
        return 0.0

    def scores(self, bidders: Bidders) -> Floats:
        """The panel's quality scores, 0 to 1."""
        return panel_scores(bidders, self.quality_noise_sd)

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of acceptable bidders, cheapest first; prices are ratios to the reference."""
        rows = np.flatnonzero((prices <= ceiling) & (scored >= self.quality_floor))
        return rows[np.lexsort((bidders.tie[rows], prices[rows]))]


class CapabilityFirst(Procedure):
    """Partners for the whole pathway are chosen on capability and relationship, not on price.

    Members are added one by one, best first, as long as the places left are enough to bring in
    every service that somebody offers. Where they are not, whoever brings most comes first.

    Also called: most capable provider, alliance partner selection.
    Sources: S2, S5, S15, S25.
    """

    kind: Literal["capability_first"] = "capability_first"

    members: int = Field(ge=1)
    """How many providers are wanted; the commissioner comes on top."""

    trust_weight: Share
    """Weight of the existing relationship in the choice; scored capability has the rest."""

    @property
    def seats(self) -> int:
        """How many providers an award is meant for."""
        return self.members

    @property
    def pools_services(self) -> bool:
        """One award for all services of a council together."""
        return True

    @property
    def weighs_price(self) -> bool:
        """Price plays no part beyond the ceiling."""
        return False

    def pound_per_point(self, spread: float, ceiling: float) -> float:
        """Price is not weighed against quality."""
        return 0.0

    def scores(self, bidders: Bidders) -> Floats:
        """Scored capability and relationship, 0 to 1."""
        seen = panel_scores(bidders, self.quality_noise_sd)
        return (1 - self.trust_weight) * seen + self.trust_weight * bidders.trust

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of the chosen members, in the order of choice."""
        services = 1 << np.arange(bidders.covers.shape[1])
        offers = [int(mask) for mask in bidders.covers @ services]
        left = [int(row) for row in np.lexsort((bidders.tie, -scored)) if prices[row] <= ceiling]
        missing = int(np.bitwise_or.reduce([offers[row] for row in left])) if left else 0
        chosen: list[int] = []
        while left and len(chosen) < self.members:
            places = self.members - len(chosen) - 1
            offered = {offers[row] for row in left}
            fit = [row for row in left if fewest(offered, missing & ~offers[row]) <= places]
            best = fit[0] if fit else max(left, key=lambda row: (offers[row] & missing).bit_count())
            chosen.append(best)
            missing &= ~offers[best]
            left.remove(best)
        return np.array(chosen, dtype=np.int64)


Selection = Annotated[ScoredBids | LowestPrice | CapabilityFirst, Field(discriminator="kind")]
