"""Selection by capability: partners chosen together, or the council's own team."""

from typing import Literal

import numpy as np
from pydantic import Field

from alliance_sim.rules.frozen import Share
from alliance_sim.rules.levers.partners import choose_partners
from alliance_sim.rules.levers.price_scores import FORMULAS, slope
from alliance_sim.rules.levers.selection import Procedure, panel_scores, ranked
from alliance_sim.rules.offers import Bidders, Floats, Ints


class CapabilityFirst(Procedure):
    """Partners for the whole pathway are chosen on capability and relationship, not on price.

    Unless price is given a weight: then the target that each asks for counts too.

    Members are added one by one, best first, as long as the places left are enough to bring in
    every service that somebody offers. Where they are not, whoever brings most comes first.

    Also called: most capable provider, alliance partner selection.
    Sources: S2, S5, S15, S25.
    """

    kind: Literal["capability_first"] = "capability_first"

    members: int = Field(ge=1)
    """How many providers are wanted; the commissioner comes on top."""

    trust_weight: Share
    """Weight of the existing relationship in what is scored; capability has the rest."""

    price_weight: Share = 0.0
    """Weight of the price that each asks, lowest over own; what is scored has the rest."""

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
        """Price plays no part beyond the ceiling unless it has a weight."""
        return self.price_weight > 0

    def pound_per_point(self, spread: float, ceiling: float) -> float:
        """As for `ScoredBids.pound_per_point`; 0 where price has no weight."""
        if not self.weighs_price:
            return 0.0
        return slope(
            "lowest_ratio",
            self.price_weight,
            spread=spread,
            ceiling=ceiling,
            optimal=None,
            pound_per_point=None,
        )

    def scores(self, bidders: Bidders) -> Floats:
        """Scored capability and relationship, 0 to 1."""
        seen = panel_scores(bidders, self.quality_noise_sd)
        return (1 - self.trust_weight) * seen + self.trust_weight * bidders.trust

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of the chosen members, in the order of choice; as for `ScoredBids.order`."""
        able = bidders.here & (prices <= ceiling)
        merit = scored
        if self.weighs_price:
            merit = FORMULAS["lowest_ratio"](
                prices,
                scored,
                price_weight=self.price_weight,
                ceiling=ceiling,
                optimal=None,
                pound_per_point=None,
                counts=able,
            )
        best_first = ranked(np.where(able, merit, -np.inf), bidders.tie)
        return choose_partners(best_first, bidders.covers, self.members)


class OwnTeam(Procedure):
    """The buyer's own team does the work; nobody else is asked, and no price can be too high.

    Also called: in-house provision, insourcing, direct provision.
    Sources: E1024, E1025, E1093.
    """

    kind: Literal["own_team"] = "own_team"

    @property
    def own_team(self) -> bool:
        """The work stays with the buyer."""
        return True

    @property
    def weighs_price(self) -> bool:
        """Nobody competes on price."""
        return False

    def pound_per_point(self, spread: float, ceiling: float) -> float:
        """Price is not weighed against quality."""
        return 0.0

    def order(self, prices: Floats, scored: Floats, bidders: Bidders, ceiling: float) -> Ints:
        """Rows of those there, as for `ScoredBids.order` but at any price."""
        return ranked(np.where(bidders.here, scored, -np.inf), bidders.tie)
