"""Posts: who delivers which service under which contract, as arrays ready for the month's sums."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.deals import Deal
from alliance_sim.world.place import SERVICES
from alliance_sim.world.placing import cells_of

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Posts:
    """One post for each provider and service within a contract.

    `deals` are the contracts in force, the councils' own cover included; `deal`, `row` and
    `service` say what each post is, shape (posts,); `at` is the post that serves each cell in each
    service, shape (services, cells), and the number of posts where the service is not bought.
    `seats` are the places at each contract's table: `seat_deal` and `seat_row` say whose, and
    `seat` the seat each post belongs to.
    """

    deals: list[Deal]
    deal: Ints
    row: Ints
    service: Ints
    at: Ints
    seat: Ints
    seat_deal: Ints
    seat_row: Ints
    kpi_stake: NDArray[np.float64]
    outcome_stake: NDArray[np.float64]
    together: NDArray[np.bool_]
    reimburses: NDArray[np.bool_]
    members: Ints


def read_posts(world: "World") -> Posts:
    """Work out the posts from who serves whom; done anew whenever that changes."""
    covers = [commissioner.cover for commissioner in world.commissioners]
    deals: list[Deal] = list(covers)
    deal_of = np.zeros_like(world.serves)
    in_house = world.market.kind == world.in_house_kind
    for lot in world.lots():
        deal = lot.deal
        if deal is None or deal.mechanism is world.emergency:
            number = lot.council
        else:
            number = len(deals)
            deals.append(deal)
        deal_of[np.ix_(lot.services, cells_of(lot.zones))] = number
    # The council's own team is paid under its own cover, also where it fills in for partners.
    filled_in = in_house[world.serves] & (world.serves >= 0)
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
    return Posts(
        deals=deals,
        deal=deal,
        row=row,
        service=service,
        at=place_of,
        seat=np.searchsorted(seat_code, deal * rows + row),
        seat_deal=seat_code // rows,
        seat_row=seat_code % rows,
        kpi_stake=np.array([way.governance.kpi_stake for way in terms]),
        outcome_stake=np.array([way.governance.outcome_stake for way in terms]),
        together=np.array([way.governance.judged_together for way in terms]),
        reimburses=np.array([way.contract.reimburses_cost for way in terms]),
        members=np.bincount(seat_code // rows, minlength=len(deals)),
    )
