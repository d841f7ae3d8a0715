"""Contracts: how providers are paid, and who bears what when cost is not as expected.

Each payment rule is one frozen class in a file of its own; `Contract` is any of them, told apart
by `kind`. An `Agreement` is a rule with everything that is written around it: named parties with
limits of their own, changes of the target, quality, retention. The simulated month and the deal
calculator settle with these same classes.
"""

from alliance_sim.rules.contracts.agreement import Agreement, ResultArea, TargetAdjustment
from alliance_sim.rules.contracts.bands import Band
from alliance_sim.rules.contracts.block import Block
from alliance_sim.rules.contracts.capitation import Capitation
from alliance_sim.rules.contracts.cost_and_volume import CostAndVolume
from alliance_sim.rules.contracts.cost_plus import CostPlus
from alliance_sim.rules.contracts.cost_plus_incentive_fee import CostPlusIncentiveFee
from alliance_sim.rules.contracts.fixed_price import FixedPrice
from alliance_sim.rules.contracts.gain_share import GainShare
from alliance_sim.rules.contracts.kinds import CONTRACTS, Contract
from alliance_sim.rules.contracts.outcome_payment import OutcomePayment
from alliance_sim.rules.contracts.parties import Party
from alliance_sim.rules.contracts.payment_rule import PaymentRule
from alliance_sim.rules.contracts.pence import pence, split
from alliance_sim.rules.contracts.quality import Quality, Retention
from alliance_sim.rules.contracts.risk_corridor import Corridor, RiskCorridor
from alliance_sim.rules.contracts.settlement import (
    Actuals,
    BandMoney,
    PartyMoney,
    PartyPence,
    Settlement,
)
from alliance_sim.rules.contracts.shared_savings import SharedSavings
from alliance_sim.rules.contracts.spot import Spot
from alliance_sim.rules.contracts.three_limbs import ThreeLimbs

__all__ = [
    "CONTRACTS",
    "Actuals",
    "Agreement",
    "Band",
    "BandMoney",
    "Block",
    "Capitation",
    "Contract",
    "Corridor",
    "CostAndVolume",
    "CostPlus",
    "CostPlusIncentiveFee",
    "FixedPrice",
    "GainShare",
    "OutcomePayment",
    "Party",
    "PartyMoney",
    "PartyPence",
    "PaymentRule",
    "Quality",
    "ResultArea",
    "Retention",
    "RiskCorridor",
    "Settlement",
    "SharedSavings",
    "Spot",
    "TargetAdjustment",
    "ThreeLimbs",
    "pence",
    "split",
]
