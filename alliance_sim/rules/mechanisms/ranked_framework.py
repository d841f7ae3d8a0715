"""Framework with ranked call-off: a list of providers, each package offered down the list."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class RankedFramework(Mechanism):
    """Several providers are admitted for years at prices they bid; packages go down the ranks.

    Who bid best is offered every package first, as long as it has room; the last on the list may
    never hear. Nothing is promised, nobody on the list can ask for work, and nobody else can join
    until the list is opened again: providers wait to be invited. A package that is offered costs a
    call, not a competition.

    Also called: framework agreement, tiered or banded framework, call-off contract.
    Sources: S57a, S57b, E6037, E6038.
    Departures: a list is opened for each service of a council; bidders reckon with an equal part of
    its volume and set the price that they would bid for one contract of that size.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "ranked_list",
        "price": "first_price",
        "contract": "fixed_price",
    }

    kind: Literal["ranked_framework"] = "ranked_framework"
