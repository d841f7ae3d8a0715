"""Cost-share auctions: bids that are only partly paid, the rest being the buyer's at cost.

The winner is paid `share * bid + (1 - share) * cost`, so that it bears its share of every pound of
cost, saves cost as far as that pays, and asks to be paid for its risk. Fixed price is a share of 1;
as the share falls bids matter less, effort falls, and less risk is left to be paid for (after
McAfee and McMillan 1986).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from alliance_sim.rules.behaviour.effort import EffortCosts, Incentives, choose_effort
from alliance_sim.rules.offers import Floats


def in_bid(worth: Floats, share: float) -> Floats:
    """What to add to a bid so that it brings in `worth`, where only a share of a bid is paid.

    Args:
        worth: Money wanted, any shape, in the unit of the bid.
        share: Share of a marginal pound of the bid that is paid, 0 to 1. With 0 no bid can bring
            in anything, and nothing is added.
    """
    return worth / share if share > 0 else np.zeros_like(worth)


@dataclass(frozen=True, slots=True)
class SharedWork:
    """Work whose cost the winner can lower, and cannot foresee.

    `effort_cost` is the d of the disutility `d e^2 / 2` of lowering cost by e, `risk` the
    provider's absolute risk aversion times the variance of cost (the premium for bearing a share s
    of it is `risk * s^2 / 2`).
    """

    effort_cost: float
    risk: float

    def saving(self, share: float) -> float:
        """How far the winner lowers cost when it bears this share: the model's own effort rule."""
        nothing = np.zeros(1)
        costs = EffortCosts(
            verifiable=0.0,
            relational=0.0,
            saving=1.0,
            curvature=self.effort_cost,
            substitution=0.0,
            damage_verifiable=0.0,
            damage_relational=0.0,
        )
        keeps = np.array([share])
        paid = Incentives(keeps, nothing, nothing, nothing, nothing, nothing, nothing + 1)
        return float(choose_effort(costs, paid).cutting[0])

    def floor(self, cost: Floats, share: float) -> Floats:
        """Least bid that a bidder of this cost can live with under a share, same shape.

        Cost after the saving, and what makes up for the effort and the risk.
        """
        saved = self.saving(share)
        burden = self.effort_cost * saved**2 / 2 + self.risk * share**2 / 2
        return cost - saved + in_bid(np.full_like(cost, burden), share)

    def payment(self, bid: Floats, cost: Floats, share: float) -> Floats:
        """What the buyer pays on average for the winner's bid and its cost before any saving."""
        return share * bid + (1 - share) * (cost - self.saving(share))


def best_share(payment: Callable[[float], float], least: float) -> tuple[float, float]:
    """Share of cost that makes an expected payment smallest, and that payment.

    Args:
        payment: Expected payment under a share, smooth and with one minimum.
        least: Smallest share to consider, above 0: at 0 bids say nothing, so that anyone may win.
    """
    # Loading the optimiser takes longer than most commands do, and few ask for it.
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(payment, bounds=(least, 1.0), method="bounded", options={"xatol": 1e-8})
    ends = [(payment(share), share) for share in (least, float(found.x), 1.0)]
    paid, share = min(ends)
    return share, paid
