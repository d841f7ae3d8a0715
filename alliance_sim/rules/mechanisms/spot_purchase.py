"""Spot purchase: each package of care bought on its own, at short notice, from whoever has room."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class SpotPurchase(Mechanism):
    """A broker rings a few providers for each package of care and takes the cheapest offer.

    Nothing is promised beyond the package, so nobody keeps staff ready for it. A package that ends
    is bought again, often from somebody else, and staff do not go along. There is little to set up;
    each single purchase costs both sides a little.

    Also called: spot contract, individually priced package, brokered care.
    Sources: S14, S57a, S85.
    Departures: packages of one service, neighbourhood and group are let together, at the cost of
    letting each; a package lasts for a term, however long its resident needs it.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "lowest_price",
        "price": "first_price",
        "contract": "spot",
    }

    kind: Literal["spot_purchase"] = "spot_purchase"
