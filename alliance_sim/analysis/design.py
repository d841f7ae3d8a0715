"""Find contract terms that do best by stated aims within limits, and test them on other luck.

Terms are judged in the same futures as one another, so that luck favours none of them. What was
best in those futures was chosen for them in part; so every point of the front meets the present
contract again in futures that no term was chosen by, and those differences are what to trust.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from alliance_sim.analysis.aims import Aim, Limit, overstepped
from alliance_sim.analysis.estimates import NOTHING, Estimate, Values
from alliance_sim.evidence import InputError
from alliance_sim.experiments.search import Judged, Point, Term, Tried, front, search
from alliance_sim.experiments.terms import present, with_terms
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD
from alliance_sim.simulate import simulate

Progress = Callable[[int, int], None]
Job = tuple[Scenario, str, int, int]
Results = Mapping[str, Values]
"""One value a future of every outcome, party and further result."""


@dataclass(frozen=True)
class Tested:
    """A point of the front, and how it does where no term was chosen by the luck."""

    point: Point
    judged: Judged
    """In the futures that it was chosen in."""

    changes: tuple[Estimate, ...]
    """Each aim against the present contract, in other futures, paired."""

    limits: tuple[float, ...]
    """What each limit is about, in other futures."""

    keeps_the_limits: bool
    """Whether every limit is kept there too."""


@dataclass(frozen=True)
class Design:
    """What a search for terms came to."""

    option: str
    terms: tuple[Term, ...]
    aims: tuple[Aim, ...]
    limits: tuple[Limit, ...]
    tried: tuple[Tried, ...]
    now: Judged
    """The present contract in the futures of the search."""

    now_limits: tuple[float, ...]
    """What each limit is about under the present contract, in other futures."""

    front: tuple[Tested, ...]
    replications: int
    test_replications: int
    seed: int
    test_seed: int

    def nearest_to_the_limits(self) -> Tried:
        """Of all points that were tried, one that oversteps the limits least."""
        return min(self.tried, key=lambda one: max((*one.judged.overstepped, 0.0)))


class Search:
    """A search for the terms of one option of a scenario.

    Args:
        scenario: The world.
        option: Whose terms are searched.
        terms: What may be set.
        aims: What is wanted, at least one.
        limits: What must hold.
        executor: Anything with `map`; this process where there is none.
    """

    def __init__(
        self,
        scenario: Scenario,
        option: str,
        terms: Sequence[Term],
        aims: Sequence[Aim],
        limits: Sequence[Limit] = (),
        executor: Executor | None = None,
    ) -> None:
        self.scenario, self.option = scenario, option
        self.terms, self.aims, self.limits = tuple(terms), tuple(aims), tuple(limits)
        self._executor = executor
        self._alone = with_changes(scenario, {FIELD: {option: self._settings({})}})

    def run(
        self,
        *,
        tries: int,
        replications: int,
        test_replications: int,
        seed: int,
        points: int,
        progress: Progress | None = None,
    ) -> Design:
        """Search, then test the front.

        Args:
            tries: How many points to ask for.
            replications: Futures that every point is judged in.
            test_replications: Futures, of another seed, in which the front meets the present.
            seed: Seed of the search and of its futures; the next one is that of the test.
            points: The most points of the front to test, spread along it.
            progress: Told how many of the tries are done.
        """

        def judge(batch: Sequence[Point]) -> list[Judged]:
            worlds = [self._world(point) for point in batch]
            results = iter(self._results([w for w in worlds if w is not None], seed, replications))
            return [self._worst() if w is None else self._judged(next(results)) for w in worlds]

        better = [aim.higher_is_better for aim in self.aims]
        tried = search(
            judge,
            self.terms,
            better,
            tries=tries,
            seed=seed,
            start=present(self.scenario.options[self.option], self.terms),
            progress=progress,
        )
        (at_present,) = self._results([self._alone], seed, replications)
        best = _spread(front(tried, better), points)
        worlds = [world for one in best if (world := self._world(one.point)) is not None]
        old, *new = self._results([self._alone, *worlds], seed + 1, test_replications)
        tested = [
            Tested(
                point=one.point,
                judged=one.judged,
                changes=tuple(aim.measure.change(found, old) for aim in self.aims),
                limits=tuple(limit.measure.of(found) for limit in self.limits),
                keeps_the_limits=all(far <= 0 for far in overstepped(self.limits, found)),
            )
            for one, found in zip(best, new, strict=True)
        ]
        return Design(
            option=self.option,
            terms=self.terms,
            aims=self.aims,
            limits=self.limits,
            tried=tuple(tried),
            now=self._judged(at_present),
            now_limits=tuple(limit.measure.of(old) for limit in self.limits),
            front=tuple(tested),
            replications=replications,
            test_replications=test_replications,
            seed=seed,
            test_seed=seed + 1,
        )

    def _settings(self, point: Point) -> Mapping[str, object]:
        return with_terms(self.scenario, self.option, point, self.option)

    def _world(self, point: Point) -> Scenario | None:
        """The scenario with these terms alone; None where they contradict one another."""
        try:
            return with_changes(self.scenario, {FIELD: {self.option: self._settings(point)}})
        except InputError:
            return None

    def _worst(self) -> Judged:
        """For terms that nobody can sign: nothing is known of them."""
        return Judged((NOTHING,) * len(self.aims), (np.inf,) * max(len(self.limits), 1))

    def _judged(self, results: Results) -> Judged:
        aims = tuple(aim.measure.of(results) for aim in self.aims)
        return Judged(aims, overstepped(self.limits, results))

    def _results(
        self, worlds: Sequence[Scenario], seed: int, replications: int
    ) -> list[dict[str, Values]]:
        """The results of each world in the same futures."""
        jobs: list[Job] = [
            (world, self.option, seed, r) for world in worlds for r in range(replications)
        ]
        each = map if self._executor is None else self._executor.map
        rows = list(each(results_of, jobs))
        return [
            {
                name: np.array([row[name] for row in rows[start : start + replications]])
                for name in rows[start]
            }
            for start in range(0, len(rows), replications)
        ]


def results_of(job: Job) -> dict[str, float]:
    """Every result of one run that may be aimed at or limited."""
    scenario, option, seed, replication = job
    run = simulate(scenario, option, seed, replication)
    return {
        **run.outcomes,
        **run.parties,
        "years_short": float(np.mean(run.years_short)),
        "insolvency": float(any(run.providers["insolvent"])),
    }


def _spread(points: Sequence[Tried], most: int) -> list[Tried]:
    """At most so many points, evenly along the front, both ends kept."""
    if len(points) <= most:
        return list(points)
    places = np.unique(np.rint(np.linspace(0, len(points) - 1, most)).astype(int))
    return [points[place] for place in places]
