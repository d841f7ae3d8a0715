"""Choosing partners: the best, as long as between them they deliver every service on offer."""

import numpy as np

from alliance_sim.rules.offers import Bools, Ints


def fewest(offered: set[int], wanted: int) -> int:
    """Fewest members who together deliver all services wanted.

    Args:
        offered: The sets of services that members deliver, each service a bit of a number.
        wanted: The services wanted; between them the members must offer all of these.
    """
    reached, members = {0}, 0
    while wanted not in reached:
        reached = {(some | more) & wanted for some in reached for more in offered}
        members += 1
    return members


def choose_partners(best_first: Ints, covers: Bools, members: int) -> Ints:
    """Members of each award, in the order of choice.

    Args:
        best_first: Rows of acceptable bidders, best first, shape (awards, bidders); -1 at the end
            where there are fewer.
        covers: Services that each bidder can deliver, shape (bidders, services).
        members: Places.

    Returns:
        Rows of the chosen, shape (awards, bidders); -1 in the places left over.
    """
    chosen = best_first.copy()
    chosen[:, members:] = -1
    services = 1 << np.arange(covers.shape[1])
    # The last entry stands for an empty place, which brings nothing.
    offers = np.append((covers @ services).astype(np.int64), 0)
    wanted = np.bitwise_or.reduce(offers[best_first], axis=1, initial=0)
    brought = np.bitwise_or.reduce(offers[chosen], axis=1, initial=0)
    # Where the best bring all there is, nobody further down has to be looked for.
    for award in np.flatnonzero(brought != wanted):
        rows = best_first[award]
        picked = _one_by_one([int(row) for row in rows[rows >= 0]], offers, members)
        chosen[award] = -1
        chosen[award, : len(picked)] = picked
    return chosen


def _one_by_one(left: list[int], offers: Ints, members: int) -> list[int]:
    """The best who leaves enough places for the rest of the services, again and again."""
    brings = [int(mask) for mask in offers]
    missing = 0
    for row in left:
        missing |= brings[row]
    chosen: list[int] = []
    while left and len(chosen) < members:
        places = members - len(chosen) - 1
        offered = {brings[row] for row in left}
        fit = [row for row in left if fewest(offered, missing & ~brings[row]) <= places]
        best = fit[0] if fit else max(left, key=lambda row: (brings[row] & missing).bit_count())
        chosen.append(best)
        missing &= ~brings[best]
        left.remove(best)
    return chosen
