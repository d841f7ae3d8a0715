"""What residents of each cell are offered this month, gathered from those who serve them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.trust import handoff_kept
from alliance_sim.world.life import Care
from alliance_sim.world.people import OVERLOOKED
from alliance_sim.world.place import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def care_offered(world: "World") -> Care:
    """The offer to every cell; what the council does not buy is there at ordinary quality."""
    values, place, market = world.values, world.place, world.market
    serves, delivery, bought = world.serves, world.delivery, place.commissioned
    cells = np.arange(place.n_cells)
    floor = values["effort.quality_floor"]
    overlooked = place.cells.group == OVERLOOKED

    def of(table: Floats, service: int, elsewhere: float) -> Floats:
        if not bought[service]:
            return np.full(len(cells), elsewhere)
        return table[serves[service], service]

    reach = np.where(
        overlooked,
        np.stack([np.where(bought[s], market.reach[serves[s]], 1.0) for s in range(len(serves))]),
        1.0,
    )
    home_relational = of(delivery.relational, HOME, floor) * reach[HOME]
    assess_relational = of(delivery.relational, ASSESS, floor) * reach[ASSESS]
    informing = (home_relational + assess_relational) / 2

    def handoff(first: int, second: int) -> Floats:
        if not (bought[first] and bought[second]):
            return np.ones(len(cells))
        return handoff_kept(
            market.pair_trust[serves[first], serves[second]],
            values["trust.handoff_base"],
            values["trust.handoff_trust"],
        )

    to_care, to_home = handoff(ASSESS, HOME), handoff(REABLE, HOME)
    to_community = handoff(ASSESS, COMMUNITY) if bought[COMMUNITY] else np.zeros(len(cells))
    working = [to_care]
    if bought[REABLE]:
        working.append(to_home)
    if bought[COMMUNITY]:
        working.append(to_community)
    finder = COMMUNITY if bought[COMMUNITY] else ASSESS
    turnover = of(delivery.turnover, HOME, float(values["provider_kinds.local_private.turnover"]))
    broken = 1 - (1 - turnover / 12) * (1 - values["workforce.rotation"])
    # Partnership and information are those of home care or, where that is bought elsewhere, of the
    # services that are bought here.
    near = serves[[HOME]] if bought[HOME] else serves[bought]

    def nearby(column: Floats) -> Floats:
        return np.asarray(column[near].mean(axis=0))

    return Care(
        outreach=values["residents.outreach"] * np.where(overlooked, reach[finder], 1.0),
        assessed=values["residents.assessed_month"] * of(delivery.met, ASSESS, 1.0),
        handoff_care=to_care,
        reablement=of(delivery.met, REABLE, 0.0) if bought[REABLE] else np.zeros(len(cells)),
        reablement_quality=of(delivery.verifiable, REABLE, floor),
        handoff_home=to_home,
        handoff_community=to_community,
        met=of(delivery.met, HOME, 1.0),
        verifiable=of(delivery.verifiable, HOME, floor),
        relational=home_relational,
        informing=informing,
        tie_broken=broken,
        changed=world.changed[HOME].copy(),
        tie_kept=world.tie_kept[HOME].copy(),
        advocacy=(
            of(delivery.relational, ADVOCATE, 0.0)
            * of(delivery.met, ADVOCATE, 0.0)
            * reach[ADVOCATE]
        ),
        community=of(delivery.relational, COMMUNITY, 0.0) * of(delivery.met, COMMUNITY, 0.0),
        sharing=nearby(world.terms.sharing),
        co_design=nearby(world.terms.co_design),
        trust=nearby(market.trust),
        monitoring=nearby(delivery.felt),
        handoffs=np.mean(working, axis=0),
        between_care=np.full(len(cells), float(bought[ASSESS] and bought[HOME])),
        between_home=np.full(len(cells), float(bought[REABLE] and bought[HOME])),
        between_community=np.full(len(cells), float(bought[ASSESS] and bought[COMMUNITY])),
        level=place.shift[place.cell_council],
    )
