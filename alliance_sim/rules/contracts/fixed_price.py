"""Fixed price: an agreed amount for each hour or case delivered."""

from typing import Literal

from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, pence, settled
from alliance_sim.rules.frozen import Frozen, Share


class FixedPrice(Frozen):
    """Every unit delivered earns the agreed price; whatever it costs is the provider's affair.

    The provider keeps all it saves and bears all it overspends, so it cuts cost as hard as it
    can, also where nobody sees the damage. The buyer pays for volume: a unit not delivered is
    not paid.

    Also called: time and task, price per hour, unit rate.
    Sources: S59, S80.
    """

    kind: Literal["fixed_price"] = "fixed_price"

    indexation: Share = 0.0
    """Share of general cost movement passed on to the price; none unless the terms say so."""

    @property
    def reimburses_cost(self) -> bool:
        """The buyer pays the price, not the cost."""
        return False

    @property
    def needs_target(self) -> bool:
        """The price does the work of a target."""
        return False

    def settle(self, actuals: Actuals) -> Settlement:
        """Price times units, and the KPI adjustment.

        Raises:
            ValueError: If an amount is not finite, or the cost is negative.
        """
        cost = cost_pence(actuals)
        price = pence(actuals.price_gbp * actuals.units)
        performance = pence(actuals.performance_adjustment_gbp)
        gain = price + performance - cost
        return settled(cost, 0, gain, target=price, performance=performance)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider bears: all of it, at any outturn."""
        return 1.0

    def key_result_stake(self) -> float:
        """Money at stake per unit of key result, as a share of the target: none."""
        return 0.0
