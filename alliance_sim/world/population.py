"""The people a run begins with, and the rules they live by."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.draws import Streams
from alliance_sim.world.life import AT, SUMS, Living
from alliance_sim.world.newcomers import settle_in
from alliance_sim.world.people import IN_CARE, WAITING, People, empty_people
from alliance_sim.world.place import Place

WEEKS_PER_MONTH = 365.25 / 7 / 12
"""Weeks in an average month."""

ELEMENTS = ("informed", "partner", "resources", "expertise", "connected")
"""The five elements of wellbeing."""

_ELSEWHERE = {
    "unbefriended": "voice.unbefriended",
    "network_strain": "carers.network_strain",
    "dropped": "pathways.dropped",
    "complements": "wellbeing.complements",
}
"""Rules that are parameters of other groups."""

_FROM_RESIDENTS = {
    "mean_hours": "hours_week",
    "death": "death_rate",
    "death_need": "death_need_effect",
}


def living_rules(values: Mapping[str, Any], place: Place) -> Living:
    """Collect the parameters that the residents' kernel reads, under its own names."""
    given: dict[str, float] = {"weeks": WEEKS_PER_MONTH, "start": place.start}
    for field in Living._fields:
        if field in given:
            continue
        element, _, rest = field.partition("_")
        if field in _ELSEWHERE:
            given[field] = float(values[_ELSEWHERE[field]])
        elif element in ELEMENTS:
            given[field] = float(values[f"wellbeing.{element}.{rest}"])
        elif element == "weight":
            given[field] = float(values[f"wellbeing.weight.{rest}"])
        elif element == "crisis" and field != "crisis_setback":
            given[field] = float(values[f"crisis.{rest}"])
        elif field in ("rise", "fall", "personal_sd"):
            given[field] = float(values[f"wellbeing.{field}"])
        else:
            given[field] = float(values[f"residents.{_FROM_RESIDENTS.get(field, field)}"])
    return Living(**given)


def populate(
    place: Place, values: Mapping[str, Any], streams: Streams
) -> tuple[People, NDArray[np.float64], NDArray[np.float64]]:
    """Draw the people the story begins with.

    Returns:
        The people; sums by cell as a month would leave them, shape (cells, len(SUMS)); and room
        for the kernel's partial sums, shape (chunks, len(SUMS)).
    """
    cells = place.cells
    people = empty_people(int(cells.hi.max()) if len(cells.hi) else 0)
    rules = living_rules(values, place)
    key = streams.key_of("people", 0)
    sums = np.zeros((place.n_cells, len(SUMS)))
    for lo, hi, cell in zip(cells.lo, cells.hi, cells.cell, strict=True):
        settle_in(lo, hi, cells.group[cell], place.cell_level[cell], key, people, rules)
        here = slice(lo, hi)
        row = sums[cell]
        known = people.stage[here] >= WAITING
        caring = people.stage[here] == IN_CARE
        row[AT["residents"]] += hi - lo
        row[AT["known"]] += known.sum()
        row[AT["in_care"]] += caring.sum()
        row[AT["voiceless_known"]] += (people.voiceless[here] * known).sum()
        row[AT["joined"]] += people.joined[here].sum()
        row[AT["paid_need_hours"]] += (people.base[here] * caring).sum() * WEEKS_PER_MONTH
    return people, sums, np.zeros((len(cells.lo), len(SUMS)))
