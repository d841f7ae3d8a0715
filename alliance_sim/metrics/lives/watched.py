"""A world in which some people's months are noted down; what happens in it is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.world.deals import Deal
from alliance_sim.world.kernel import BLOCK, SCRATCH
from alliance_sim.world.life import AT, SUMS
from alliance_sim.world.living import life_of
from alliance_sim.world.model import World
from alliance_sim.world.needing import need_of
from alliance_sim.world.offer import Offer, offer_to
from alliance_sim.world.people import People, cells_of_places


@dataclass(frozen=True, slots=True)
class Lived:
    """One place's month.

    `stage` and `joined` are as the month began, `people` the columns as it ended; `sums` what the
    model counts, of this person alone; `offer` what services offered; `serves` who served and
    `deals` under which contract, by service, None where it is not bought.
    """

    stage: int
    joined: int
    ended: dict[str, float]
    sums: NDArray[np.float64]
    offer: Offer
    serves: tuple[int, ...]
    deals: tuple[Deal | None, ...]

    def count(self, name: str) -> float:
        """One of `life.SUMS` for this person."""
        return float(self.sums[AT[name]])


class Watched(World):
    """A world that notes what befalls those at some places.

    When everyone has lived through a month, each of them lives through it once more, alone and on
    paper: by the same compiled rules and the same luck. What the rules count is then theirs. No
    number is drawn, and nothing is written to the world.

    Args:
        scenario: What is simulated.
        option: Name of one of its options.
        seed: Seed of the experiment.
        replication: Which future.
        places: Positions among the places of the simulation.
    """

    def __init__(
        self, scenario: Scenario, option: str, seed: int, replication: int, places: Sequence[int]
    ) -> None:
        super().__init__(scenario, option, seed, replication)
        self.watched = tuple(dict.fromkeys(places))
        self.cell_of = cells_of_places(self.place.cells)
        self.lived: dict[int, Lived] = {}
        columns: dict[str, Any] = {
            name: column.copy() for name, column in self.people._asdict().items()
        }
        self._paper = People(**columns)

    def live(self) -> None:
        """Residents live through the month; those who are watched, twice."""
        places = list(self.watched)
        for name in People._fields:
            getattr(self._paper, name)[places] = getattr(self.people, name)[places]
        super().live()
        self.lived = {place: self._alone(place) for place in self.watched}

    def _alone(self, place: int) -> Lived:
        people, cell = self._paper, int(self.cell_of[place])
        stage, joined = int(people.stage[place]), int(people.joined[place])
        key, newcomers = (
            self.streams.key_of(name, self.month) for name in ("month_of_people", "people")
        )
        offer: Any = offer_to(self.care, cell, self.living)
        sums, scratch = np.zeros(len(SUMS)), np.empty((SCRATCH, BLOCK))
        here = np.uint64(place), np.uint64(place + 1)
        need_of(
            *here, self.place.cells.group[cell], self.month, key, newcomers, people, self.living,
            offer, scratch, sums,
        )  # fmt: skip
        life_of(*here, key, people, self.living, offer, scratch, sums)
        return Lived(
            stage=stage,
            joined=joined,
            ended={name: float(getattr(people, name)[place]) for name in People._fields},
            sums=sums,
            offer=offer,
            serves=tuple(int(row) for row in self.serves[:, cell]),
            deals=tuple(self._deal(service, cell) for service in range(len(SERVICES))),
        )

    def _deal(self, service: int, cell: int) -> Deal | None:
        """The contract under which a cell is served this month."""
        if not self.place.commissioned[service]:
            return None
        table = self.posts.table
        return self.posts.deals[int(table.deal[int(table.at[service, cell])])]
