"""Fix or grow: how time is divided between what counts now and what grows over years."""

import math


def grown_within(horizon_years: float, rise: float) -> float:
    """Mean share of its full worth that something growing reaches within a horizon.

    Args:
        horizon_years: How far ahead it counts.
        rise: How fast it closes the distance to its full worth, a year.
    """
    passed = horizon_years * rise
    return 1 - (1 - math.exp(-passed)) / passed if passed > 0 else 0.0


def time_to_grow(horizon_years: float, rise: float, worth: float) -> float:
    """Share of time given to a person's own long-term goals rather than to the day's tasks.

    Either brings less and less: with returns as the square root of time, the best share is that
    of the squared worth. Nothing grows at a horizon of 0.

    Args:
        horizon_years: How far ahead those count who divide the time.
        rise: How fast what is grown closes the distance to its full worth, a year.
        worth: Full worth of time for long-term goals against time for tasks.
    """
    grow = (worth * grown_within(horizon_years, rise)) ** 2
    return grow / (1 + grow)


def expected_years(term_months: int, renewal: float) -> float:
    """How long a contract is likely to go on, renewals included; without end where all renew."""
    term = term_months / 12
    return term / (1 - renewal) if renewal < 1 else math.inf
