"""Prime provider: one lead holds the contract for everything and lets it on to others."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class PrimeProvider(Mechanism):
    """The council has one contract, with one lead; residents are served by its subcontractors.

    The council lets once, watches one provider and keeps one relationship. The lead lets the lots
    on, year by year, to the cheapest who are good enough, keeps a margin, watches them itself, and
    passes the indicators down. If the lead fails, all of it fails at once, and the council pays the
    subcontractors until there is another.

    Also called: prime contractor, lead contractor, managing agent.
    Sources: S9, S31.
    Departures: a lead does work itself only where nobody takes it at its price; trust in the lead
    counts as trust in the council; what a lead will have to pay is believed to be what is usual.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "prime_lead",
        "price": "first_price",
        "contract": "fixed_price",
    }

    kind: Literal["prime_provider"] = "prime_provider"
