"""Who has an account in the ledger."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliance_sim.world.firms import NOBODY
from alliance_sim.world.market import KIND_STRIDE, KINDS, Market
from alliance_sim.world.place import Place


@dataclass(frozen=True, slots=True)
class Accounts:
    """Account numbers: one per council and provider, and a few for the rest of the world.

    `work` is where wages, supplies and administration go, `nhs` the health service, `hospitals`
    what it spends, `owners` those who put reserves in and bear what an insolvent provider leaves.
    """

    names: list[str]
    council: NDArray[np.int64]
    provider: NDArray[np.int64]
    work: int
    nhs: int
    hospitals: int
    owners: int


def open_accounts(place: Place, market: Market) -> Accounts:
    """Number and name everyone's account."""
    names = ["wages and supplies", "nhs", "hospitals", "owners and creditors"]
    council = len(names) + np.arange(place.n_councils)
    names += [f"council: {name}" for name in place.names]
    provider = len(names) + np.arange(market.rows)
    names += [provider_name(place, market, row) for row in range(market.rows)]
    return Accounts(names, council, provider, work=0, nhs=1, hospitals=2, owners=3)


def provider_name(place: Place, market: Market, row: int) -> str:
    """A provider's name for people: council, kind and number, and the firm it is a branch of."""
    kind = KINDS[market.kind[row]].replace("_", " ")
    number = int(market.number[row]) % KIND_STRIDE + 1
    name = f"{place.names[market.council[row]]}: {kind} {number}"
    firm = int(market.firms.of[row])
    return name if firm == NOBODY else f"{name} (firm {firm + 1})"
