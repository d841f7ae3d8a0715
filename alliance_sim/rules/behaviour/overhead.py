"""Overhead of large organisations: more than in proportion to what they spend."""


def growth_with_size(budget: float, usual: float, exponent: float) -> float:
    """How far overhead per pound lies above that of an organisation of the usual size.

    Overhead that grows as the budget to the power of 1 + exponent is, per pound, the budget's
    ratio to the usual to the power of the exponent. Small organisations have no less than usual.

    Args:
        budget: What the organisation spends in a year.
        usual: Up to this, overhead is in proportion.
        exponent: How far beyond proportion it grows; at 0 it does not.
    """
    return float(max(budget / usual, 1.0) ** exponent) - 1.0


def with_lag(chance: float, lag_months: float) -> float:
    """Monthly chance of a decision where each has to wait some months more on average."""
    return chance / (1 + lag_months * chance)
