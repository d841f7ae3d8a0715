"""A new model of care: invest once, change over, and save afterwards."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from alliance_sim.rules.behaviour.investment import adopted_next, reachable
from alliance_sim.world.budget import YEAR, yearly_budget
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class NewModel(Part):
    """The councils pay an investment over some months, beginning when the warm-up ends.

    With it, providers go over to a way of working that takes less to produce an hour of care. Too
    small an investment changes only part. The new way has costs of its own every year. Who gains
    from lower cost is a matter of the contract.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.adopted = self.invested = self.cost = 0.0

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While anything is invested."""
        return bool(values["new_model.investment"] > 0)

    def begin(self, world: "World") -> None:
        """Invest, and go over as far as the investment reaches."""
        values = self.values
        since = world.month - world.scenario.warm_up
        months = int(values["new_model.build_months"])
        paying = values["new_model.investment"] / months if 0 < since <= months else 0.0
        self.invested += paying
        reach = reachable(self.invested, values["new_model.needed"])
        before = self._cheaper()
        self.adopted = adopted_next(self.adopted, reach, values["new_model.spread"])
        world.market.cost_ratio *= self._cheaper() / before
        self.cost = paying + values["new_model.upkeep"] / YEAR * self.adopted

    def _cheaper(self) -> float:
        """Factor on the cost of producing care."""
        return 1 - float(self.values["new_model.saving"]) * self.adopted

    def settle(self, world: "World") -> None:
        """Pay for it, and note what it has saved anyone so far."""
        accounts, month = world.accounts, world.month
        cost = self.cost * yearly_budget(world, month)
        world.ledger.post(month, "set_up", accounts.council, accounts.work, cost)
        saved = float(world.month_cost.sum()) * (1 / self._cheaper() - 1)
        world.record.note("new_model_saved", saved)
        world.record.note("new_model_paid", float(cost.sum()))
