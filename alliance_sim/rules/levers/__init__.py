"""The levers a way of buying is made of, apart from the contract that settles the money."""

from alliance_sim.rules.levers.capability import CapabilityFirst, OwnTeam
from alliance_sim.rules.levers.choice import ResidentsChoose
from alliance_sim.rules.levers.continuity import Continuity
from alliance_sim.rules.levers.governance import Governance
from alliance_sim.rules.levers.lead import PrimeLead
from alliance_sim.rules.levers.price_formation import (
    BidBeliefs,
    DescendingClock,
    FirstPrice,
    OpenBookTarget,
    PriceFormation,
    SecondPrice,
)
from alliance_sim.rules.levers.ranked_list import RankedList
from alliance_sim.rules.levers.selection import LowestPrice, ScoredBids
from alliance_sim.rules.levers.selections import Selection

__all__ = [
    "BidBeliefs",
    "CapabilityFirst",
    "Continuity",
    "DescendingClock",
    "FirstPrice",
    "Governance",
    "LowestPrice",
    "OpenBookTarget",
    "OwnTeam",
    "PriceFormation",
    "PrimeLead",
    "RankedList",
    "ResidentsChoose",
    "ScoredBids",
    "SecondPrice",
    "Selection",
]
