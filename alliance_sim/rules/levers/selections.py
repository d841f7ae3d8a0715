"""Every kind of selection: the union that a way of buying picks one from."""

from typing import Annotated

from pydantic import Field

from alliance_sim.rules.levers.capability import CapabilityFirst, OwnTeam
from alliance_sim.rules.levers.choice import ResidentsChoose
from alliance_sim.rules.levers.lead import PrimeLead
from alliance_sim.rules.levers.ranked_list import RankedList
from alliance_sim.rules.levers.selection import LowestPrice, ScoredBids

Selection = Annotated[
    ScoredBids | LowestPrice | CapabilityFirst | OwnTeam | RankedList | PrimeLead | ResidentsChoose,
    Field(discriminator="kind"),
]
