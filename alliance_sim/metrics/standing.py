"""How each provider stood: what a year brought it, and whether its reserves could bear it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import YEAR, Counted
from alliance_sim.metrics.parties import OWNERS_MONEY
from alliance_sim.world.ledger import PENCE, PURPOSE
from alliance_sim.world.market import IN_HOUSE


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of each provider's money over the counted months.

    `result` GBP a year, shape (providers,), adds up over providers to the party of all providers;
    `insolvent` whether it closed owing money, shape (providers,); `short` whether, in a year in
    which it had work, it lost more than the reserves it began the year with, shape (years,
    providers). A council's own team has the council behind it and is never short.
    """

    result: NDArray[np.float64]
    insolvent: NDArray[np.bool_]
    short: NDArray[np.bool_]


def standing(period: Counted) -> Standing:
    """How each provider stood over the counted months; a last year may be cut short."""
    world, start = period.world, period.from_month
    book = world.ledger.flows_of_all_months()[:, :, world.accounts.provider]
    traded = np.ones(len(PURPOSE), dtype=bool)
    traded[[PURPOSE[name] for name in OWNERS_MONEY]] = False
    result = book[start + 1 :, traded].sum(axis=(0, 1)) / PENCE / period.years
    insolvent = (book[start + 1 :, PURPOSE["write_off"]] > 0).any(axis=0)
    balance = np.cumsum(book.sum(axis=1), axis=0)
    put_in = np.maximum(book[:, PURPOSE["opening_reserves"]], 0)
    outside = world.market.kind != IN_HOUSE
    short = []
    for first in range(start, world.scenario.months, YEAR):
        year = slice(first + 1, first + 1 + YEAR)
        works = (book[year, PURPOSE["care_cost"]] != 0).any(axis=0)
        # Whoever opens within the year begins with what its owners put in then.
        reserves = balance[first] + put_in[year].sum(axis=0)
        loss = -book[year, traded].sum(axis=(0, 1))
        short.append(works & outside & (loss > 0) & (loss > reserves))
    return Standing(np.asarray(result), np.asarray(insolvent), np.array(short))
