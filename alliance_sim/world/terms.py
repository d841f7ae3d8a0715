"""Terms: what each provider is paid and watched by, read from the deals it serves under."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Terms(NamedTuple):
    """What each provider is paid and watched by, arrays of shape (providers,).

    `cost_share`, `kpi` and `outcome` as the effort rule takes them (KPI and outcome stakes as
    shares of price); `monitoring` intensity before trust relaxes it; the rest shares.
    """

    cost_share: Floats
    kpi: Floats
    outcome: Floats
    monitoring: Floats
    sharing: Floats
    co_design: Floats
    peer: Floats
    guarantee: Floats
    breadth: Floats


def empty_terms(rows: int) -> Terms:
    """Terms of providers that hold no contract."""
    return Terms(*(np.zeros(rows) for _ in Terms._fields))


def read_terms(world: "World") -> tuple[Terms, bool]:
    """Terms of every provider this month, and whether they will stay as they are.

    They move from month to month only where partners share or cost is reimbursed on a target.
    """
    terms = empty_terms(world.market.rows)
    discount = world.values["governance.discount"]
    outside = world.values["governance.outside_surplus"]
    # The pool is at stake from ordinary service to the best there is.
    stretch = 1 - world.values["effort.quality_floor"]
    still = True
    for deal in world.posts.deals:
        rows, governance = deal.members, deal.mechanism.governance
        moving = len(rows) > 1 or deal.mechanism.contract.needs_target
        still &= not moving
        share: Floats | float = 1.0
        if moving:
            share = deal.member_share(trust_among(world, rows), discount, outside)
        together = share if governance.judged_together else 1.0
        pool = deal.mechanism.contract.key_result_stake() / stretch
        terms.cost_share[rows] = deal.cost_share() * share
        terms.kpi[rows] = governance.kpi_stake * together
        stake = governance.outcome_stake + pool + deal.mechanism.contract.outcome_stake()
        terms.outcome[rows] = stake * together
        terms.monitoring[rows] = governance.monitoring_intensity
        terms.sharing[rows] = governance.information_sharing
        terms.co_design[rows] = governance.co_design
        terms.peer[rows] = governance.peer_visibility
        terms.breadth[rows] = governance.breadth
        terms.guarantee[rows] = deal.mechanism.continuity.volume_guarantee
    if any(deal.chosen for deal in world.posts.deals):
        still = False
        _add_pull_of_choice(world, terms)
    return terms, still


def _add_pull_of_choice(world: "World", terms: Terms) -> None:
    """Whom residents can leave has a reason to be good: a worse provider is chosen less often.

    A point of quality moves the choice between two by the density of the error in people's picture
    of both; each who leaves takes the margin along. Counts for the share of a provider's contracts
    that residents chose.
    """
    rows = world.market.rows
    held, pull = np.zeros(rows), np.zeros(rows)
    for deal in world.posts.deals:
        held[deal.members] += 1
        if deal.chosen:
            spread = getattr(deal.mechanism.selection, "spread_of_picture", 1.0)
            pull[deal.members] += 1 / (2 * spread * np.sqrt(np.pi))
    margin = np.maximum(world.market.margin, 0.0)
    terms.outcome[:] += margin * pull / np.maximum(held, 1.0)


def trust_among(world: "World", rows: NDArray[np.int64]) -> float:
    """Mean trust between the members of a deal; with the council where there is only one."""
    if len(rows) < 2:
        return float(world.market.trust[rows].mean())
    pairs = world.market.pair_trust[np.ix_(rows, rows)]
    return float((pairs.sum() - len(rows)) / (len(rows) * (len(rows) - 1)))
