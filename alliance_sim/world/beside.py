"""Beside services: what else goes on around residents, each part there only when switched on."""

from typing import TYPE_CHECKING, Protocol

from alliance_sim.world.care_planning import NetworkPlans, Planning
from alliance_sim.world.carers import Carers
from alliance_sim.world.finding import Finding
from alliance_sim.world.inducing import Inducing
from alliance_sim.world.pathways import Pathways
from alliance_sim.world.seats import Seats
from alliance_sim.world.voices import Voices

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Part(Protocol):
    """One thing that goes on around residents."""

    @classmethod
    def begin(cls, world: "World") -> "Part | None":
        """The part, ready for the first month; None where it is switched off."""

    def before(self, world: "World") -> None:
        """Change what services offer, before residents live through the month."""

    def after(self, world: "World") -> None:
        """What the month that residents lived through leads to."""


PARTS: tuple[type[Part], ...] = (
    Finding,
    Pathways,
    Planning,
    NetworkPlans,
    Voices,
    Carers,
    Seats,
    Inducing,
)
"""In the order in which they act."""


def begin(world: "World") -> tuple[Part, ...]:
    """The parts that a scenario switches on."""
    found = (part.begin(world) for part in PARTS)
    return tuple(part for part in found if part is not None)


def before(world: "World") -> None:
    """Every part changes what services offer this month."""
    for part in world.beside:
        part.before(world)


def after(world: "World") -> None:
    """Every part takes in the month that residents lived through."""
    for part in world.beside:
        part.after(world)
