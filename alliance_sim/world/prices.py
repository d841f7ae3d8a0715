"""Prices: amounts from other years brought to the price year of the results."""

from collections.abc import Mapping
from typing import Any


def in_price_year(values: Mapping[str, Any], path: str) -> float:
    """An amount in the prices of the results' year.

    Args:
        values: Every parameter's value by path.
        path: Parameter with the amount, GBP; `<path>_year` is the year whose prices it is in.
    """
    years = values["appraisal.price_year"] - values[f"{path}_year"]
    return float(values[path] * (1 + values["appraisal.inflation"]) ** years)
