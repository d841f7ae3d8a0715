"""Outcome contract: sealed bids for a price that is paid as outcomes come true."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class OutcomeContract(Mechanism):
    """Providers bid a price; part is paid up front and the rest as residents' outcomes confirm.

    How the work is done is left to the provider: no indicator of activity moves money and little
    is watched. The provider bears the risk of cost and, by its own fault or not, of outcomes.
    Agreeing what counts takes time and money.

    Also called: payment by results, outcome-based commissioning.
    Sources: S9, S54, S54b, S60.
    Departures: outcomes are those of all residents served, so that nobody gains by
    choosing residents.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "scored_bids",
        "price": "first_price",
        "contract": "outcome_payment",
    }

    kind: Literal["outcome_contract"] = "outcome_contract"
