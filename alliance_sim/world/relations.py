"""What is remembered of relations between councils and providers, beside trust."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Relations:
    """How each provider and its council stand with one another, arrays of shape (providers,).

    `knowledge` of each other's costs and priorities, 0 to 1; `warned` whether the council knows
    that the provider is in trouble; `built` hours a month of home care that it has ready on its own
    account, `coming` those under way as (month, row, hours); `in_provider` and `in_council` the
    probability that each takes the other for trustworthy; `surprised` who has just had its fees cut
    without a word. `blur` and `quarrel` are what mutual knowledge leaves of errors in KPIs and of
    what withheld pay does to trust, 1 between strangers. `levers` are settings of governance by
    council; `counts` what happened this month, by name.
    """

    knowledge: Floats
    warned: NDArray[np.bool_]
    built: Floats
    in_provider: Floats
    in_council: Floats
    surprised: NDArray[np.bool_]
    blur: Floats | float = 1.0
    quarrel: Floats | float = 1.0
    coming: list[tuple[int, int, float]] = field(default_factory=list)
    levers: dict[str, Floats] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, times: int = 1) -> None:
        """Count something that happened this month."""
        self.counts[name] += times

    def begin(self, rows: NDArray[np.int64], trust: Floats) -> None:
        """Strangers: a provider that is new in a place and its council know nothing of each other.

        Args:
            rows: The providers.
            trust: Trust of all providers, from which each side's belief starts.
        """
        self.knowledge[rows] = 0.0
        self.warned[rows] = False
        self.built[rows] = 0.0
        self.in_provider[rows] = trust[rows]
        self.in_council[rows] = trust[rows]
        gone = set(rows.tolist())
        self.coming = [entry for entry in self.coming if entry[1] not in gone]


def strangers(rows: int, trust: Floats) -> Relations:
    """Relations when the story begins."""
    return Relations(
        knowledge=np.zeros(rows),
        warned=np.zeros(rows, dtype=bool),
        built=np.zeros(rows),
        in_provider=trust.copy(),
        in_council=trust.copy(),
        surprised=np.zeros(rows, dtype=bool),
    )


def lever_of(world: "World", name: str) -> Floats:
    """A setting of governance under each council's way of buying, shape (councils,).

    Worked out once. None of it runs before the way of buying is prepared, after the warm-up.
    """
    found = world.relations.levers
    if name not in found:
        found[name] = np.array(
            [float(getattr(buyer.mechanism.governance, name)) for buyer in world.commissioners]
        )
    return found[name]


def note_counts(world: "World") -> None:
    """Enter what happened this month into the record; nothing if nothing did."""
    counts = world.relations.counts
    for name, times in counts.items():
        world.record.note(name, times)
    counts.clear()


def runs(world: "World", name: str) -> bool:
    """Whether any council has set it and is past the months that all options share."""
    return world.month > world.scenario.warm_up and bool(lever_of(world, name).any())


def outside(world: "World") -> NDArray[np.bool_]:
    """Who is open and not a council's own team, shape (providers,)."""
    market = world.market
    return np.asarray(market.active & (market.kind != world.in_house_kind))
