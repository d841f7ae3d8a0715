"""What community schemes see of the place this month, and what they bring to it."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import HOME
from alliance_sim.world.life import AT
from alliance_sim.world.people import OVERLOOKED

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

THOUSAND = 1000
"""People for whom paid staff of a scheme are counted."""


class Here(NamedTuple):
    """The place at the end of last month, real scale; by cell unless said.

    `hours` are the hours a week that people in care want of paid care or of whoever takes its
    place; `standing` of ties with care workers, 0 to 1; `dying` the share of people who died or
    moved away, by council; `coverage` how far schemes reach, `suits` how well they suit the people
    there, both 0 to 1; `funded` the share of usual funding.
    """

    council: NDArray[np.int64]
    councils: int
    overlooked: NDArray[np.bool_]
    residents: Floats
    in_care: Floats
    unknown: Floats
    isolated: Floats
    hours: Floats
    standing: Floats
    dying: Floats
    coverage: Floats
    suits: Floats
    funded: float

    def by_council(self, of_cells: Floats) -> Floats:
        """Add cells up by council, shape (councils,)."""
        return np.asarray(np.bincount(self.council, of_cells, minlength=self.councils), dtype=float)

    def spread_out(self, of_councils: Floats, weight: Floats) -> Floats:
        """Divide what a council has among its cells by weight, shape (cells,)."""
        total = self.by_council(weight)
        share = np.divide(of_councils, total, out=np.zeros(self.councils), where=total > 0)
        return np.asarray(share[self.council] * weight)

    @property
    def thousands(self) -> Floats:
        """Residents of each council in thousands, shape (councils,)."""
        return self.by_council(self.residents) / THOUSAND

    def staff_of(self, per_thousand: float) -> Floats:
        """Paid staff of a scheme in each council, shape (councils,)."""
        return self.thousands * per_thousand * self.funded


@dataclass(slots=True)
class Brought:
    """What schemes bring this month; by cell, real scale, unless said.

    `instead` are hours a week that people in care get in place of home care; `around` hours a week
    that meet needs of all residents alike, served or not; `befriended` isolated people who are not
    alone any more; `close` people's worth of new close ties, less that of those they replace;
    `safer` log odds of a crisis taken away; `found` people brought to the council's notice;
    `hours` all hours a week, whatever they are good for; `cost` GBP a month by council.
    """

    instead: Floats
    around: Floats
    befriended: Floats
    close: Floats
    safer: Floats
    found: Floats
    hours: Floats
    cost: Floats


def nothing_brought(cells: int, councils: int) -> Brought:
    """A month in which no scheme brings anything."""
    by_cell = {part.name: np.zeros(cells) for part in fields(Brought)}
    return Brought(**{**by_cell, "cost": np.zeros(councils)})


def isolated_people(world: "World") -> Floats:
    """Isolated people in each cell, real scale."""
    cells = world.place.cells
    by_chunk = np.add.reduceat(world.people.isolated, cells.lo, dtype=np.int64)
    count = np.bincount(cells.cell, by_chunk, minlength=world.place.n_cells)
    return np.asarray(count * world.place.scale)


def look(world: "World", lent: Floats, coverage: Floats, suits: Floats, funded: float) -> Here:
    """See how things stand; `lent` is the share of home care that was brought last month."""
    place, sums = world.place, world.sums
    scale, half = place.scale, world.living.tie_half
    in_care = sums[:, AT["in_care"]]
    asked = (
        sums[:, AT["paid_need_hours"]]
        / np.maximum(1 - lent, np.finfo(float).eps)
        / world.living.weeks
    )
    months = sums[:, AT["tie_months"]] / np.maximum(in_care, 1)
    residents = np.bincount(place.cell_council, sums[:, AT["residents"]])
    deaths = np.bincount(place.cell_council, sums[:, AT["deaths"]])
    return Here(
        council=place.cell_council,
        councils=place.n_councils,
        overlooked=place.cells.group == OVERLOOKED,
        residents=sums[:, AT["residents"]] * scale,
        in_care=in_care * scale,
        unknown=(sums[:, AT["residents"]] - sums[:, AT["known"]]) * scale,
        isolated=isolated_people(world),
        hours=asked * scale,
        standing=months / (months + half),
        dying=deaths / residents,
        coverage=coverage,
        suits=suits,
        funded=funded,
    )


def torn_ties(world: "World") -> Floats:
    """Share of ties with care workers that a change of provider is cutting, by cell."""
    return np.asarray(world.changed[HOME] * (1 - world.tie_kept[HOME]))
