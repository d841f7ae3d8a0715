"""One run of a study: what it is, where it is worked on, what comes back.

Worker processes load this file and little else, so that they start soon.
"""

import hashlib
import json
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_sim.experiments.studies.plan import Plan
    from alliance_sim.scenario import Scenario

LONGEST_TRACE = 4_000
"""Letters of a traceback that are kept, its end."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run: a row of the design in one future, under every option."""

    id: str
    """Hash of everything that makes the run what it is."""

    row: int
    replication: int
    scenario: str
    settings: Mapping[str, Any]
    """What the row sets, by factor."""

    seed: int


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run: each option's outcomes, in the order of the study's columns."""

    id: str
    row: int
    replication: int
    options: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A run that failed, and why."""

    id: str
    row: int
    replication: int
    error: str
    traceback: str


Result = Done | Failed
Outcomes = Mapping[str, Mapping[str, float]]
"""What a run gives: for each option every column."""


@dataclass
class Worlds:
    """The scenarios of a study, made when they are first asked for."""

    written: Mapping[str, Mapping[str, Any]]
    """The scenarios as they were written, by name."""

    base: dict[str, "Scenario"] = field(default_factory=dict)
    latest: tuple[tuple[str, int], "Scenario"] | None = None

    def of(self, job: Job) -> "Scenario":
        """The scenario of a job, with what its row sets."""
        from alliance_sim.experiments.studies.targets import change_of
        from alliance_sim.scenario import load_text
        from alliance_sim.scenario.load import with_changes

        key = job.scenario, job.row
        if self.latest is None or self.latest[0] != key:
            if job.scenario not in self.base:
                text = json.dumps(self.written[job.scenario])
                self.base[job.scenario] = load_text(text, job.scenario)
            changes = {change_of(name): value for name, value in job.settings.items()}
            self.latest = key, with_changes(self.base[job.scenario], changes)
        return self.latest[1]


Evaluate = Callable[[Job, Worlds], Outcomes]
"""From a run to its outcomes. Must be a function of a module, and give the same every time."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all runs of a study share, small enough to travel with every task."""

    worlds: bytes
    evaluate: Evaluate
    columns: tuple[str, ...]


def context_of(plan: "Plan", evaluate: Evaluate, columns: Sequence[str]) -> Context:
    """The context of a study's runs."""
    written = {name: world.written for name, world in plan.worlds.items()}
    return Context(as_written(written), evaluate, tuple(columns))


def as_written(worlds: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Scenarios as they were written, fit to travel."""
    return json.dumps({name: dict(one) for name, one in worlds.items()}).encode()


@lru_cache(maxsize=4)
def _worlds(written: bytes) -> Worlds:
    return Worlds(json.loads(written))


def work(context: Context, jobs: Sequence[Job]) -> list[Result]:
    """Do some runs, one after another; whatever goes wrong in one is its result."""
    return [_one(context, job) for job in jobs]


def _one(context: Context, job: Job) -> Result:
    began = time.perf_counter()
    try:
        found = context.evaluate(job, _worlds(context.worlds))
        values = tuple(
            tuple(float(inside[name]) for name in context.columns) for inside in found.values()
        )
    except Exception as error:  # noqa: BLE001 - a run may fail in any way; the study goes on.
        kind = f"{type(error).__name__}: {error}"
        trace = traceback.format_exc()[-LONGEST_TRACE:]
        return Failed(job.id, job.row, job.replication, kind, trace)
    seconds = time.perf_counter() - began
    return Done(job.id, job.row, job.replication, tuple(found), values, seconds)


class JobMaker:
    """Makes the jobs of a plan; those of one row share what is costly to make."""

    def __init__(self, plan: "Plan") -> None:
        self.plan = plan
        self.latest: tuple[int, str, Mapping[str, Any], Any] | None = None

    def job(self, row: int, replication: int) -> Job:
        """The run of a row in a future."""
        scenario, settings, begun = self._row(row)
        told = begun.copy()
        told.update(str(replication).encode())
        seed = self.plan.study.seed
        return Job(told.hexdigest(), row, replication, scenario, settings, seed)

    def jobs(self, row: int, replications: Sequence[int]) -> Iterator[Job]:
        """The runs of a row in some futures."""
        return (self.job(row, one) for one in replications)

    def _row(self, row: int) -> tuple[str, Mapping[str, Any], Any]:
        if self.latest is None or self.latest[0] != row:
            from alliance_sim.experiments.studies.plan import row_key

            scenario, settings = self.plan.rows.at(row)
            digest = self.plan.worlds[scenario].digest
            key = row_key(digest, settings, self.plan.study.seed)
            self.latest = row, scenario, settings, hashlib.sha256(key)
        return self.latest[1:]
