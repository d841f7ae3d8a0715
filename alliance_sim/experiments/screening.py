"""One assumption at a time: every option with one number at an end of its range, same luck.

Numbers that move nothing at all are found in groups first, so that few runs are spent on them:
where all numbers of a group go to an end together and no result differs in its last digit, none
of them is in use.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from alliance_sim.evidence import InputError, Parameter, Value
from alliance_sim.experiments.axes import at, at_place
from alliance_sim.experiments.regimes import Found, Progress, run_worlds
from alliance_sim.scenario import Scenario

ENDS: Mapping[str, float] = {"low": 0.0, "high": 1.0}
"""The ends of a range, and how far along it they lie."""


@dataclass(frozen=True)
class Tried:
    """What came of one number at one end of its range."""

    path: str
    end: str
    """`low` or `high`."""

    found: Found | None
    """Results of the options; None where no scenario can have the number there."""


def far_end(parameter: Parameter, value: Value) -> str:
    """The end of a parameter's range that lies farther from a value.

    Args:
        parameter: one with a range.
        value: what the scenario has.
    """
    low, high = float(at_place(parameter, 0.0)), float(at_place(parameter, 1.0))
    return "low" if float(value) - low > high - float(value) else "high"


def one_at_a_time(
    scenario: Scenario,
    ends: Sequence[tuple[Parameter, str]],
    *,
    replications: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Found, list[Tried]]:
    """The scenario as it is, and with each number in turn at an end of its range.

    Args:
        scenario: what is changed.
        ends: which numbers, each with the end that it goes to.
        replications: futures of each world.
        seed: their seed.
        executor: anything with `map`; this process where there is none.
        progress: told after every run.
    """
    worlds: dict[tuple[str, str], Scenario] = {}
    for one, end in ends:
        try:
            worlds[one.path, end] = at(scenario, {one.path: at_place(one, ENDS[end])})
        except InputError:
            continue
    found = run_worlds(
        [scenario, *worlds.values()],
        replications=replications,
        seed=seed,
        executor=executor,
        progress=progress,
    )
    by_key = dict(zip(worlds, found[1:], strict=True))
    return found[0], [Tried(one.path, end, by_key.get((one.path, end))) for one, end in ends]


def idle(
    scenario: Scenario,
    parameters: Sequence[Parameter],
    *,
    seed: int,
    executor: Executor | None = None,
) -> set[str]:
    """The paths that, taken in groups to the far ends of their ranges, move no result at all.

    One future of every option tells. A group that moves something is split by the next part of
    its paths; single numbers are left to `one_at_a_time`.

    Args:
        scenario: what is asked about.
        parameters: those with a range.
        seed: seed of the luck.
        executor: anything with `map`; this process where there is none.
    """
    (base,) = run_worlds([scenario], replications=1, seed=seed, executor=executor)
    asleep: set[str] = set()
    groups = _split(parameters, 0)
    depth = 1
    while groups:
        found = [_together(scenario, group, seed, executor) for group in groups]
        again: list[tuple[Parameter, ...]] = []
        for group, one in zip(groups, found, strict=True):
            if one is not None and alike(base, one):
                asleep |= {parameter.path for parameter in group}
            else:
                again += _split(group, depth)
        groups = again
        depth += 1
    return asleep


def alike(one: Found, other: Found) -> bool:
    """Whether two worlds came to the same in every result of every option, to the last digit."""
    return all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)


def _together(
    scenario: Scenario,
    group: Sequence[Parameter],
    seed: int,
    executor: Executor | None,
) -> Found | None:
    settings = {
        one.path: at_place(one, ENDS[far_end(one, scenario.values[one.path])]) for one in group
    }
    try:
        world = at(scenario, settings)
    except InputError:
        return None
    (found,) = run_worlds([world], replications=1, seed=seed, executor=executor)
    return found


def _split(parameters: Sequence[Parameter], depth: int) -> list[tuple[Parameter, ...]]:
    """Groups whose paths share one part more than the depth; a single number is no group."""
    groups: dict[str, list[Parameter]] = {}
    for one in parameters:
        head = ".".join(one.path.split(".")[: depth + 1])
        groups.setdefault(head, []).append(one)
    return [tuple(group) for group in groups.values() if len(group) > 1]
