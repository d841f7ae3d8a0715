"""Ask the model for what was found out there: every world that a finding's tests are about."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace

from alliance_sim.evidence.asking import Question
from alliance_sim.evidence.findings import Finding
from alliance_sim.experiments.asking import Answer, Find, ask
from alliance_sim.experiments.regimes import Progress

RESIDENTS = "place.residents"


def ask_findings(
    findings: Sequence[Finding],
    find: Find,
    *,
    replications: int,
    residents: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> list[list[Answer]]:
    """Every test of every finding, all in the same futures.

    Args:
        findings: What is asked.
        find: Finds a scenario's file by name.
        replications: Futures of each world, at least 2.
        residents: Simulated in each.
        seed: Seed of the experiment.
        executor: Anything with `map`; this process where there is none.
        progress: Told after every run.
    """
    return ask(
        [[_with(one.question, residents) for one in row.tests] for row in findings],
        find,
        replications=replications,
        seed=seed,
        executor=executor,
        progress=progress,
        outputs=[[one.outputs for one in row.tests] for row in findings],
    )


def _with(question: Question, residents: int) -> Question:
    return replace(question, base={RESIDENTS: residents, **question.base})
