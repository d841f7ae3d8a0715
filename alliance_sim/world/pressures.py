"""Pressures of money and time: the parts of a run that are switched on, and what they share."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import HOME
from alliance_sim.world.accountability import Accountability
from alliance_sim.world.goals import Goals
from alliance_sim.world.knowing import Knowing
from alliance_sim.world.life import Living
from alliance_sim.world.need_growth import NeedGrowth
from alliance_sim.world.new_model import NewModel
from alliance_sim.world.overheads import Overheads
from alliance_sim.world.part import Part
from alliance_sim.world.prevention import Prevention
from alliance_sim.world.rationing import Rationing
from alliance_sim.world.reserve_team import ReserveTeam
from alliance_sim.world.sudden import SuddenChange
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

PARTS: tuple[type[Part], ...] = (
    NeedGrowth,
    SuddenChange,
    NewModel,
    Prevention,
    Overheads,
    Accountability,
    Rationing,
    ReserveTeam,
    Goals,
    Knowing,
)
"""All parts, in the order in which they act; changes of need and budget before answers to them."""


class Pressures:
    """The parts that are on, and the quantities through which they act on one another.

    `levels` are factors on everyone's usual need, by what moves them. `budget_level` is a factor
    on the councils' budgets and `share_of_budget` each council's part of the place's, shape
    (councils,). `planned` is the share of assessed hours that is paid for, and `own_part` the
    share of home care hours that a cell's own provider works, shape (cells,), both None for all;
    `misplaced` is the share of home care hours that meet no need, shape (cells,), None for none;
    `failing` who closes this month whatever its state, shape (providers,), None for nobody.
    `called_to_account` is how far each council is held to its budget after overspending it, shape
    (councils,).
    """

    def __init__(self, world: "World") -> None:
        self.parts = tuple(part(world) for part in PARTS if part.on(world.values))
        self.levels: dict[str, float] = {}
        self.budget_level = 1.0
        self.planned: Floats | None = None
        self.own_part: Floats | None = None
        self.misplaced: Floats | None = None
        self.failing: NDArray[np.bool_] | None = None
        self.called_to_account: Floats = np.zeros(world.place.n_councils)
        self._level = 1.0
        self._usual: Living = world.living
        self._share: Floats | None = None
        self._world = world

    @property
    def share_of_budget(self) -> Floats:
        """Each council's part of the budget: by what its people's need would cost at the start."""
        if self._share is None:
            world = self._world
            value = np.bincount(
                world.place.cell_council,
                world.reference @ world.demand_units,
                minlength=world.place.n_councils,
            )
            total = value.sum()
            even = np.full(len(value), 1 / len(value))
            self._share = value / total if total > 0 else even
        return self._share

    def begin(self, world: "World") -> None:
        """The month begins."""
        if not self.parts:
            return
        _ = self.share_of_budget
        self.planned = self.own_part = self.failing = None
        for part in self.parts:
            part.begin(world)
        self._move_need(world)

    def _move_need(self, world: "World") -> None:
        """Everyone's usual need follows its level; who dies is not touched.

        Death and newcomers reckon with need against the mean, which moves along. Crises reckon
        with need against the mean of the start, so that more need brings more of them.
        """
        level = float(np.prod(list(self.levels.values()))) if self.levels else 1.0
        if level == self._level:
            return
        world.people.base[:] *= level / self._level
        usual = self._usual
        world.living = usual._replace(
            mean_hours=usual.mean_hours * level,
            crisis_need=usual.crisis_need * level,
            crisis_log_odds=usual.crisis_log_odds + usual.crisis_need * (level - 1),
        )
        self._level = level

    def want(self, world: "World", units: Floats) -> None:
        """Units expected of each service in each cell, shape (services, cells), in place."""
        for part in self.parts:
            part.want(world, units)
        if self.planned is not None:
            units[HOME] *= self.planned

    def agree(self, world: "World", terms: Terms) -> Terms:
        """Terms under which providers choose their effort."""
        for part in self.parts:
            terms = part.agree(world, terms)
        return terms

    def work(self, world: "World") -> None:
        """What providers do is chosen."""
        for part in self.parts:
            part.work(world)

    def offer(self, world: "World") -> None:
        """What residents are offered stands."""
        for part in self.parts:
            part.offer(world)

    def share(self, world: "World") -> None:
        """Hours are shared out."""
        for part in self.parts:
            part.share(world)

    def settle(self, world: "World") -> None:
        """Care is paid for."""
        for part in self.parts:
            part.settle(world)
