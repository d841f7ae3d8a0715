"""Buying on: what a lead offers its subcontractors, what they will ask, and who pays for a lot."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.contracts import FixedPrice
from alliance_sim.rules.levers import FirstPrice, LowestPrice, PrimeLead
from alliance_sim.rules.mechanisms import Mechanism

if TYPE_CHECKING:
    from alliance_sim.world.deals import Lot
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


@lru_cache(maxsize=64)
def subcontract_of(mechanism: Mechanism) -> Mechanism:
    """The way in which a lead under this way of buying lets work on.

    The cheapest of those who are good enough, at a fixed price, for a short term and with no volume
    promised; with the council's terms, the lead's eyes on top, and its stakes passed down.
    """
    lead, governance = mechanism.selection, mechanism.governance
    assert isinstance(lead, PrimeLead)
    unseen = (1 - governance.monitoring_intensity) * (1 - lead.supervision)
    return mechanism.model_copy(
        update={
            "selection": LowestPrice(
                authority_cost=lead.sub_procurement_cost,
                authority_cost_per_bid=0.0,
                bid_cost=lead.sub_bid_cost,
                quality_noise_sd=lead.quality_noise_sd,
                quality_floor=lead.sub_quality_floor,
                recheck=False,
            ),
            "price": FirstPrice(set_by="bids", reserve="ceiling"),
            "contract": FixedPrice(indexation=mechanism.contract.indexation),
            "governance": governance.model_copy(
                update={
                    "monitoring_intensity": 1 - unseen,
                    "kpi_stake": governance.kpi_stake * lead.kpi_passed_down,
                    "outcome_stake": governance.outcome_stake * lead.kpi_passed_down,
                }
            ),
            "continuity": mechanism.continuity.model_copy(
                update={
                    "term_months": lead.sub_term_months,
                    "set_up_months": lead.sub_set_up_months,
                    "set_up_cost_share": 0.0,
                    "volume_guarantee": 0.0,
                }
            ),
        }
    )


def bought_in(world: "World", council: int, mechanism: Mechanism) -> Floats:
    """Price per unit at which a lead can have each service done and keep its margin, GBP.

    By what is commonly known of the cost of those who offer the service. Shape (services,).
    """
    market = world.market
    assert isinstance(mechanism.selection, PrimeLead)
    costs = world.expected_costs(subcontract_of(mechanism), own=False)
    there = (market.council == council) & market.active & (market.kind != world.in_house_kind)
    typical = world.reference.copy()
    for service in range(len(typical)):
        able = there & market.offers[:, service]
        if able.any():
            typical[service] = np.median(costs[able, service])
    return np.asarray(typical / (1 - mechanism.selection.margin))


def most_paid(world: "World", lot: "Lot") -> float:
    """Highest acceptable price ratio for what a lead lets on: what its own price leaves."""
    assert lot.under is not None
    lead = lot.under.mechanism.selection
    assert isinstance(lead, PrimeLead)
    service = lot.services[0]
    price = lot.under.prices_now(world.common_cost)[service] / world.reference[service]
    return float((1 - lead.margin) * price)


def buyer_of(world: "World", lot: "Lot") -> int:
    """Account of who buys a lot: its council, or the lead that lets it on."""
    if lot.under is None:
        return int(world.accounts.council[lot.council])
    return int(world.accounts.provider[lot.under.members[0]])
