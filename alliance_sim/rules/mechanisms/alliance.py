"""Alliance contract: partners under one agreement share risk, reward and decisions."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class Alliance(Mechanism):
    """Providers chosen for what they can do join the commissioner in one contract.

    They agree a target cost with open books, are paid their cost, share what is saved or
    overspent against the target, are judged together on residents' outcomes, decide unanimously
    and place each resident with the member that serves them best. Setting up takes long and costs
    money; every pair of partners has to be kept talking; each can free-ride on the others.

    Also called: alliancing, collaborative contract, gain/pain share alliance.
    Sources: S1, S2, S3, S5, S9, S15, S25, S26, E6044, E6045, E6047, E6048.
    Departures: members share gain, pain and joint performance pay by the work each does.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "capability_first",
        "price": "open_book_target",
        "contract": "gain_share",
    }

    kind: Literal["alliance"] = "alliance"
