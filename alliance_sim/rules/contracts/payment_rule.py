"""What every payment rule is: a frozen class that turns what happened into money."""

from abc import abstractmethod
from typing import ClassVar, Literal

from alliance_sim.rules.contracts.settlement import Actuals, Settlement
from alliance_sim.rules.frozen import Frozen
from alliance_sim.rules.offers import Floats


class PaymentRule(Frozen):
    """How the provider side is paid; each kind of contract is one.

    What is said here holds unless a kind says otherwise: a price is agreed, the provider side
    bears every pound of cost, and results move no money.
    """

    reimburses_cost: ClassVar[bool] = False
    """Whether the buyer pays the actual cost."""

    needs_target: ClassVar[bool] = False
    """Whether it settles against a target, at the end of each year."""

    priced_by: ClassVar[Literal["unit", "period", "person"]] = "unit"
    """What the agreed price is the price of."""

    @abstractmethod
    def settle(self, actuals: Actuals) -> Settlement:
        """The money: who receives and bears what, exact to the penny."""

    def needs(self) -> tuple[str, ...]:
        """Fields of `Actuals`, beside the actual cost, without which it cannot be settled."""
        if self.needs_target:
            return ("target_cost_gbp",)
        return () if self.reimburses_cost else ("price_gbp", "units")

    def cost_share(self, ratio: float = 1.0, performance: float = 1.0) -> float:
        """Share of a marginal pound of cost that the provider side bears.

        Args:
            ratio: Outturn, actual cost to target; on an edge, the next pound above it counts.
            performance: Overall performance, 0 to 1.
        """
        return 1.0

    def key_result_stake(self) -> float:
        """Money at stake per unit of key result, as a share of the target."""
        return 0.0

    def outcome_stake(self) -> float:
        """Money at stake per unit of outcome (0 to 1), as a share of the agreed price."""
        return 0.0

    def paid_for_outcomes(self, outcomes: Floats) -> Floats:
        """Pay above or, negative, below the agreed price at these outcomes (0 to 1), as a share."""
        return outcomes * self.outcome_stake()
