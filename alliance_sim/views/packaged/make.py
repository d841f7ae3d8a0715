"""Simulate every story, and each at every place of the main levers, and package the results.

Run by `make packaged`; takes about ten minutes on two cores.
"""

import argparse
import itertools
from concurrent.futures import Executor

import pandas as pd

from alliance_sim import __version__
from alliance_sim.experiments.compare import run_all
from alliance_sim.experiments.regimes import run_worlds
from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.asked.question import FUTURES, SEED, STORIES, Asked
from alliance_sim.views.packaged.estimate import OUTCOMES
from alliance_sim.views.packaged.store import GRID, HOME, KEPT, About, write
from alliance_sim.views.screen import say
from alliance_sim.views.shipped import on_pages
from alliance_sim.views.workers import asking

GRID_FUTURES = 3
"""Futures at each place of the levers: enough for an estimate that says that it is one."""


def package(story: str, executor: Executor | None) -> None:
    """Simulate one story and store what came out."""
    scenario = Asked(story).scenario()
    found = run_all(scenario, replications=FUTURES, seed=SEED, executor=executor)
    about = About(story, scenario.digest, __version__, SEED, FUTURES, found.people)
    for name in KEPT:
        write(HOME / story, name, found.tables()[name], about)
    if story in STORIES:
        write(HOME / story, GRID, _grid(story, executor), about)
    say(f"Packaged: {story}")


def _grid(story: str, executor: Executor | None) -> pd.DataFrame:
    places = list(itertools.product(*(lever.nodes for lever in LEVERS.values())))
    worlds = [Asked(story, levers=tuple(zip(LEVERS, at, strict=True))).scenario() for at in places]
    found = run_worlds(worlds, replications=GRID_FUTURES, seed=SEED, executor=executor)
    rows = [
        {
            **dict(zip(LEVERS, at, strict=True)),
            "option": option,
            "replication": replication,
            **{name: float(values[name][replication, place]) for name in OUTCOMES},
        }
        for at, world, values in zip(places, worlds, found, strict=True)
        for place, option in enumerate(world.options)
        for replication in range(GRID_FUTURES)
    ]
    return pd.DataFrame(rows)


def main() -> None:
    """Package the stories named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=[*on_pages()], help="names of stories")
    with asking("Packaging", None) as (executor, _):
        for story in parser.parse_args().stories:
            package(story, executor)


if __name__ == "__main__":
    main()
