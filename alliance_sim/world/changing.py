"""What changes services and who has a say in it: ideas, plans, involvement, attribution."""

from typing import TYPE_CHECKING

from alliance_sim.world.attributing import Attribution
from alliance_sim.world.ideas import Ideas
from alliance_sim.world.involving import Involvement
from alliance_sim.world.planning import Plans

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Change:
    """The mechanisms of change of one run; each does nothing while its switch is 0."""

    def __init__(self, world: "World") -> None:
        self.ideas = Ideas(world.market.rows)
        self.plans = Plans(world)
        self.involvement = Involvement(world)
        self.attribution = Attribution(float(world.values["power.attribution"]))
