"""Rescue: whether it pays a buyer to raise a price rather than to lose a provider."""

from alliance_sim.rules.offers import Floats


def rescue_price(price: Floats, loss: float) -> Floats:
    """Price at which a provider that loses a share `loss` of its income breaks even."""
    return price * (1 + loss)


def rescue_pays(
    loss: float,
    months_left: float,
    own_premium: float,
    months_covered: float,
    once: float,
) -> bool:
    """Whether what a higher price costs is less than what losing the provider does.

    Amounts in months of the contract's value. The buyer does not expect the next contract to be
    dearer than this one was.

    Args:
        loss: Share of its income that the provider loses, to be made good until the end.
        months_left: Months until the contract ends.
        own_premium: What the buyer's own team costs above the price, as a share of it.
        months_covered: Months for which it would have to step in.
        once: Cost of moving people and buying again, less the charge for handing back.
    """
    return loss * months_left <= max(own_premium, 0.0) * months_covered + max(once, 0.0)
