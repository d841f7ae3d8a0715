"""Cost: what the public purse and bidders pay, a year, discounted, for the whole place."""

from alliance_sim.metrics.counted import Counted

KINDS = ("care", "procurement", "governance", "monitoring", "crisis")
"""What the total is made of."""


def costs(period: Counted) -> dict[str, float]:
    """Yearly cost by kind, and in total, GBP a year at present value (Green Book rate)."""
    weights = period.weights("appraisal.discount_money")
    found = {
        f"cost_{kind}_gbp": float(weights @ period.column(f"cost_{kind}_gbp")) / period.years
        for kind in KINDS
    }
    return {"cost_total_gbp": sum(found.values()), **found}
