"""Price-competitive alliance: an alliance whose members competed on their target, too."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class PriceCompetitiveAlliance(Mechanism):
    """Partners are chosen with the target they ask for in the score, then work as an alliance.

    Rival targets show what each pads, so that less of it stays; the dearer of two able partners
    stays out, however well it is trusted. Working up targets costs every team, and the buyer, more.
    From then on all is as in an alliance: open books, shared gain and pain, joint decisions.

    Also called: competitive target outturn cost, dual-target alliance.
    Sources: S25, S27.
    Departures: all who enter work up a target, rather than two teams; rivals' targets work like a
    better estimate of the buyer's own.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "capability_first",
        "price": "open_book_target",
        "contract": "gain_share",
    }

    kind: Literal["price_competitive_alliance"] = "price_competitive_alliance"
