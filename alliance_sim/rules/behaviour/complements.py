"""The five elements of wellbeing taken together, where one cannot make up for another."""

import math

LEAST = 1e-3
"""An element lower than this counts as this much: with complements, nothing at all is worth
anything without the rest."""


def index_of(
    informed: float,
    weight_informed: float,
    partner: float,
    weight_partner: float,
    resources: float,
    weight_resources: float,
    expertise: float,
    weight_expertise: float,
    connected: float,
    weight_connected: float,
    complements: float,
) -> float:
    """Constant elasticity of substitution between the elements, 1 / `complements`.

    At 0 it is the weighted mean; at 1 the weighted geometric mean; the higher, the more the
    lowest element counts. Equal elements give the same index whatever the elasticity.

    >>> round(index_of(0.4, 0.2, 0.9, 0.2, 0.9, 0.2, 0.9, 0.2, 0.9, 0.2, 0.0), 3)
    0.8
    >>> round(index_of(0.4, 0.2, 0.9, 0.2, 0.9, 0.2, 0.9, 0.2, 0.9, 0.2, 2.0), 3)
    0.72
    """
    power = 1 - complements
    whole = weight_informed + weight_partner + weight_resources + weight_expertise
    whole += weight_connected
    one, two, three = max(informed, LEAST), max(partner, LEAST), max(resources, LEAST)
    four, five = max(expertise, LEAST), max(connected, LEAST)
    if power == 0:
        mean = (
            weight_informed * math.log(one)
            + weight_partner * math.log(two)
            + weight_resources * math.log(three)
            + weight_expertise * math.log(four)
            + weight_connected * math.log(five)
        ) / whole
        return whole * math.exp(mean)
    mean = (
        weight_informed * one**power
        + weight_partner * two**power
        + weight_resources * three**power
        + weight_expertise * four**power
        + weight_connected * five**power
    ) / whole
    return whole * mean ** (1 / power)
