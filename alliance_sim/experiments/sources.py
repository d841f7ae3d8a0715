"""Where risk comes from: each source of luck switched for another's, all other luck unchanged.

Every future is simulated again with the luck of one source taken from a partner future that is
not among those compared. What moves is that source's doing alone. One fixed future would do as
well as partner only if every future were typical, and none is: prices of one happen to be high,
and a market under high prices is another market.
"""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from alliance_sim.experiments.compare import Progress, Results, gather
from alliance_sim.results.tables import PARTIES
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import Run, simulate

SOURCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "common_cost": ("common_cost",),
        "own_cost": ("own_cost", "provider_type", "firm_type"),
        "demand": (
            "people",
            "month_of_people",
            "change_of_need",
            "sudden_change",
            "prevention_payoff",
            "carer_ties",
            "carer",
            "misfit",
            "local_fit",
            "take_up",
        ),
        "quality": (
            "kpi_noise",
            "panel",
            "manager",
            "poor_care",
            "found_out",
            "lapse",
            "inspection",
            "finding",
        ),
        "rivals": (
            "entry",
            "cost_estimate",
            "capability",
            "closure",
            "initial_trust",
            "incumbent",
            "tie",
            "renewal",
            "assent",
            "warning",
            "call_idea",
            "relocation",
            "idea",
            "idea_kind",
            "idea_size",
            "idea_assent",
            "residents_seat",
            "stakeholders",
            "attribution",
            "choice",
            "firm",
            "firm_capability",
        ),
    }
)
"""Sources of risk and the processes of `world.draws.PROCESSES` that make them: all of these, once.

Common cost: what everyone's costs do. Own cost: how dear each provider turns out to be. Demand:
who needs care, falls ill, dies, arrives; what strikes overnight, what prevention brings, which
carers join together, what fits a neighbourhood, who takes up a budget. Quality: what indicators,
panels, inspections and changing managers make of it, where care is poor and who finds out. Rivals:
who enters, misjudges, can do what, closes, is trusted, is renewed, agrees, says in time that it is
in trouble, has an idea, is chosen, moves away, belongs to whom.
"""


@dataclass(frozen=True, slots=True)
class Switched:
    """A comparison, and what became of each party when one source's luck was another's.

    `parties` has the columns source, option, replication and those of the parties.
    """

    results: Results
    parties: pd.DataFrame


def run_sources(
    scenario: Scenario,
    *,
    replications: int = 20,
    seed: int = 1,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Switched:
    """Simulate every option in every future as it is, and again for every source of risk.

    Args:
        scenario: What is compared.
        replications: How many futures, at least 2; a swing cannot be told from one. Future r
            takes the other luck from future r + replications.
        seed: Seed of the experiment.
        progress: Told after every run.
        executor: Anything with `map`; this process where there is none.

    Raises:
        ValueError: There are fewer than two futures.
    """
    if replications < 2:
        raise ValueError("a swing cannot be told from fewer than 2 futures")
    futures = [(option, r) for option in scenario.options for r in range(replications)]
    as_they_are = [(scenario, option, seed, r) for option, r in futures]
    switched = [
        (scenario, option, seed, r, source, r + replications)
        for source in SOURCES
        for option, r in futures
    ]
    count, done = len(as_they_are) + len(switched), 0
    runs, rows = [], []
    each = map if executor is None else executor.map
    for run in each(_as_it_is, as_they_are):
        runs.append(run)
        done += 1
        if progress is not None:
            progress(done, count)
    for job, found in zip(switched, each(_switched, switched), strict=True):
        _, option, _, r, source, _ = job
        rows.append({"source": source, "option": option, "replication": r, **found})
        done += 1
        if progress is not None:
            progress(done, count)
    names = [party.column.name for party in PARTIES]
    columns = ["source", "option", "replication", *names]
    return Switched(gather(runs), pd.DataFrame(rows)[columns])


def _as_it_is(job: tuple[Scenario, str, int, int]) -> Run:
    return simulate(*job)


def _switched(job: tuple[Scenario, str, int, int, str, int]) -> dict[str, float]:
    scenario, option, seed, replication, source, partner = job
    other = dict.fromkeys(SOURCES[source], partner)
    return simulate(scenario, option, seed, replication, other_luck=other).parties
