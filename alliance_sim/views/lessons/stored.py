"""Packaged results of the lesson: for each chapter its world, and that world changed in one way."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from alliance_sim.scenario import Scenario, load
from alliance_sim.scenario.load import with_changes
from alliance_sim.views.lessons.chapter import Chapter, World
from alliance_sim.views.lessons.numbers import Numbers
from alliance_sim.views.packaged.store import LESSONS, About, read
from alliance_sim.views.shipped import shipped

BASE, MONTHS, CHANGED = "base", "months", "changed"
PLACE = "place"
"""The column that says at which place of the one change a row was simulated."""


@dataclass(frozen=True)
class Lesson:
    """What was simulated for a chapter."""

    about: About
    base: Numbers
    changed: pd.DataFrame

    def at(self, place: float) -> Numbers:
        """The world with its one change at a place."""
        here = self.changed[np.isclose(self.changed[PLACE], place)].drop(columns=PLACE)
        return Numbers(here, self.base.monthly.iloc[:0])

    def same_futures(self) -> Numbers:
        """The world as it was, in the futures in which the change was simulated."""
        known = self.changed["replication"].unique()
        table = self.base.outcomes
        here = table[table["replication"].isin(known)]
        return Numbers(here, self.base.monthly.iloc[:0])


def is_current(world: World, found: Lesson) -> bool:
    """Whether what was simulated is what the model would be asked today."""
    return found.about.digest == scenario(world).digest


def scenario(world: World) -> Scenario:
    """The scenario of a chapter's world.

    Raises:
        InputError: No scenario can have one of its changes.
    """
    return with_changes(load(shipped()[world.story]), world.changed)


def changed(world: World, place: float) -> Scenario:
    """The same with its one change at a place.

    Raises:
        InputError: No scenario can have it.
    """
    moved = dict.fromkeys(world.change.paths, place)
    return with_changes(load(shipped()[world.story]), {**world.changed, **moved})


def places(world: World) -> Iterator[tuple[float, Scenario]]:
    """Every place of the one change, with its scenario."""
    return ((place, changed(world, place)) for place in world.change.places)


def lesson(chapter: Chapter) -> Lesson | None:
    """What was simulated for a chapter; None if it needs nothing, or nothing can be read."""
    return _stored(chapter.name, bool(chapter.world.months)) if chapter.world else None


@cache
def _stored(name: str, has_months: bool) -> Lesson | None:
    folder = LESSONS / name
    try:
        base, about = read(folder, BASE)
        moved = read(folder, CHANGED)[0]
        months = read(folder, MONTHS)[0] if has_months else base.iloc[:0]
    except (OSError, KeyError, TypeError, ValueError):
        return None
    return Lesson(about, Numbers(base, months), moved)
