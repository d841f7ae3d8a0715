"""Early warning: a council that hears of trouble in time can raise a price or plan a move."""

from typing import TYPE_CHECKING

from alliance_sim.rules.behaviour.rescue import rescue_pays, rescue_price
from alliance_sim.rules.services import HOME
from alliance_sim.world.life import AT
from alliance_sim.world.procurement import own_team_cost, worth_of
from alliance_sim.world.relations import lever_of, outside, runs

if TYPE_CHECKING:
    from alliance_sim.world.commissioner import Commissioner
    from alliance_sim.world.deals import Deal, Lot
    from alliance_sim.world.model import World


def listen(world: "World") -> None:
    """Providers in trouble tell their council, as far as it calls and they trust it.

    Trouble is a margin below the mark, or a decision to close that is not the council's business.
    """
    if not runs(world, "calls"):
        return
    values, market, relations = world.values, world.market, world.relations
    trouble = outside(world) & world.holds & (market.margin < values["relations.warning_margin"])
    trouble |= market.closing(world.month)
    chance = lever_of(world, "calls")[market.council] * market.trust
    told = world.streams.uniform("warning", world.month, market.number) < chance
    # What is over need not be told; what was told once is known as long as it lasts.
    relations.warned = trouble & (relations.warned | told)


def rescue(world: "World", commissioner: "Commissioner", lot: "Lot", deal: "Deal") -> bool:
    """Raise the price to where a warned-of provider breaks even, if that is the cheaper way."""
    row = int(deal.members[0])
    if not world.relations.warned[row]:
        return False
    values, mechanism = world.values, commissioner.mechanism
    worth = worth_of(world, lot)
    paid = float(deal.prices_now(world.common_cost) @ worth.units)
    if paid <= 0:
        return False
    loss = -float(world.market.margin[row])
    people = 0.0
    if HOME in lot.services:
        people = float(world.sums[lot.cells, AT["in_care"]].sum()) * world.place.scale
    once = people * values["market.transition_cost"] + mechanism.selection.authority_cost
    once -= values["market.handback_cost_share"] * 12 * paid
    own = own_team_cost(world, lot, mechanism, worth) * worth.month
    if not rescue_pays(
        loss,
        deal.end - world.month,
        own / paid - 1,
        max(mechanism.continuity.set_up_months, 1),
        once / paid,
    ):
        return False
    deal.price = rescue_price(deal.price, loss)
    # At the new price there is no loss to look back on.
    world.market.margin[row] = 0.0
    world.relations.count("rescues")
    return True
