"""Block: one agreed amount for a period, however much is delivered."""

from typing import Literal

from alliance_sim.rules.contracts.settlement import Actuals, Settlement, cost_pence, pence, settled
from alliance_sim.rules.frozen import Frozen, Share


class Block(Frozen):
    """The provider is paid the same amount whatever it delivers and whatever that costs.

    The budget is certain and paperwork light. The provider bears the risk of cost and of demand,
    and gains from every hour it does not deliver.

    Also called: block grant, lump sum, block contract.
    Sources: a definition in common use; no figure rests on it.
    """

    kind: Literal["block"] = "block"

    indexation: Share = 0.0
    """Share of general cost movement passed on to the amount; none unless the terms say so."""

    @property
    def reimburses_cost(self) -> bool:
        """The buyer pays the amount, not the cost."""
        return False

    @property
    def needs_target(self) -> bool:
        """The amount does the work of a target."""
        return False

    def settle(self, actuals: Actuals) -> Settlement:
        """The block amount, `price_gbp`, and the KPI adjustment; units play no part.

        Raises:
            ValueError: If an amount is not finite, or the cost is negative.
        """
        cost = cost_pence(actuals)
        amount = pence(actuals.price_gbp)
        performance = pence(actuals.performance_adjustment_gbp)
        gain = amount + performance - cost
        return settled(cost, 0, gain, target=amount, performance=performance)

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider bears: all of it, at any outturn."""
        return 1.0

    def key_result_stake(self) -> float:
        """Money at stake per unit of key result, as a share of the target: none."""
        return 0.0
