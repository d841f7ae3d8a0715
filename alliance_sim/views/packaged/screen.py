"""Move every assumption of the stories to the ends of its range, and package what that does.

Run by hand: `python -m alliance_sim.views.packaged.screen`. It takes about a quarter of an hour on
one core. The first story is screened over every number that is in use. The others try the numbers
that moved the first story most and those of what only they buy or compare; `--every` has them try
everything, which takes six times as long. Each file says for itself what was tried.
"""

import argparse
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor

import numpy as np
import pandas as pd

from alliance_sim import __version__
from alliance_sim.analysis.influence import Results
from alliance_sim.evidence import Parameter, catalogue
from alliance_sim.experiments.axes import has_range
from alliance_sim.experiments.regimes import Found, run_worlds, sample
from alliance_sim.experiments.screening import ENDS, Tried, far_end, idle, one_at_a_time
from alliance_sim.rules.mechanisms import MECHANISMS
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.load import with_changes
from alliance_sim.views.asked.question import FIRST, SEED, STORIES, Asked
from alliance_sim.views.packaged.assumptions import (
    BASE,
    RESIDENTS,
    RESULTS,
    SAMPLE,
    SCREEN,
    STILL,
    screened,
)
from alliance_sim.views.packaged.store import HOME, About, write
from alliance_sim.views.screen import say

FUTURES = 2
"""Futures at both ends, for the numbers that moved most in one."""

CLOSER, CLOSER_ELSEWHERE = 40, 10
"""Numbers looked at closer in the first story, and in every other."""

CARRIED = 25
"""Numbers that moved the first story most, and are tried in every other."""

SETS = 160
"""Parameter sets of the sample of the first story."""

RANKED_BY = "net_monetary_benefit_gbp"
"""What a number must move to be looked at closer."""

NEXT_TO_NOTHING = 1e-9
"""Stands for a number that moves something, but not what it is ranked by."""


def ranged() -> list[Parameter]:
    """Every number that has a range."""
    return [one for one in catalogue().parameters.values() if has_range(one)]


def small(story: str) -> Scenario:
    """A story with few residents."""
    return with_changes(Asked(story).scenario(), {"place.residents": RESIDENTS})


def screen(
    story: str,
    tried: Collection[str] | None,
    closer: int,
    executor: Executor | None,
) -> tuple[pd.DataFrame, list[str]]:
    """What moving each number does in a story, as a table, and the numbers that move it most.

    Args:
        story: its name.
        tried: paths to try; every number where None.
        closer: how many of them are looked at closer, at both ends and in more futures.
        executor: worker processes.
    """
    scenario = small(story)
    chosen = [one for one in ranged() if tried is None or one.path in tried]
    asleep = idle(scenario, chosen, seed=SEED, executor=executor) if tried is None else set()
    awake = [one for one in chosen if one.path not in asleep]
    say(f"{story}: {len(chosen)} numbers, {len(awake)} to be tried one at a time")
    ends = [(one, far_end(one, scenario.values[one.path])) for one in awake]
    base, first = one_at_a_time(scenario, ends, replications=1, seed=SEED, executor=executor)
    order = sorted(first, key=lambda one: -_swing(base, one))
    asleep |= {one.path for one in first if one.found is not None and _swing(base, one) == 0}
    moving = [one for one in order if one.path not in asleep]
    near = {one.path for one in moving[:closer]}
    pairs = [(one, end) for one in awake if one.path in near for end in ENDS]
    again, second = one_at_a_time(
        scenario, pairs, replications=FUTURES, seed=SEED, executor=executor
    )
    rest = [one for one in moving if one.path not in near]
    rows = [*_rows(scenario, "", BASE, again)]
    for one in (*second, *rest):
        rows += _rows(scenario, one.path, one.end, one.found)
    rows += [_row(path, STILL, "", 0, [np.nan] * len(RESULTS)) for path in sorted(asleep)]
    return pd.DataFrame(rows), [one.path for one in moving]


def _swing(base: Found, one: Tried) -> float:
    """How far a number moves what options differ by in the ranking's result; 0 for nothing."""
    if one.found is None:
        return 0.0
    moved = (one.found[RANKED_BY] - base[RANKED_BY]).mean(axis=0)
    apart = float(np.ptp(moved))
    differs = any(not np.array_equal(one.found[name], base[name]) for name in RESULTS)
    return apart or (NEXT_TO_NOTHING if differs else 0.0)


def _rows(
    scenario: Scenario, path: str, end: str, found: Found | None
) -> Iterable[dict[str, object]]:
    if found is None:
        return
    for place, option in enumerate(scenario.options):
        for replication in range(len(found[RANKED_BY])):
            values = [float(found[name][replication, place]) for name in RESULTS]
            yield _row(path, end, option, replication, values)


def _row(
    path: str, end: str, option: str, replication: int, values: Sequence[float]
) -> dict[str, object]:
    head = {"path": path, "end": end, "option": option, "replication": replication}
    return head | dict(zip(RESULTS, values, strict=True))


def own_numbers(scenario: Scenario, beside: Scenario) -> set[str]:
    """Numbers of the services and ways of buying of a scenario that another has not."""
    here, there = ({type(way) for way in one.options.values()} for one in (scenario, beside))
    ways = {name for name, way in MECHANISMS.items() if way in here - there}
    # A service among fewer weighs more: its numbers are tried wherever fewer are bought.
    bought = {*scenario.services} if len(scenario.services) < len(beside.services) else set()
    groups = ways | bought & {*SERVICES}
    return {one.path for one in ranged() if one.path.partition(".")[0] in groups}


def sampled(story: str, tried: Sequence[str], executor: Executor | None) -> pd.DataFrame:
    """A Latin hypercube over the numbers that move a story: one row a set and option.

    All sets meet the same one future, so that they differ by their numbers alone.
    """
    scenario = small(story)
    known = catalogue().parameters
    drawn = sample(scenario, [known[path] for path in tried], SETS, SEED)
    found = run_worlds(drawn.worlds, replications=1, seed=SEED, executor=executor)
    rows = [
        {
            "set": number,
            "option": option,
            **{name: float(one[name][0, place]) for name in RESULTS},
            **dict(zip(tried, map(float, places), strict=True)),
        }
        for number, (one, places) in enumerate(zip(found, drawn.places, strict=True))
        for place, option in enumerate(scenario.options)
    ]
    return pd.DataFrame(rows)


def keep(story: str, name: str, table: pd.DataFrame, futures: int) -> None:
    """Store a table of a story, with what it was made of."""
    digest = Asked(story).scenario().digest
    write(HOME / story, name, table, About(story, digest, __version__, SEED, futures, RESIDENTS))
    say(f"Packaged: {story}, {name}")


def main() -> None:
    """Screen the stories named on the command line, or all, and sample the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=[*STORIES], help="names of stories")
    parser.add_argument("--every", action="store_true", help="try every number in every story")
    given = parser.parse_args()
    for story in given.stories:
        if story == FIRST:
            table, moving = screen(FIRST, None, CLOSER, None)
            keep(FIRST, SCREEN, table, FUTURES)
            keep(FIRST, SAMPLE, sampled(FIRST, moving[:CLOSER], None), 1)
            continue
        tried = None if given.every else carried() | own_numbers(small(story), small(FIRST))
        keep(story, SCREEN, screen(story, tried, CLOSER_ELSEWHERE, None)[0], FUTURES)


def carried() -> set[str]:
    """The numbers that moved the first story most, from its own screen."""
    found = screened(FIRST, Asked(FIRST).scenario().digest)
    return {*found.most(Results(RANKED_BY), CARRIED)} if found else set()


if __name__ == "__main__":
    main()
