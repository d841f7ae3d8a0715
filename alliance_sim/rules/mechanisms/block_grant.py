"""Block grant: a voluntary organisation is given a yearly sum to get on with it."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class BlockGrant(Mechanism):
    """A voluntary organisation is chosen for what it can do and granted a sum for the year.

    It asks for what its budget says, and nobody competes on price; hardly anything is watched, and
    the grant is usually given again. The organisation bears what goes beyond it and could keep what
    it does not spend: what it does rests on its own motives. Where no voluntary organisation has
    room or a budget below the ceiling, the council's own team does the work.

    Also called: grant funding, core funding, grant-in-aid.
    Sources: S19, S63.
    Departures: a grant is for a lot of one service, and pays wages and overhead like any income.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "scored_bids",
        "price": "open_book_target",
        "contract": "block",
    }

    kind: Literal["block_grant"] = "block_grant"
