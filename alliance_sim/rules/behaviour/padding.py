"""Padding a target cost: what members add to a target that they will later be paid against."""


def padded_share(provider_share: float, audit_accuracy: float, padding_cost: float) -> float:
    """Share of expected cost by which members inflate the target.

    A pound of undetected padding is worth the provider's share of the underrun; being found out
    costs `padding_cost / 2` times the square of the padding. The best padding is therefore
    share x (1 - accuracy) / cost.
    """
    return provider_share * (1 - audit_accuracy) / padding_cost
