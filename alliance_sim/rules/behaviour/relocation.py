"""Relocation: where a provider without enough work would rather be."""

from alliance_sim.rules.offers import Bools, Floats


def attraction(work: Floats, margin: Floats, promise: Floats, trust: Floats) -> Floats:
    """What a place is expected to bring a provider in a year, GBP.

    Args:
        work: Yearly value of the work there for each provider in the place.
        margin: Share of it that the provider would keep at the prices paid there.
        promise: Share of expected work that a provider can count on being given.
        trust: Trust that the buyer's word will hold, 0 to 1.
    """
    return work * margin * promise * trust


def worth_moving(here: Floats, there: Floats, years: float, cost: float) -> Bools:
    """Whether what moving brings over the years looked ahead covers what it costs."""
    return (there - here) * years >= cost
