"""Contracts: how providers are paid, and who bears what when cost is not as expected.

Each contract is one frozen class in a file of its own. `Contract` is any of them, told apart by
`kind`.
"""

from typing import Annotated

from pydantic import Field

from alliance_sim.rules.contracts.bands import Band
from alliance_sim.rules.contracts.block import Block
from alliance_sim.rules.contracts.cost_plus import CostPlus
from alliance_sim.rules.contracts.fixed_price import FixedPrice
from alliance_sim.rules.contracts.gain_share import GainShare
from alliance_sim.rules.contracts.settlement import (
    Actuals,
    BandMoney,
    PartyMoney,
    Settlement,
    pence,
    split,
)
from alliance_sim.rules.contracts.three_limbs import ThreeLimbs

Contract = Annotated[
    FixedPrice | Block | CostPlus | GainShare | ThreeLimbs, Field(discriminator="kind")
]

CONTRACTS = (FixedPrice, Block, CostPlus, GainShare, ThreeLimbs)
"""Every contract there is, in the order in which they are shown."""

__all__ = [
    "CONTRACTS",
    "Actuals",
    "Band",
    "BandMoney",
    "Block",
    "Contract",
    "CostPlus",
    "FixedPrice",
    "GainShare",
    "PartyMoney",
    "Settlement",
    "ThreeLimbs",
    "pence",
    "split",
]
