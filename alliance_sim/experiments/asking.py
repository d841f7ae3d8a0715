"""Ask the model questions: the worlds that a question is about, and their runs."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_sim.evidence.asking import BEST, Question
from alliance_sim.experiments.regimes import COLUMNS, Found, Progress, run_worlds
from alliance_sim.scenario import Scenario, load
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD

Find = Callable[[str], Path]
"""The file of a scenario by its name."""


@dataclass(frozen=True)
class Answer:
    """What became of the worlds of a question.

    `met` is the world in which the condition holds; `other` the one it is held against: the start
    of a move, or the same without the condition (None where nothing else differs).
    """

    question: Question
    options: tuple[str, ...]
    met: Found
    other: Found | None


def worlds_of(question: Question, find: Find) -> tuple[Scenario, Scenario | None]:
    """The world in which a question's condition holds, and the one it is held against.

    Raises:
        InputError: A setting is not one that the scenario can have.
        ValueError: The question names an option that the scenario does not have.
    """
    base = load(find(question.scenario), dict(question.base))
    if unknown := [name for name in question.of if name not in base.options]:
        raise ValueError(f"{question.says}: {base.title} has no option {', '.join(unknown)}")
    if question.expect != BEST:
        # Options that are not asked about need not be run: nobody's luck depends on them.
        base = with_changes(
            base, {FIELD: {name: base.written[FIELD][name] for name in question.of}}
        )
    met = _changed(base, question.condition)
    if question.start:
        return _changed(met, question.end), _changed(met, question.start)
    return met, base if question.expect == BEST and met is not base else None


def _changed(world: Scenario, changes: Mapping[str, Any]) -> Scenario:
    return with_changes(world, changes) if changes else world


def ask(
    groups: Sequence[Sequence[Question]],
    find: Find,
    *,
    replications: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
    outputs: Sequence[Sequence[Sequence[str]]] | None = None,
) -> list[list[Answer]]:
    """Every question of every group, all in the same futures.

    Args:
        groups: What is asked.
        find: Finds a scenario's file by name.
        replications: Futures of each world, at least 2.
        seed: Seed of the experiment.
        executor: Anything with `map`; this process where there is none.
        progress: Told after every run.
        outputs: What each question needs found; outcomes and parties always are.
    """
    pairs = [[worlds_of(one, find) for one in group] for group in groups]
    worlds = [world for group in pairs for pair in group for world in pair if world is not None]
    needed = outputs or [[()] * len(group) for group in groups]
    measures = [
        [name for name in names if name not in COLUMNS]
        for own, every in zip(pairs, needed, strict=True)
        for pair, names in zip(own, every, strict=True)
        for world in pair
        if world is not None
    ]
    found = iter(
        run_worlds(
            worlds,
            replications=replications,
            seed=seed,
            executor=executor,
            progress=progress,
            measures=measures,
        )
    )
    return [
        [
            Answer(one, tuple(met.options), next(found), None if other is None else next(found))
            for one, (met, other) in zip(group, own, strict=True)
        ]
        for group, own in zip(groups, pairs, strict=True)
    ]
