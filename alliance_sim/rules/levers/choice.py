"""Choice by residents: who holds a budget picks a provider; for the others the council does."""

from typing import Literal

from pydantic import Field

from alliance_sim.rules.frozen import Money, Share
from alliance_sim.rules.levers.selection import LowestPrice


class ResidentsChoose(LowestPrice):
    """People who take up a budget choose who comes, by what they hear of quality and by ties.

    The rest have care arranged by the council, as for a package let by price or, at a fixed rate,
    by what the council can see of quality.

    Also called: personal budget, direct payment, individual service fund.
    Sources: S58.
    """

    kind: Literal["residents_choose"] = "residents_choose"  # type: ignore[assignment]

    take_up: Share
    """Share of well-connected people who hold their own budget."""

    take_up_gap: Share
    """How much rarer that is among overlooked people without help."""

    help: Share
    """How far brokers help; it narrows the gap and makes choices better informed."""

    brokerage_cost: Money
    """Buyer's cost of full help with one package, GBP."""

    choice_noise: float = Field(gt=0, json_schema_extra={"unit": "points"})
    """Standard deviation of error in people's picture of a provider's quality, without help."""

    tie_weight: float = Field(ge=0, json_schema_extra={"unit": "points"})
    """What a long tie with those who come now is worth to them, in points of quality."""

    @property
    def chosen_by_residents(self) -> bool:
        """People may choose for themselves."""
        return True

    @property
    def spread_of_picture(self) -> float:
        """Error in people's picture of quality, with the help that there is."""
        return self.choice_noise * (1 - self.help / 2)

    def takes_up(self, overlooked: bool) -> float:
        """Share of a group who hold their own budget."""
        return self.take_up * (1 - self.take_up_gap * (1 - self.help) if overlooked else 1.0)
