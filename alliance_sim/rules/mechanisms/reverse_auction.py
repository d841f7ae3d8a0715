"""Reverse auction: qualified providers undercut one another until one is left."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class ReverseAuction(Mechanism):
    """Providers that pass a quality threshold watch the price fall; the last one left wins.

    The winner is paid about the second-lowest reservation price, bears all cost risk, and is
    monitored lightly. Quality beyond the threshold earns nothing in the award.

    Also called: e-auction, descending-price procurement auction.
    Sources: S88, S94, S95, S99, S100.
    Departures: whole lots rather than single packages of care, so that the same lots are compared.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "lowest_price",
        "price": "descending_clock",
        "contract": "fixed_price",
    }

    kind: Literal["reverse_auction"] = "reverse_auction"
