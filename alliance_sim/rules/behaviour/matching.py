"""Matching: what those who lost a competition change in what they offer next time."""

import numpy as np

from alliance_sim.rules.offers import Floats


def wanted_change(
    dearer: Floats, behind: Floats, price_counts: float, strength: float, price_of_quality: float
) -> Floats:
    """Points of quality by which each loser changes its standard: down to cut cost, up to score.

    It takes the price gap back by lowering its standard and closes the quality gap by raising it,
    each as far as price and quality counted in what it lost.

    Args:
        dearer: How far each price lay above the winner's, as a share of base cost; 0 if it did not.
        behind: How far each scored quality lay below the winner's, in points; 0 if it did not.
        price_counts: Weight of price in the award, 0 to 1; quality had the rest.
        strength: Share of the distance that is gone after one award.
        price_of_quality: What a point of quality costs, as a share of base cost.
    """
    down = price_counts * dearer / price_of_quality
    up = (1 - price_counts) * behind
    return np.asarray(strength * (up - down))
