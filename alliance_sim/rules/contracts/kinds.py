"""Every kind of contract there is, told apart by `kind`."""

from typing import Annotated

from pydantic import Field

from alliance_sim.rules.contracts.block import Block
from alliance_sim.rules.contracts.capitation import Capitation
from alliance_sim.rules.contracts.cost_and_volume import CostAndVolume
from alliance_sim.rules.contracts.cost_plus import CostPlus
from alliance_sim.rules.contracts.cost_plus_incentive_fee import CostPlusIncentiveFee
from alliance_sim.rules.contracts.fixed_price import FixedPrice
from alliance_sim.rules.contracts.gain_share import GainShare
from alliance_sim.rules.contracts.outcome_payment import OutcomePayment
from alliance_sim.rules.contracts.risk_corridor import RiskCorridor
from alliance_sim.rules.contracts.shared_savings import SharedSavings
from alliance_sim.rules.contracts.spot import Spot
from alliance_sim.rules.contracts.three_limbs import ThreeLimbs

CONTRACTS = (
    FixedPrice,
    Spot,
    Block,
    CostAndVolume,
    Capitation,
    OutcomePayment,
    CostPlus,
    CostPlusIncentiveFee,
    GainShare,
    ThreeLimbs,
    SharedSavings,
    RiskCorridor,
)
"""Every contract there is, in the order in which they are shown."""

Contract = Annotated[
    FixedPrice
    | Spot
    | Block
    | CostAndVolume
    | Capitation
    | OutcomePayment
    | CostPlus
    | CostPlusIncentiveFee
    | GainShare
    | ThreeLimbs
    | SharedSavings
    | RiskCorridor,
    Field(discriminator="kind"),
]
"""Any of them."""
