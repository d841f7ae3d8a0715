"""Ask the model every claim: the two worlds of a switch, and what became of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alliance_sim.evidence.claims import Claim
from alliance_sim.experiments.regimes import COLUMNS, Found, Progress, run_worlds
from alliance_sim.metrics.measures import MEASURES
from alliance_sim.scenario import Scenario, load
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD

RESIDENTS = "place.residents"

Floats = NDArray[np.float64]
Find = Callable[[str], Path]
"""The file of a scenario by its name."""


@dataclass(frozen=True)
class Asked:
    """A claim and its outputs with the switch off and on, in the same futures.

    `off` and `on` hold an array of shape (replications,) for the output and each further one:
    its value under the one option, or under the first less that under the second.
    """

    claim: Claim
    off: Mapping[str, Floats]
    on: Mapping[str, Floats]


def worlds_of(claim: Claim, find: Find, residents: int) -> tuple[Scenario, Scenario]:
    """The world with the switch off and the one with it on, with no more options than are asked.

    Args:
        claim: What is asked.
        find: Finds a scenario's file by name.
        residents: How many are simulated, unless the claim says.

    Raises:
        InputError: A setting is not one that the scenario can have.
        ValueError: The claim names an option or an output that there is not.
    """
    world = load(find(claim.scenario), {RESIDENTS: residents, **claim.set})
    if unknown := [name for name in claim.options if name not in world.options]:
        raise ValueError(f"claim {claim.id}: {world.title} has no option {', '.join(unknown)}")
    outputs = (claim.output, *claim.also)
    if unknown := [name for name in outputs if name not in (*COLUMNS, *MEASURES)]:
        raise ValueError(f"claim {claim.id}: there is no output {', '.join(unknown)}")
    asked = {name: world.written[FIELD][name] for name in claim.options}
    off, on = (
        with_changes(world, {FIELD: asked, claim.switch: to}) for to in (claim.off, claim.on)
    )
    return off, on


def measures_of(claim: Claim) -> tuple[str, ...]:
    """The further measures among a claim's outputs."""
    return tuple(name for name in (claim.output, *claim.also) if name in MEASURES)


def ask(
    claims: Sequence[Claim],
    find: Find,
    *,
    replications: int,
    residents: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> list[Asked]:
    """Every claim, off and on, all in the same futures.

    Args:
        claims: What is asked.
        find: Finds a scenario's file by name.
        replications: Futures of each world, at least 2.
        residents: How many are simulated in each, unless a claim says.
        seed: Seed of the experiment.
        executor: Anything with `map`; this process where there is none.
        progress: Told after every run.
    """
    worlds = [world for claim in claims for world in worlds_of(claim, find, residents)]
    wanted = [measures_of(claim) for claim in claims for _ in range(2)]
    found = iter(
        run_worlds(
            worlds,
            replications=replications,
            seed=seed,
            executor=executor,
            progress=progress,
            measures=wanted,
        )
    )
    return [_asked(claim, found) for claim in claims]


def _asked(claim: Claim, found: Iterator[Found]) -> Asked:
    off, on = next(found), next(found)
    outputs = (claim.output, *claim.also)
    return Asked(
        claim,
        *({name: _compared(world[name]) for name in outputs} for world in (off, on)),
    )


def _compared(values: Floats) -> Floats:
    """What is compared of a table of shape (replications, options): one column, or two's gap."""
    return values[:, 0] - values[:, 1] if values.shape[1] > 1 else values[:, 0]
