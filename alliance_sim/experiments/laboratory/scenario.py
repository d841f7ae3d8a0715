"""Awards in a scenario's own market: one lot, let anew in one future after another."""

from collections.abc import Callable

import numpy as np

from alliance_sim.experiments.laboratory.market import MarketError
from alliance_sim.experiments.laboratory.sample import Sample, joined
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.world.model import World
from alliance_sim.world.procurement import Tendering, hold_award, own_team_cost

Progress = Callable[[int, int], None]
"""Told how many awards are done and how many there are."""


def sample_scenario(
    scenario: Scenario,
    option: str,
    repeat: int,
    *,
    seed: int = 1,
    service: str | None = None,
    progress: Progress | None = None,
) -> Sample:
    """Let one lot of a scenario in its first month, once in each of so many futures.

    Bidders, their costs, what they believe and the luck are those that a run of the same seed and
    replication would begin with. Prices and costs are ratios to the lot's reference value.

    Args:
        scenario: The scenario.
        option: Name of the option whose way of buying lets the lot.
        repeat: Futures, at least 1.
        seed: Seed of the experiment.
        service: Service of the lot; the first that is bought if not given. Where services are let
            together there is one lot for all of them.
        progress: Told after every award.

    Returns:
        One row an award.

    Raises:
        MarketError: The scenario does not buy that service, or `repeat` is below 1.
    """
    if repeat < 1:
        raise MarketError(f"repeat: must be at least 1, found {repeat}")
    parts = []
    for replication in range(repeat):
        parts.append(_one(World(scenario, option, seed, replication), service, replication))
        if progress is not None:
            progress(replication + 1, repeat)
    return joined(parts)


def _one(world: World, service: str | None, replication: int) -> Sample:
    world.shocks()
    way = world.mechanism
    lots = world.commissioners[0].lots_under(way, due=world.month)
    if service is not None and not way.selection.pools_services:
        wanted = SERVICES.index(service) if service in SERVICES else -1
        lots = [lot for lot in lots if wanted in lot.services]
    if not lots:
        raise MarketError(f"service: this scenario does not buy {service}")
    tendering = hold_award(world, lots[0], way)
    return _outcome(
        tendering, own_team_cost(world, lots[0], way), way.selection.bid_cost, replication
    )


def _outcome(tendering: Tendering, fallback: float, bid_cost: float, replication: int) -> Sample:
    bidders, award = tendering.bidders, tendering.award
    rows = np.flatnonzero(np.isin(bidders.provider, award.winners))
    proof = bidders.floor if bidders.proof is None else bidders.proof
    acceptable = award.bids[np.isfinite(award.bids)]

    def one(value: float) -> np.ndarray:
        return np.array([value], dtype=float)

    def mean(values: np.ndarray) -> float:
        return float(values.mean()) if len(values) else float("nan")

    price, cost = award.price_ratio, mean(proof[rows])
    return Sample(
        price=one(price),
        winner_cost=one(cost),
        rent=one(price - cost),
        quality_true=one(mean(bidders.capability[rows])),
        quality_scored=one(mean(award.scored_quality[rows])),
        lowest_bid=one(acceptable.min() if len(acceptable) else np.nan),
        mean_bid=one(mean(acceptable)),
        entrants=one(len(bidders)),
        buyer_cost=one(price if award.winners else fallback),
        buyer_gain=one(np.nan),
        entry_cost=one(len(bidders) * bid_cost),
        by_lot=one(0.0),
        history=np.array([replication]),
    )
