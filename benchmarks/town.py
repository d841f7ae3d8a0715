"""Residents with nobody around them: the world's people, living on a fixed offer of care."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alliance_sim.scenario import load
from alliance_sim.world.draws import Streams
from alliance_sim.world.kernel import ONE_THREAD, Month
from alliance_sim.world.life import AT, Care
from alliance_sim.world.place import build_place
from alliance_sim.world.population import living_rules, populate

SCENARIO = Path(__file__).parents[1] / "scenarios" / "bexley_home_care.yaml"

USUAL_CARE = {
    "outreach": 0.02,
    "assessed": 0.6,
    "handoff_care": 0.85,
    "reablement": 0.9,
    "reablement_quality": 0.6,
    "handoff_home": 0.85,
    "handoff_community": 0.6,
    "met": 0.93,
    "verifiable": 0.6,
    "relational": 0.55,
    "informing": 0.55,
    "tie_broken": 0.06,
    "changed": 0.0,
    "tie_kept": 0.5,
    "advocacy": 0.5,
    "community": 0.5,
    "sharing": 0.3,
    "co_design": 0.2,
    "trust": 0.5,
    "monitoring": 0.4,
    "handoffs": 0.85,
    "between_care": 1.0,
    "between_home": 1.0,
    "between_community": 1.0,
    "level": -0.03,
    "network": 0.0,
    "planned": 0.0,
    "lost_care": 0.0,
    "lost_home": 0.0,
    "lent": 0.0,
    "lent_before": 0.0,
    "eased": 0.0,
    "company": 0.0,
    "safer": 0.0,
}
"""A month of ordinary care: every path through a resident's month is taken by someone."""


class Town:
    """Bexley's residents, as many as wanted, and what they are offered month after month.

    Args:
        residents: How many.
        seed: Seed of their luck.
        replication: Which future.
        rules: Rules of their lives to change, by the names of `Living`.
    """

    def __init__(self, residents: int, seed: int = 1, replication: int = 0, **rules: float) -> None:
        scenario = load(SCENARIO, {"place.residents": residents})
        place = build_place(scenario)
        self.streams = Streams(seed, replication)
        self.people, self.sums, self.partial = populate(place, scenario.values, self.streams)
        self.rules = living_rules(scenario.values, place)._replace(**rules)
        self.cells, self.n_cells, self.residents = place.cells, place.n_cells, residents
        self.month = 0

    def care(self, **changes: float | NDArray[np.float64]) -> Care:
        """Ordinary care for every cell, with changes: one value for all cells, or one for each."""
        columns = {**USUAL_CARE, **changes}
        return Care(
            **{name: np.full(self.n_cells, columns[name], dtype=float) for name in Care._fields}
        )

    def keys(self, month: int) -> tuple[np.uint64, np.uint64]:
        """Keys of a month's luck and of its newcomers."""
        streams = self.streams
        return streams.key_of("month_of_people", month), streams.key_of("people", month)

    def live(self, care: Care, run: Month = ONE_THREAD) -> None:
        """One month for everyone."""
        self.month += 1
        key, newcomers = self.keys(self.month)
        everyone = (self.people, self.cells, self.rules, care, self.partial, self.sums)
        run.need(self.month, key, newcomers, *everyone)
        run.life(key, *everyone)

    def total(self, name: str) -> float:
        """What was counted this month in all cells together."""
        return float(self.sums[:, AT[name]].sum())
