"""Competitive tender: sealed bids scored on price and quality."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class CompetitiveTender(Mechanism):
    """Providers send one sealed bid for each lot; price and quality are scored; best total wins.

    The winner is paid its own price for each hour or case, keeps what it saves and bears what it
    overspends until the contract ends and is put out again. Performance is watched through KPIs
    contract by contract.

    Also called: open procedure, most advantageous tender.
    Sources: S61, S70, S76, E6003, E6005, E6007, E6009.
    Departures: one stage, no negotiation; a supplier explains a low bid by costs that bear it out.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "scored_bids",
        "price": "first_price",
        "contract": "fixed_price",
    }

    kind: Literal["competitive_tender"] = "competitive_tender"
