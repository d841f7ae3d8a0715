"""Growth of need: an older place needs more hours of care every year."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from alliance_sim.world.budget import YEAR
from alliance_sim.world.part import Part

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class NeedGrowth(Part):
    """Everyone's usual need grows at a steady rate; the number of people stays."""

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While need grows or falls."""
        return bool(values["needs.growth"] != 0)

    def begin(self, world: "World") -> None:
        """A month's growth."""
        grown = (1 + self.values["needs.growth"]) ** (world.month / YEAR)
        world.pressures.levels["growth"] = float(grown)
