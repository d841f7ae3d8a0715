"""The roll: everyone who lives in the place during a run, by number, with when they come and go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.world.care import no_care
from alliance_sim.world.draws import Streams
from alliance_sim.world.kernel import ONE_THREAD
from alliance_sim.world.people import (
    GROUPS,
    IN_CARE,
    OVERLOOKED,
    WAITING,
    People,
    cells_of_places,
)
from alliance_sim.world.place import Place, build_place
from alliance_sim.world.population import living_rules, populate

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Resident:
    """Who one simulated person is: what no way of buying can move.

    `came` is the month in which they come, 0 if they are there when the story begins; `left` the
    month in which they die or move away and somebody else takes their place, None if they stay to
    the end. `need_hours_week` is the care they usually need beyond what family and friends give,
    at the level of need at the start of the run; `family_hours_week` what those give at first.
    `known` says whether the council knows them when they come, `in_care` whether home care already
    comes to them then. `services` are those bought here that they have or may come to need.
    """

    number: int
    council: str
    neighbourhood: int
    came: int
    left: int | None
    need_hours_week: float
    family_hours_week: float
    overlooked: bool
    voiceless: bool
    isolated: bool
    known: bool
    in_care: bool
    services: tuple[str, ...]
    place: int
    """Position among the places of the simulation, which others take after them."""


@dataclass(frozen=True, slots=True)
class Roll:
    """Everyone of one future as columns; the person with number n stands at n - 1.

    Those who are there at the start come first, in order of place; then newcomers, in order of
    month and place. The same people bear the same numbers under every option.
    """

    where: Place
    warm_up: int
    place: Ints
    came: Ints
    left: Ints
    """Month of leaving; 0 for those who stay."""
    need: Floats
    family: Floats
    overlooked: Bools
    voiceless: Bools
    isolated: Bools
    known: Bools
    in_care: Bools
    joined: Bools
    zone: Ints

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.place)

    @property
    def numbers(self) -> Ints:
        """Everyone's number."""
        return np.arange(1, len(self) + 1)

    def council_of(self) -> Ints:
        """Position of everyone's council."""
        return np.asarray(self.where.zone_council[self.zone])

    def resident(self, number: int) -> Resident:
        """The person with a number.

        Raises:
            LookupError: Nobody has this number.
        """
        if not 1 <= number <= len(self):
            raise LookupError(f"nobody has number {number}; there are {len(self)} people")
        at = number - 1
        zone = int(self.zone[at])
        council = int(self.where.zone_council[zone])
        first = int(np.flatnonzero(self.where.zone_council == council)[0])
        voiceless, isolated = bool(self.voiceless[at]), bool(self.isolated[at])
        needs = (True, True, voiceless, True, isolated)
        bought = zip(SERVICES, needs, self.where.commissioned, strict=True)
        return Resident(
            number=number,
            council=self.where.names[council],
            neighbourhood=zone - first + 1,
            came=int(self.came[at]),
            left=int(self.left[at]) or None,
            need_hours_week=float(self.need[at]),
            family_hours_week=float(self.family[at]),
            overlooked=bool(self.overlooked[at]),
            voiceless=voiceless,
            isolated=isolated,
            known=bool(self.known[at]),
            in_care=bool(self.in_care[at]),
            services=tuple(name for name, needed, here in bought if needed and here),
            place=int(self.place[at]),
        )

    def __contains__(self, number: int) -> bool:
        """Whether anybody has a number."""
        return 1 <= number <= len(self)


def call_roll(scenario: Scenario, seed: int = 1, replication: int = 0) -> Roll:
    """Everyone who lives in the place during one future.

    Who comes and who goes is luck and usual need alone, so the months are lived through by the
    model's own rules with no service at work.

    Args:
        scenario: What is simulated.
        seed: Seed of the experiment.
        replication: Which future.
    """
    values: Mapping[str, Any] = scenario.values
    place, streams = build_place(scenario), Streams(seed, replication)
    people, sums, partial = populate(place, values, streams)
    rules, care = living_rules(values, place), no_care(place.n_cells)
    care.level[:] = place.cell_level
    everyone = np.arange(len(people.base))
    last = everyone.copy()
    left = [np.zeros(len(everyone), dtype=np.int64)]
    parts = [_facts(people, everyone, 0, people.stage >= WAITING)]
    for month in range(1, scenario.months + 1):
        keys = (streams.key_of(name, month) for name in ("month_of_people", "people"))
        ONE_THREAD.need(month, *keys, people, place.cells, rules, care, partial, sums)
        new = np.flatnonzero(people.arrived == month)
        if len(new) == 0:
            continue
        gone = np.concatenate(left)
        gone[last[new]] = month
        left = [gone, np.zeros(len(new), dtype=np.int64)]
        last[new] = len(gone) + np.arange(len(new))
        parts.append(_facts(people, new, month, people.stage[new] >= WAITING))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    cell = cells_of_places(place.cells)[columns["place"]]
    return Roll(
        where=place,
        warm_up=scenario.warm_up,
        left=np.concatenate(left),
        overlooked=place.cells.group[cell] == OVERLOOKED,
        zone=cell // GROUPS,
        **columns,
    )


def _facts(people: People, places: Ints, came: int, known: Bools) -> dict[str, NDArray[Any]]:
    """Those who come in one month, as columns; only at the start is anyone in care already."""
    start = came == 0
    return {
        "place": places,
        "came": np.full(len(places), came),
        "need": people.base[places],
        "family": people.support0[places],
        "voiceless": people.voiceless[places] > 0,
        "isolated": people.isolated[places] > 0,
        "known": known,
        "in_care": (people.stage[places] == IN_CARE) & start,
        "joined": (people.joined[places] > 0) & start,
    }
