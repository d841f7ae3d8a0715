"""Voluntary-sector consortium: small organisations that people know, behind one lead."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class VoluntaryConsortium(Mechanism):
    """Voluntary and community organisations design a service with the council and run it.

    They are chosen for what they can do and because they are known; one of them leads, signs and
    decides, so that the council keeps up one relationship and no unanimity is needed. They have a
    budget and no stake on indicators. Setting up takes a year, and small members carry the risk
    of a fixed sum. Bexley's Care Act assessments are done in such a way.

    Also called: lead-provider consortium, co-designed grant, voluntary-sector partnership.
    Sources: S2, S5.
    Departures: any service can be let like this, not only assessments; what each member earns
    follows its work, and the lead has no fee of its own.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "capability_first",
        "price": "open_book_target",
        "contract": "block",
    }

    kind: Literal["voluntary_consortium"] = "voluntary_consortium"
