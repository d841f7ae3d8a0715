"""The shape every rule's settings share: frozen, strict, no unknown fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Settings that never change once made and refuse anything they do not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


Share = Annotated[float, Field(ge=0, le=1)]
"""A fraction between 0 and 1."""

Money = Annotated[float, Field(ge=0, json_schema_extra={"unit": "GBP"})]
"""An amount in pounds that cannot be negative."""
