"""What residents of each cell are offered this month, gathered from those who serve them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.trust import handoff_kept
from alliance_sim.rules.compiled import compiled
from alliance_sim.rules.services import ADVOCATE, ASSESS, COMMUNITY, HOME, REABLE
from alliance_sim.world.delivery import Delivery
from alliance_sim.world.life import AT, Care
from alliance_sim.world.people import OVERLOOKED
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ASKED = AT["paid_need_hours"]

_kept: Any = compiled(forceinline=True)(handoff_kept)


class Offering(NamedTuple):
    """Rules of what is offered that are the same everywhere; see the parameters of those names."""

    outreach: float
    assessed_month: float
    handoff_base: float
    handoff_trust: float
    quality_floor: float
    usual_turnover: float
    rotation: float


def offering_rules(values: Mapping[str, Any]) -> Offering:
    """Collect the parameters that the offer is made of."""
    return Offering(
        outreach=float(values["residents.outreach"]),
        assessed_month=float(values["residents.assessed_month"]),
        handoff_base=float(values["trust.handoff_base"]),
        handoff_trust=float(values["trust.handoff_trust"]),
        quality_floor=float(values["effort.quality_floor"]),
        usual_turnover=float(values["provider_kinds.local_private.turnover"]),
        rotation=float(values["workforce.rotation"]),
    )


class Around(NamedTuple):
    """Who serves and who trusts whom: what the offer depends on beside delivery and terms.

    `serves`, `changed` and `tie_kept` have shape (services, cells); `bought` (services,); `group`
    and `level` (cells,); `reach` and `trust` (providers,); `pair_trust` (providers, providers).
    """

    serves: Ints
    changed: Floats
    tie_kept: Floats
    bought: NDArray[np.bool_]
    group: Ints
    level: Floats
    reach: Floats
    trust: Floats
    pair_trust: Floats


@compiled(nogil=True)
def _offer(rules: Offering, around: Around, delivery: Delivery, terms: Terms, care: Care) -> None:
    """Fill `care`, but for what home care can meet."""
    serves, bought, floor = around.serves, around.bought, rules.quality_floor
    home, assess, community = bought[HOME], bought[ASSESS], bought[COMMUNITY]
    # Partnership and information are those of home care or, where that is bought elsewhere, of the
    # services that are bought here.
    near = 1 if home else bought.sum()
    for g in range(serves.shape[1]):
        unreached = around.group[g] == OVERLOOKED
        by_home, by_assess = serves[HOME, g], serves[ASSESS, g]
        by_advocate, by_reable = serves[ADVOCATE, g], serves[REABLE, g]
        by_community = serves[COMMUNITY, g]
        reach_home = around.reach[by_home] if home and unreached else 1.0
        reach_assess = around.reach[by_assess] if assess and unreached else 1.0
        relational_home = (delivery.relational[by_home, HOME] if home else floor) * reach_home
        relational_assess = delivery.relational[by_assess, ASSESS] if assess else floor
        finder = around.reach[by_community] if community else reach_assess
        care.outreach[g] = rules.outreach * (finder if unreached else 1.0)
        care.assessed[g] = rules.assessed_month * (delivery.met[by_assess, ASSESS] if assess else 1)

        to_care = to_home = 1.0
        to_community = 0.0
        if assess and home:
            trust = around.pair_trust[by_assess, by_home]
            to_care = _kept(trust, rules.handoff_base, rules.handoff_trust)
        if bought[REABLE] and home:
            trust = around.pair_trust[by_reable, by_home]
            to_home = _kept(trust, rules.handoff_base, rules.handoff_trust)
        if community:
            to_community = 1.0
            if assess:
                trust = around.pair_trust[by_assess, by_community]
                to_community = _kept(trust, rules.handoff_base, rules.handoff_trust)
        working, ways = to_care, 1
        if bought[REABLE]:
            working, ways = working + to_home, ways + 1
        if community:
            working, ways = working + to_community, ways + 1
        care.handoff_care[g] = to_care
        care.handoff_home[g] = to_home
        care.handoff_community[g] = to_community
        care.handoffs[g] = working / ways

        care.reablement[g] = delivery.met[by_reable, REABLE] if bought[REABLE] else 0.0
        care.reablement_quality[g] = (
            delivery.verifiable[by_reable, REABLE] if bought[REABLE] else floor
        )
        care.verifiable[g] = delivery.verifiable[by_home, HOME] if home else floor
        care.relational[g] = relational_home
        care.informing[g] = (relational_home + relational_assess * reach_assess) / 2
        turnover = delivery.turnover[by_home, HOME] if home else rules.usual_turnover
        care.tie_broken[g] = 1 - (1 - turnover / 12) * (1 - rules.rotation)
        care.changed[g] = around.changed[HOME, g]
        care.tie_kept[g] = around.tie_kept[HOME, g]
        care.advocacy[g] = 0.0
        if bought[ADVOCATE]:
            reach = around.reach[by_advocate] if unreached else 1.0
            spoken = delivery.relational[by_advocate, ADVOCATE]
            care.advocacy[g] = spoken * delivery.met[by_advocate, ADVOCATE] * reach
        care.community[g] = 0.0
        if community:
            joined_in = delivery.relational[by_community, COMMUNITY]
            care.community[g] = joined_in * delivery.met[by_community, COMMUNITY]

        sharing = co_design = trusted = watched = 0.0
        for service in range(serves.shape[0]):
            if service == HOME or (bought[service] and not home):
                row = serves[service, g]
                sharing += terms.sharing[row] / near
                co_design += terms.co_design[row] / near
                trusted += around.trust[row] / near
                watched += delivery.felt[row] / near
        care.sharing[g], care.co_design[g] = sharing, co_design
        care.trust[g], care.monitoring[g] = trusted, watched
        care.between_care[g] = 1.0 if assess and home else 0.0
        care.between_home[g] = 1.0 if bought[REABLE] and home else 0.0
        care.between_community[g] = 1.0 if assess and community else 0.0
        care.level[g] = around.level[g]


def no_care(cells: int) -> Care:
    """Room for what is offered, shape (cells,) each."""
    return Care(*(np.zeros(cells) for _ in Care._fields))


def offer_care(world: "World") -> None:
    """Fill `world.care`; what the council does not buy is there at ordinary quality."""
    place, market = world.place, world.market
    around = Around(
        serves=world.serves,
        changed=world.changed,
        tie_kept=world.tie_kept,
        bought=place.commissioned,
        group=place.cells.group,
        level=place.cell_level,
        reach=market.reach,
        trust=market.trust,
        pair_trust=market.pair_trust,
    )
    world.pressures.work(world)
    _offer(world.offering, around, world.delivery, world.terms, world.care)
    world.pressures.offer(world)
    if world.community is not None:
        world.community.month(world)


@compiled(nogil=True)
def _shares(
    serves: Ints, sums: Floats, hours: float, can: Floats, met: Floats, by_cell: Floats
) -> None:
    """Share of home care need met, by provider into `met` and by cell into `by_cell`.

    `hours` turns what was asked in a cell into hours of staff.
    """
    wanted = np.zeros(can.shape[0])
    for g in range(len(serves)):
        wanted[serves[g]] += sums[g, ASKED] * hours
    for row in range(len(wanted)):
        met[row, HOME] = can[row, HOME] / wanted[row] if wanted[row] > can[row, HOME] else 1.0
    for g in range(len(serves)):
        by_cell[g] = met[serves[g], HOME]


def share_out(world: "World") -> None:
    """Divide the hours of each provider's home care staff among those who now need them.

    What was wanted last month decided how many were hired; what is wanted now decides what each
    resident gets: the same share of need for all whom a provider serves, so that no staff works
    more hours than there are.
    """
    if not world.place.commissioned[HOME]:
        world.care.met[:] = 1.0
        return
    hours = float(world.place.scale * world.staff_hours[HOME])
    delivery, sums, planned = world.delivery, world.sums, world.pressures.planned
    if planned is not None:
        # Staff are asked only for hours that are planned.
        sums = sums.copy()
        sums[:, ASKED] *= planned
    _shares(world.serves[HOME], sums, hours, delivery.can, delivery.met, world.care.met)
    if planned is not None:
        world.care.met[:] *= planned
    world.pressures.share(world)
