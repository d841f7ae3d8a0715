"""Which single terms the editor shows for each kind of deal, and in what unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Unit = Literal["percent", "pounds", "number", "yes"]


@dataclass(frozen=True)
class Field:
    """One term of a deal, with an input of its own.

    Attributes:
        path: Its place in a terms file, with a dot for a part of a part.
        unit: How people write it; shares of the file are per cent on the page.
        is_optional: Whether it may be left empty.
        start: What a required one is set to where a kind is chosen afresh, as people write it.
    """

    path: str
    unit: Unit
    is_optional: bool = False
    start: float | bool = 0.0


TARGET = Field("target_cost_gbp", "pounds", True)
PRICE = Field("price_gbp", "pounds", True)
UNITS = Field("expected_units", "number", True)

FEE = Field("fee_share", "percent", start=5.0)
LIMITS = (Field("pain_cap", "percent", True), Field("gain_cap", "percent", True))
QUALITY = (
    Field("quality.gate", "percent", True),
    Field("quality.kept_below_gate", "percent"),
    Field("quality.scales_gain", "yes", start=False),
    Field("quality.scales_pain", "yes", start=False),
)
"""Quality in a deal with a target."""

KINDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "gain_share": (TARGET, FEE, Field("dead_band", "percent", True), *LIMITS, *QUALITY),
        "shared_savings": (
            TARGET,
            Field("savings_rate", "percent", start=50.0),
            Field("loss_rate", "percent", start=50.0),
            Field("least_saving", "percent", start=2.0),
            Field("least_loss", "percent", start=2.0),
            Field("from_first_pound", "yes", start=True),
            Field("savings_cap", "percent", True),
            Field("loss_cap", "percent", True),
            Field("quality_gate", "percent", True),
        ),
        "cost_plus": (Field("fee_share", "percent", True, 8.0), Field("fee_gbp", "pounds", True)),
        "block": (PRICE,),
        "fixed_price": (PRICE, UNITS),
    }
)
"""Kinds of deal that can be chosen on the page, with the terms that it shows."""

AMOUNTS = (TARGET, PRICE, UNITS)
"""What it shows of any other kind, whose own terms it keeps as they came."""

BANDED = "gain_share"
"""The kind that is cut into bands."""


def fields_of(kind: str) -> tuple[Field, ...]:
    """The single terms that the editor shows for a kind."""
    return KINDS.get(kind, AMOUNTS)
