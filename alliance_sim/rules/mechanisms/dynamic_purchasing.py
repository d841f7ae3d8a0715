"""Dynamic purchasing: an open list, and a small competition for every package of care."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class DynamicPurchasing(Mechanism):
    """Whoever qualifies may join the list at any time; each package goes to the best offer on it.

    Every package is put to all on the list, and offers are scored on price and quality. Nothing is
    promised; prices are keen, and each small competition costs both sides. A package that runs out
    is put to the list again, and staff do not go along.

    Also called: dynamic market, open list, mini-competition.
    Sources: S65, S85.
    Departures: packages of one service, neighbourhood and group are let together, at the cost of
    letting each; to be on the list costs nothing.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "scored_bids",
        "price": "first_price",
        "contract": "spot",
    }

    kind: Literal["dynamic_purchasing"] = "dynamic_purchasing"
