"""Development: when a provider builds new capacity on its own account."""

from alliance_sim.rules.offers import Bools, Floats


def probability_of_use(guarantee: Floats, trust: Floats, called_on: float) -> Floats:
    """Chance that new capacity will be used, as the provider sees it.

    What the buyer commits to is used; of the rest, what the buyer may call off if it likes, the
    share `called_on` is expected of a buyer who is fully trusted, and none of one who is not.
    """
    return guarantee + (1 - guarantee) * called_on * trust


def present_value(margin_year: Floats, rate: float, years: float) -> Floats:
    """Present value of a margin earned in each of so many years."""
    if rate == 0:
        return margin_year * years
    return margin_year * (1 - (1 + rate) ** -years) / rate


def worth_building(used: Floats, value: Floats, uncertainty: Floats, cost: Floats) -> Bools:
    """Whether probability of use x present value x (1 - uncertainty) covers the cost."""
    return (used * value * (1 - uncertainty) >= cost) & (value > 0)
