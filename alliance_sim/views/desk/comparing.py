"""A comparison as work for the desk: every run a task, and what is known so far after each."""

import time
from dataclasses import replace
from typing import Any

from alliance_sim.experiments.compare import gather
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import Run, simulate
from alliance_sim.views.desk.job import Tell, Work
from alliance_sim.views.finished import Finished

FEWEST_TO_SHOW = 2
"""Futures before there is anything to show: one has no range."""

PAUSE_SECONDS = 2.0
"""How often it is worked out what is known so far."""


def comparing(scenario: Scenario, futures: int, seed: int, *, pause: float = PAUSE_SECONDS) -> Work:
    """Every option in every future, without the ledger, which no page shows.

    From time to time it tells what is known so far.

    Args:
        scenario: what is compared.
        futures: how many.
        seed: seed of the luck.
        pause: seconds between what is known once and the next time.
    """

    def work(executor: Any, tell: Tell) -> Finished:
        options = [*scenario.options]
        jobs = [(scenario, option, seed, r) for r in range(futures) for option in options]
        runs: list[Run] = []
        told_at = time.monotonic()
        tell(0, futures)
        for run in executor.map(run_lean, jobs):
            runs.append(run)
            done, over = divmod(len(runs), len(options))
            if over or done == futures:
                continue
            known = None
            if done >= FEWEST_TO_SHOW and time.monotonic() - told_at > pause:
                known = finish(scenario, runs, seed)
                told_at = time.monotonic()
            tell(done, futures, known)
        # Worked out by a worker: pages are drawn here meanwhile.
        found: Finished = executor.submit(finish, scenario, runs, seed).result()
        return found

    return work


def finish(scenario: Scenario, runs: list[Run], seed: int) -> Finished:
    """What runs come to, worked out and ready to be shown."""
    order = {name: position for position, name in enumerate(scenario.options)}
    ranked = sorted(runs, key=lambda run: (order[run.option], run.replication))
    done = Finished(scenario, gather(ranked), seed)
    # Worked out here, not while a page is drawn.
    _ = done.comparison
    return done


def run_lean(job: tuple[Scenario, str, int, int]) -> Run:
    """One run without its postings."""
    run = simulate(*job)
    return replace(run, ledger={name: values[:0] for name, values in run.ledger.items()})
