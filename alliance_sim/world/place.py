"""The place: whose care is bought, how many people stand behind each simulated one, which lots."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.evidence import councils
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.world.people import GROUPS, Cells, lay_out


@dataclass(frozen=True)
class Place:
    """Councils, zones and cells of one scenario.

    `people` is the real number of people behind the simulation, `scale` real people per simulated
    resident; `zone_council` the council of each zone, shape (zones,); `assessment_factor` the
    assessments a council makes for each newcomer simulated, shape (councils,); `shift` how far its
    people's wellbeing lies from England's, shape (councils,); `start` the wellbeing with which
    people arrive in England; `commissioned` which services are bought, shape (services,).
    """

    names: tuple[str, ...]
    people: float
    scale: float
    zones: int
    zone_council: NDArray[np.int64]
    cells: Cells
    assessment_factor: NDArray[np.float64]
    shift: NDArray[np.float64]
    start: float
    commissioned: NDArray[np.bool_]

    @property
    def n_councils(self) -> int:
        """Number of councils."""
        return len(self.names)

    @property
    def n_cells(self) -> int:
        """Number of cells (zones times groups)."""
        return len(self.cells.group)

    @cached_property
    def cell_council(self) -> NDArray[np.int64]:
        """Council of each cell, shape (cells,)."""
        return np.repeat(self.zone_council, GROUPS)

    @cached_property
    def cell_assessments(self) -> NDArray[np.float64]:
        """Assessments made for each newcomer simulated, by cell, shape (cells,)."""
        return np.asarray(self.assessment_factor[self.cell_council])

    @cached_property
    def cell_level(self) -> NDArray[np.float64]:
        """How far wellbeing in each cell lies from England's, shape (cells,)."""
        return np.asarray(self.shift[self.cell_council])

    def lots(self, council: int, service: int, count: int) -> list[NDArray[np.int64]]:
        """Zones of each lot when a council's volume of a service is divided into `count` lots."""
        zones = np.flatnonzero(self.zone_council == council)
        return [zones[lot::count] for lot in range(min(count, len(zones)))]


def known_share(values: Mapping[str, Any], overlooked: float) -> float:
    """Share of people with needs whom a council knows when they arrive."""
    connected = float(values["residents.known_connected"])
    hidden = float(values["residents.known_overlooked"])
    return (1 - overlooked) * connected + overlooked * hidden


def build_place(scenario: Scenario) -> Place:
    """Turn a scenario's councils and number of residents into zones and cells."""
    values: Mapping[str, Any] = scenario.values
    table = councils()
    chosen = [table[name] for name in scenario.councils]
    imd = np.array([council.imd_score for council in table.values()])
    standing = (np.array([council.imd_score for council in chosen]) - imd.mean()) / imd.std()
    overlooked = np.clip(
        values["residents.overlooked_share"]
        * (1 + values["place.deprivation_effect"] * np.nan_to_num(standing)),
        0.0,
        1.0,
    )
    known = np.array([known_share(values, share) for share in overlooked])
    # Where nobody is known from the start, clients are all there are.
    known = np.where(known > 0, known, 1.0)
    at_home = np.array([council.long_term_clients for council in chosen], dtype=float)
    people = at_home * values["place.community_share"] / known
    zones_each = int(values["place.zones"])
    simulated = _shares(scenario.residents, people)
    zone_council = np.repeat(np.arange(len(chosen)), zones_each)
    per_zone = np.concatenate([_shares(count, np.ones(zones_each)) for count in simulated])
    cells = lay_out(per_zone, overlooked[zone_council])
    reference = float(values["place.quality_of_life_reference"])
    top = float(values["place.quality_of_life_points"])
    score = np.array([council.ascof_1a for council in chosen])
    score = np.where(np.isnan(score), reference, score)
    newcomers = people * values["residents.death_rate"]
    return Place(
        names=tuple(scenario.councils),
        people=float(people.sum()),
        scale=float(people.sum() / scenario.residents),
        zones=len(zone_council),
        zone_council=zone_council,
        cells=cells,
        assessment_factor=np.array([c.assessments_per_year for c in chosen]) / newcomers,
        shift=(score - reference) / top,
        start=reference / top,
        commissioned=np.array([name in scenario.services for name in SERVICES]),
    )


def _shares(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Divide a whole number in proportion to weights (largest remainder)."""
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    short = total - int(whole.sum())
    whole[np.argsort(-(exact - whole), kind="stable")[:short]] += 1
    return whole
