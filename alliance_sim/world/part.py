"""A part of a run's month that is there only while its mechanism is switched on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Part:
    """One mechanism at work; every moment at which it may act, in the order of the month.

    A part overrides the moments it needs. Each is made once a run, before the councils begin.
    """

    def __init__(self, world: "World") -> None:
        self.values = world.values

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """Whether the mechanism is switched on."""
        raise NotImplementedError

    def begin(self, world: "World") -> None:
        """The month begins, after the luck that moves costs and managers."""

    def want(self, world: "World", units: Floats) -> None:
        """Units that are expected of each service in each cell may be changed in place."""

    def agree(self, world: "World", terms: Terms) -> Terms:
        """Terms under which providers choose their effort."""
        return terms

    def work(self, world: "World") -> None:
        """What providers do is chosen: `world.delivery` may be changed."""

    def offer(self, world: "World") -> None:
        """What residents are offered stands in `world.care`, but for what home care can meet."""

    def share(self, world: "World") -> None:
        """Hours are shared out: `world.care.met` stands."""

    def settle(self, world: "World") -> None:
        """Care is paid for; what the mechanism itself costs is posted here."""
