"""Managing: what being watched, pressed and measured does to providers, where it is switched on."""

from typing import TYPE_CHECKING

from alliance_sim.world.delivery import Standing
from alliance_sim.world.terms import Terms
from alliance_sim.world.watching import Watching

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Managing:
    """The mechanisms of management that a run has switched on; `on` if there is any."""

    def __init__(self, world: "World") -> None:
        self.watching = Watching(world)
        self.parts = [part for part in (self.watching,) if part.on]
        self.on = bool(self.parts)

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Terms and standing as providers meet them this month."""
        for part in self.parts:
            terms, standing = part.shape(world, terms, standing)
        return terms, standing

    def month(self, world: "World") -> None:
        """What the month that has passed leads to."""
        for part in self.parts:
            part.month(world)
