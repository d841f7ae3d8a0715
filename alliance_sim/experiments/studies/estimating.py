"""What a study will take, measured on one of its runs."""

import time
from dataclasses import dataclass
from typing import Any

from alliance_sim.experiments.studies.agenda import WHOLE, Agenda, Shard
from alliance_sim.experiments.studies.evaluate import simulate_run
from alliance_sim.experiments.studies.jobs import JobMaker, Worlds
from alliance_sim.experiments.studies.plan import Plan
from alliance_sim.results.tables import RESULTS

try:
    import resource
except ImportError:  # Not every system tells.
    resource = None  # type: ignore[assignment]

BYTES_OF_A_NUMBER = 8
COPIES = 2
"""Times that every number is stored: in its block and in the compiled table."""

KIBI = 1_024
FEW = 20
"""People of the world that everything is loaded with."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a study will take."""

    rows: int
    runs: int
    """Runs at the least."""

    most_runs: int
    """Runs at the most."""

    seconds_a_run: float
    """Measured on the first run, once everything is loaded."""

    seconds: float
    """For the least number of runs, with so many workers."""

    most_seconds: float
    memory_bytes: int
    """Memory of all workers and of the process that waits for them, as measured on one."""

    disk_bytes: int
    """For the most runs; compression makes it less."""

    def as_dict(self) -> dict[str, Any]:
        """The same for programs."""
        return {name: getattr(self, name) for name in Estimate.__dataclass_fields__}


def estimate(plan: Plan, workers: int, shard: Shard = WHOLE, limit: int | None = None) -> Estimate:
    """Do the first run of a study and say what all of them will take; writes nothing.

    Args:
        plan: The study.
        workers: How many work at a time.
        shard: Which part of the rows.
        limit: Only the first so many runs.
    """
    agenda = Agenda(plan, RESULTS, shard, limit)
    part, parts = shard
    rows = len(range(part, len(plan.rows), parts))
    runs, most = agenda.total, rows * plan.study.most_replications
    most = most if limit is None else min(most, limit)
    seconds = _measured(plan)
    options = max(len(world.options) for world in plan.worlds.values())
    table = most * options * len(RESULTS) * BYTES_OF_A_NUMBER * COPIES
    design = len(plan.rows) * len(plan.factors) * BYTES_OF_A_NUMBER * 2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBI if resource else 0
    return Estimate(
        rows=rows,
        runs=runs,
        most_runs=most,
        seconds_a_run=seconds,
        seconds=runs * seconds / workers,
        most_seconds=most * seconds / workers,
        memory_bytes=peak * (workers + 1 if workers > 1 else 1),
        disk_bytes=table + design,
    )


def _measured(plan: Plan) -> float:
    """Seconds of a run, what happens only once left out."""
    worlds = Worlds({name: dict(world.written) for name, world in plan.worlds.items()})
    job = JobMaker(plan).job(0, 0)
    _warm(worlds, job)
    began = time.perf_counter()
    simulate_run(job, worlds)
    return time.perf_counter() - began


def _warm(worlds: Worlds, job: Any) -> None:
    """Load and compile everything with a few people and as few months as can be."""
    from alliance_sim.scenario.load import with_changes
    from alliance_sim.simulate import simulate

    world = worlds.of(job)
    few = {"place.residents": min(world.residents, FEW), "months": world.warm_up + 1}
    small = with_changes(world, few)
    for option in small.options:
        simulate(small, option)
