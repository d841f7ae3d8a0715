"""Posts: who delivers which service under which contract, as arrays ready for the month's sums."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.services import HOME, SERVICES
from alliance_sim.world.deals import Deal
from alliance_sim.world.packages import packages_alike
from alliance_sim.world.tallying import PostTable

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Posts:
    """One post for each provider and service within a contract.

    `deals` are the contracts in force, the councils' own cover included, and `table` the posts.
    `seats` are the places at each contract's table: `seat_deal` and `seat_row` say whose. Of each
    deal: `together` whether members are judged together, `reimburses` whether cost is paid,
    `members` how many sit there, `councils` whose contract it is, `links` the working
    relationships it takes. `joint` are the deals of several members, `home_deals` those under
    which the council pays for home care, by number; `by_person` is whether any pays by the person.
    `buyers` are the accounts that pay each deal; `heads` the number of the lead's contract under
    which a deal was let on (-1 for none), `head_seat` where that lead sits, and `leads` the leads.
    """

    deals: list[Deal]
    table: PostTable
    seat_deal: Ints
    seat_row: Ints
    together: NDArray[np.bool_]
    reimburses: NDArray[np.bool_]
    members: Ints
    councils: Ints
    links: Floats
    joint: list[int]
    home_deals: Ints
    by_person: bool
    buyers: Ints
    heads: Ints
    head_seat: Ints
    leads: Ints


def read_posts(world: "World") -> Posts:
    """Work out the posts from who serves whom; done anew whenever that changes."""
    covers = [commissioner.cover for commissioner in world.commissioners]
    deals: list[Deal] = list(covers)
    deal_of = np.zeros_like(world.serves)
    in_house = world.market.kind == world.in_house_kind
    own_work = np.zeros(world.serves.shape, dtype=bool)
    heads = [head for commissioner in world.commissioners for head in commissioner.heads()]
    let_on: dict[int, Deal] = {}
    for lot in world.lots():
        deal = lot.deal
        if deal is None or deal.mechanism is world.emergency:
            number = lot.council
        else:
            number = len(deals)
            deals.append(deal)
            own_work[lot.where] = deal.mechanism.selection.own_team
            if lot.under is not None:
                let_on[number] = lot.under
        deal_of[lot.where] = number
    number_of = {id(head): len(deals) + at for at, head in enumerate(heads)}
    deals += heads
    head_of = np.full(len(deals), -1)
    head_of[list(let_on)] = [number_of[id(head)] for head in let_on.values()]
    # The council's own team is paid under its own cover, also where it fills in for partners.
    filled_in = in_house[world.serves] & (world.serves >= 0) & ~own_work
    deal_of = np.where(filled_in, world.place.cell_council[None, :], deal_of)
    rows, services = world.market.rows, len(SERVICES)
    code = (deal_of * rows + world.serves) * services + np.arange(services)[:, None]
    bought = world.place.commissioned
    posts, at = np.unique(code[bought], return_inverse=True)
    place_of = np.full(world.serves.shape, len(posts))
    place_of[bought] = at.reshape(code[bought].shape)
    deal, row, service = posts // services // rows, posts // services % rows, posts % services
    seat_code = np.concatenate(
        [number * rows + member.members for number, member in enumerate(deals)]
    )
    seat_code = np.unique(np.concatenate([seat_code, deal * rows + row]))
    terms = [member.mechanism for member in deals]
    members = np.bincount(seat_code // rows, minlength=len(deals))
    links = _links(deals)
    # The councils' own cover, which stands first, needs no governing.
    links[: len(covers)] = 0
    councils = np.array([member.council for member in deals])
    buyers = world.accounts.council[councils]
    rows_of_heads = np.array([head.members[0] for head in heads], dtype=np.int64)
    buyers[list(let_on)] = [world.accounts.provider[head.members[0]] for head in let_on.values()]
    head_seat = np.full(len(deals), -1)
    head_seat[len(deals) - len(heads) :] = np.searchsorted(
        seat_code, np.array(list(number_of.values()), dtype=np.int64) * rows + rows_of_heads
    )
    at_home = np.unique(deal[service == HOME])
    # What the council pays for home care is the lead's price.
    paid_by_council = np.where(head_of[at_home] >= 0, head_of[at_home], at_home)
    return Posts(
        deals=deals,
        table=PostTable(
            deal=deal,
            row=row,
            service=service,
            seat=np.searchsorted(seat_code, deal * rows + row),
            at=place_of,
            kpi_stake=np.array([way.governance.kpi_stake for way in terms]),
            outcome_stake=np.array([way.governance.outcome_stake for way in terms]),
        ),
        seat_deal=seat_code // rows,
        seat_row=seat_code % rows,
        together=np.array([way.governance.judged_together for way in terms]),
        reimburses=np.array([way.contract.reimburses_cost for way in terms]),
        members=members,
        councils=councils,
        links=links,
        joint=np.flatnonzero(members > 1).tolist(),
        home_deals=np.unique(paid_by_council),
        by_person=any(way.contract.priced_by == "person" for way in terms),
        buyers=buyers,
        heads=head_of,
        head_seat=head_seat,
        leads=rows_of_heads,
    )


def _links(deals: list[Deal]) -> Floats:
    """Working relationships of each deal; none with a team of one's own, shape (deals,)."""
    ways = [deal.mechanism for deal in deals]
    table = zip(ways, deals, packages_alike(deals), strict=True)
    return np.array(
        [
            0.0 if way.selection.own_team else way.governance.links(1, len(deal.members)) / alike
            for way, deal, alike in table
        ]
    )
