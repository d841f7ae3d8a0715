"""In-house: the council's own team provides."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class InHouse(Mechanism):
    """The council stops buying and does the work with staff of its own, who move over.

    Nobody competes, nobody earns a margin and nobody can leave; what it costs is what is paid.
    There is nothing to be gained from saving, and a council's own team has pay and overhead of its
    own kind.

    Also called: insourcing, direct provision, directly employed service.
    Sources: E1024, E1025, E1028, E1093.
    Departures: the team is there from the start, as cover; setting up is staff and
    premises moving over.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "own_team",
        "price": "first_price",
        "contract": "cost_plus",
    }

    kind: Literal["in_house"] = "in_house"
