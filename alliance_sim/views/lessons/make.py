"""Simulate what the chapters of the lesson show, and package it. Takes a few minutes."""

import argparse
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
import pandas as pd

from alliance_sim import __version__
from alliance_sim.results.tables import OUTCOMES
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import Run, simulate
from alliance_sim.views.asked.question import FUTURES, SEED
from alliance_sim.views.lessons.chapter import Chapter, World
from alliance_sim.views.lessons.reading import chapters
from alliance_sim.views.lessons.stored import (
    BASE,
    CHANGED,
    MONTHS,
    PLACE,
    places,
    scenario,
)
from alliance_sim.views.packaged.store import LESSONS, About, write
from alliance_sim.views.screen import say
from alliance_sim.views.workers import asking

CHANGED_FUTURES = 10
"""Futures at each place of the one change."""

Job = tuple[Scenario, str, int, tuple[str, ...]]


def package(chapter: Chapter, executor: Executor | None) -> None:
    """Simulate one chapter and store what came out."""
    world = chapter.world
    if world is None:
        return
    base = scenario(world)
    runs = _runs(base, FUTURES, world, executor)
    about = About(world.story, base.digest, __version__, SEED, FUTURES, runs[0].people)
    folder = LESSONS / chapter.name
    write(folder, BASE, _outcomes(runs, world), about)
    if world.months:
        write(folder, MONTHS, _months(runs, world.months), about)
    moved = [
        _outcomes(_runs(there, CHANGED_FUTURES, world, executor), world).assign(**{PLACE: place})
        for place, there in places(world)
    ]
    write(folder, CHANGED, pd.concat(moved, ignore_index=True), about)
    say(f"Packaged: chapter {chapter.number}, {chapter.title}")


def _runs(there: Scenario, count: int, world: World, executor: Executor | None) -> list[Run]:
    each = map if executor is None else executor.map
    jobs: Iterable[Job] = [
        (there, option, replication, _further(world))
        for option in there.options
        for replication in range(count)
    ]
    return list(each(_run, jobs))


def _run(job: Job) -> Run:
    there, option, replication, measures = job
    return simulate(there, option, SEED, replication, measures=measures)


def _further(world: World) -> tuple[str, ...]:
    """The measures of a chapter that are not outcomes."""
    known = {column.name for column in OUTCOMES}
    asked = dict.fromkeys((world.outcome, *world.shown))
    return tuple(name for name in asked if name not in known)


def _outcomes(runs: Sequence[Run], world: World) -> pd.DataFrame:
    names = [column.name for column in OUTCOMES]
    return pd.DataFrame(
        [
            {
                "option": run.option,
                "replication": run.replication,
                **{name: run.outcomes[name] for name in names},
                **{name: float(run.measures[name]) for name in _further(world)},
            }
            for run in runs
        ]
    )


def _months(runs: Sequence[Run], names: Sequence[str]) -> pd.DataFrame:
    parts: list[dict[str, Any]] = [
        {
            "option": run.option,
            "replication": run.replication,
            "month": np.arange(1, len(run.monthly[names[0]]) + 1),
            **{name: run.monthly[name] for name in names},
        }
        for run in runs
    ]
    return pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True)


def main() -> None:
    """Package the chapters named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [chapter.name for chapter in chapters()]
    parser.add_argument("chapters", nargs="*", default=names, help="names of chapters")
    parser.add_argument(
        "--workers", type=int, default=None, help="processes; all cores unless said"
    )
    given = parser.parse_args()
    with asking("Packaging", given.workers) as (executor, _):
        for chapter in chapters():
            if chapter.name in given.chapters:
                package(chapter, executor)


if __name__ == "__main__":
    main()
