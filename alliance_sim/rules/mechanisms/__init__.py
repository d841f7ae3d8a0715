"""How providers are chosen, paid, watched and kept: one file for each way of buying."""

from alliance_sim.rules.mechanisms.alliance import Alliance
from alliance_sim.rules.mechanisms.block_grant import BlockGrant
from alliance_sim.rules.mechanisms.competitive_tender import CompetitiveTender
from alliance_sim.rules.mechanisms.dynamic_purchasing import DynamicPurchasing
from alliance_sim.rules.mechanisms.in_house import InHouse
from alliance_sim.rules.mechanisms.mechanism import Mechanism
from alliance_sim.rules.mechanisms.outcome_contract import OutcomeContract
from alliance_sim.rules.mechanisms.personal_budgets import PersonalBudgets
from alliance_sim.rules.mechanisms.price_competitive_alliance import PriceCompetitiveAlliance
from alliance_sim.rules.mechanisms.prime_provider import PrimeProvider
from alliance_sim.rules.mechanisms.ranked_framework import RankedFramework
from alliance_sim.rules.mechanisms.reverse_auction import ReverseAuction
from alliance_sim.rules.mechanisms.spot_purchase import SpotPurchase
from alliance_sim.rules.mechanisms.voluntary_consortium import VoluntaryConsortium

MECHANISMS: dict[str, type[Mechanism]] = {
    "competitive_tender": CompetitiveTender,
    "reverse_auction": ReverseAuction,
    "alliance": Alliance,
    "spot_purchase": SpotPurchase,
    "block_grant": BlockGrant,
    "in_house": InHouse,
    "outcome_contract": OutcomeContract,
    "price_competitive_alliance": PriceCompetitiveAlliance,
    "dynamic_purchasing": DynamicPurchasing,
    "ranked_framework": RankedFramework,
    "prime_provider": PrimeProvider,
    "voluntary_consortium": VoluntaryConsortium,
    "personal_budgets": PersonalBudgets,
}
"""Every way of buying by the name that a scenario uses."""

__all__ = [
    "MECHANISMS",
    "Alliance",
    "BlockGrant",
    "CompetitiveTender",
    "DynamicPurchasing",
    "InHouse",
    "Mechanism",
    "OutcomeContract",
    "PersonalBudgets",
    "PriceCompetitiveAlliance",
    "PrimeProvider",
    "RankedFramework",
    "ReverseAuction",
    "SpotPurchase",
    "VoluntaryConsortium",
]
