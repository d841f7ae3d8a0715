"""How pounds are written on an axis, and room at its ends."""

from collections.abc import Iterable

from alliance_sim.analysis.estimates import NOTHING

PAD = 0.06
"""Empty room at both ends of an axis, as a share of what it spans."""

POUNDS = (
    "(datum.value < 0 ? '\\u2212' : '') + '£' + (abs(datum.value) >= 1e6 ? "
    "format(abs(datum.value) / 1e6, '.3~r') + 'm' : abs(datum.value) >= 1e3 ? "
    "format(abs(datum.value) / 1e3, '.3~r') + 'k' : format(abs(datum.value), '.3~r'))"
)
"""Pounds on an axis, as the drawing library reads it."""

PLAIN = "replace(format(datum.value, ',.3~r'), '-', '\\u2212')"
"""A plain number on an axis."""


def domain(values: Iterable[float], *, centred: bool = False) -> list[float]:
    """The ends of an axis that shows 0 and all values, with a little room; 0 amid it if wanted."""
    known = [value for value in values if value == value and value is not NOTHING]
    low, high = min([*known, 0.0]), max([*known, 0.0])
    if centred:
        high = max(high, -low)
        low = -high
    pad = PAD * (high - low) or 1.0
    return [low - pad, high + pad]
