"""Search for terms: several aims at once, limits that must hold, the same answer for a seed.

The search is Optuna's tree-structured Parzen estimator: it learns from what was tried which terms
promise most, which matters when a try is many simulations. It asks for a whole batch of tries at
a time, of one size whatever the number of workers, so that workers cannot change the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Point = Mapping[str, float]
"""One value for each term."""

BATCH = 4
"""Tries asked for at once; more would let fewer of them learn from one another."""


@dataclass(frozen=True, slots=True)
class Term:
    """Something a search may set, from `low` to `high` in whole steps."""

    name: str
    low: float
    high: float
    step: float

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return float(self.step).is_integer()

    def nearest(self, value: float) -> float:
        """The value on the grid of this term that is nearest to another."""
        steps = round((min(max(value, self.low), self.high) - self.low) / self.step)
        return self.tidy(self.low + steps * self.step)

    def tidy(self, value: float) -> float:
        """The value as people would write it, without the noise of binary fractions."""
        return round(value) if self.is_whole else float(f"{value:.10g}")


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a point: its aims, and how far each limit is overstepped (0 or less: kept)."""

    aims: tuple[float, ...]
    overstepped: tuple[float, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything can be learnt from it: some terms cannot be signed, or never happen."""
        return bool(np.isfinite([*self.aims, *self.overstepped]).all())

    @property
    def keeps_the_limits(self) -> bool:
        """Whether it is known to overstep no limit."""
        return self.is_known and all(amount <= 0 for amount in self.overstepped)


@dataclass(frozen=True, slots=True)
class Tried:
    """A point and what became of it."""

    point: Point
    judged: Judged


Judge = Callable[[Sequence[Point]], Sequence[Judged]]
"""Judges a batch of points, each by itself."""


def search(
    judge: Judge,
    terms: Sequence[Term],
    higher_is_better: Sequence[bool],
    *,
    tries: int,
    seed: int,
    start: Point | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Tried]:
    """Try points and learn where the good ones are.

    Args:
        judge: Says what becomes of points; asked about no point twice.
        terms: What may be set, at least one.
        higher_is_better: One direction for each aim.
        tries: How many points to ask for; the search may come back to one it knows.
        seed: Seed of the search.
        start: A point to try first; brought onto the grid of the terms.
        progress: Told how many of the tries are done.

    Returns:
        Every point that was tried, in the order of trying.
    """
    # Half a second to import, which no other verb should have to wait for.
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True)
    maximise, minimise = optuna.study.StudyDirection.MAXIMIZE, optuna.study.StudyDirection.MINIMIZE
    directions = [maximise if up else minimise for up in higher_is_better]
    study = optuna.create_study(directions=directions, sampler=sampler)
    if start is not None:
        study.enqueue_trial({term.name: term.nearest(start[term.name]) for term in terms})
    known: dict[tuple[float, ...], Tried] = {}
    for first in range(0, tries, BATCH):
        trials = [study.ask() for _ in range(min(BATCH, tries - first))]
        points = [_suggested(trial, terms) for trial in trials]
        new = {key: dict(zip([t.name for t in terms], key, strict=True)) for key in points}
        fresh = {key: point for key, point in new.items() if key not in known}
        judged = judge(list(fresh.values())) if fresh else []
        for (key, point), found in zip(fresh.items(), judged, strict=True):
            known[key] = Tried(point, found)
        for trial, key in zip(trials, points, strict=True):
            found = known[key].judged
            if not found.is_known:
                study.tell(trial, state=optuna.trial.TrialState.FAIL)
                continue
            for number, amount in enumerate(found.overstepped):
                trial.set_constraint(f"limit {number}", amount)
            study.tell(trial, list(found.aims))
        if progress is not None:
            progress(first + len(trials), tries)
    return list(known.values())


def _suggested(trial: Any, terms: Sequence[Term]) -> tuple[float, ...]:
    values = []
    for term in terms:
        if term.is_whole:
            value = trial.suggest_int(term.name, int(term.low), int(term.high), step=int(term.step))
        else:
            value = trial.suggest_float(term.name, term.low, term.high, step=term.step)
        values.append(term.tidy(value))
    return tuple(values)


def front(tried: Sequence[Tried], higher_is_better: Sequence[bool]) -> list[Tried]:
    """The points that keep the limits and that no other such point beats on every aim.

    Sorted by the first aim, best first.
    """
    kept = [one for one in tried if one.judged.keeps_the_limits]
    if not kept:
        return []
    signs = np.where(np.asarray(higher_is_better), 1.0, -1.0)
    table = np.array([one.judged.aims for one in kept]) * signs
    beaten = [
        any(
            bool((other >= mine).all() and (other > mine).any())
            or
            # Of points that come to the same, the one tried first stands.
            bool((other == mine).all() and j < i)
            for j, other in enumerate(table)
        )
        for i, mine in enumerate(table)
    ]
    best = [place for place in range(len(kept)) if not beaten[place]]
    return [kept[place] for place in sorted(best, key=lambda place: -table[place][0])]
