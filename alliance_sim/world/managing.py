"""Managing: what being watched, pressed and measured does to providers, where it is switched on."""

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.delivery import Standing
from alliance_sim.world.drifting import Drifting
from alliance_sim.world.evidencing import Evidencing
from alliance_sim.world.pressing import Pressing
from alliance_sim.world.professing import Professing
from alliance_sim.world.terms import Terms
from alliance_sim.world.watching import Watching

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Part(Protocol):
    """One mechanism of management."""

    on: bool
    """Whether it is switched on."""

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Terms and standing as it leaves them."""

    def month(self, world: "World") -> None:
        """What the month that has passed leads to in it."""


class Managing:
    """The mechanisms of management that a run has switched on; `on` if there is any."""

    def __init__(self, world: "World") -> None:
        self.watching, self.pressing = Watching(world), Pressing(world)
        self.drifting, self.professing = Drifting(world), Professing(world)
        self.evidencing = Evidencing(world)
        everything = (
            self.watching,
            self.pressing,
            self.drifting,
            self.professing,
            self.evidencing,
        )
        self.parts: list[Part] = [part for part in everything if part.on]
        self.on = bool(self.parts)

    @property
    def lifted(self) -> NDArray[np.float64] | float:
        """Points by which pressure lifts each provider's reports above the truth."""
        return self.pressing.lifted if self.pressing.on else 0.0

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Terms and standing as providers meet them this month."""
        for part in self.parts:
            terms, standing = part.shape(world, terms, standing)
        return terms, standing

    def month(self, world: "World") -> None:
        """What the month that has passed leads to."""
        for part in self.parts:
            part.month(world)
