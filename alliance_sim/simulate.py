"""The one door: a scenario, an option and a seed go in, a finished run comes out."""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics import Standing, counted, outcomes, parties, standing
from alliance_sim.metrics.by_council import by_council
from alliance_sim.metrics.measures import measure
from alliance_sim.scenario import Scenario
from alliance_sim.world.ledger import PURPOSES
from alliance_sim.world.market import KINDS
from alliance_sim.world.model import World


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run, as plain values and arrays.

    `outcomes` and `parties` by public name; `monthly` columns of shape (months,); `ledger` columns
    month, transfer, account, purpose and pence, the two names as numbers into `accounts` and
    `purposes`; `providers` columns of one row per provider. `years_short` says of each counted year
    whether some provider at work lost more in it than the reserves it began the year with.
    `measures` are the further measures that were asked for, by name.
    """

    option: str
    replication: int
    seed: int
    outcomes: dict[str, float]
    parties: dict[str, float]
    monthly: dict[str, NDArray[np.float64]]
    ledger: dict[str, NDArray[np.int64]]
    accounts: tuple[str, ...]
    purposes: tuple[str, ...]
    providers: dict[str, list[Any]]
    people: float
    years_short: tuple[bool, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)


def simulate(
    scenario: Scenario,
    option: str,
    seed: int = 1,
    replication: int = 0,
    threads: int = 1,
    other_luck: Mapping[str, int] | None = None,
    measures: Sequence[str] = (),
) -> Run:
    """Simulate one future of a scenario under one of its options.

    Args:
        scenario: What is simulated.
        option: Name of one of its options.
        seed: Seed of the experiment.
        replication: Which future; the same luck under every option.
        threads: Threads for the residents; the result is the same for any number.
        other_luck: Processes of `world.draws.PROCESSES` whose luck is to be that of another
            future, and of which; all other luck stays.
        measures: Further measures to read, names in `metrics.measures.MEASURES`.

    Raises:
        KeyError: The scenario has no such option, or there is no such process or measure.
    """
    world = World(scenario, option, seed, replication, threads, other_luck)
    try:
        world.run()
        return read_run(world, option, seed, replication, measures)
    finally:
        world.forget()


def simulate_councils(
    scenario: Scenario, option: str, seed: int = 1, replication: int = 0
) -> tuple[dict[str, float], dict[str, list[Any]]]:
    """The same future, of which only the outcomes and each council's results are kept.

    For many councils at once: a run of all England has millions of postings, and none is kept.

    Returns:
        The outcomes and parties of the whole place by public name, and the columns of
        `metrics.by_council`, one value for each council.

    Raises:
        KeyError: The scenario has no such option.
    """
    found = _councils(scenario, option, seed, replication)
    # A world of all England is a gigabyte: the next one begins when nothing of it is left.
    gc.collect()
    return found


def _councils(
    scenario: Scenario, option: str, seed: int, replication: int
) -> tuple[dict[str, float], dict[str, list[Any]]]:
    world = World(scenario, option, seed, replication)
    try:
        world.run()
        period = counted(world)
        return {**outcomes(world), **parties(period)}, by_council(period)
    finally:
        world.forget()


def read_run(
    world: World, option: str, seed: int, replication: int, measures: Sequence[str] = ()
) -> Run:
    """Everything that is kept of a world whose months are over."""
    period = counted(world)
    stood = standing(period)
    return Run(
        option=option,
        replication=replication,
        seed=seed,
        outcomes=outcomes(world),
        parties=parties(period),
        monthly=world.record.columns,
        ledger=world.ledger.rows(),
        accounts=tuple(world.accounts.names),
        purposes=PURPOSES,
        providers=_providers(world, stood),
        people=world.place.people,
        years_short=tuple(bool(year.any()) for year in stood.short),
        measures={name: measure(period, name) for name in measures},
    )


def _providers(world: World, stood: Standing) -> dict[str, list[Any]]:
    """What became of each provider."""
    market, record = world.market, world.record
    income, cost = record.income.sum(axis=0), record.cost.sum(axis=0)
    agents = world.providers
    return {
        "provider": [int(number) for number in market.number],
        "name": [world.accounts.names[account] for account in world.accounts.provider],
        "kind": [KINDS[kind] for kind in market.kind],
        "council": [world.place.names[council] for council in market.council],
        "won_contracts": [agent.won for agent in agents],
        "revenue_gbp": income.tolist(),
        "margin_gbp": (income - cost).tolist(),
        "reserves_gbp": world.ledger.pounds(world.accounts.provider).tolist(),
        "exited_month": [agent.exited_month for agent in agents],
        "bids": [agent.bids for agent in agents],
        "trust": market.trust.tolist(),
        "staff": market.staff.sum(axis=1).tolist(),
        "result_gbp": stood.result.tolist(),
        "insolvent": stood.insolvent.astype(int).tolist(),
        "years_short": stood.short.sum(axis=0).tolist(),
    }
