"""Investment in a new way of working: how far it reaches, and how it spreads."""


def reachable(invested: float, needed: float) -> float:
    """Share of the place that an investment can bring over; all of it from what is needed on."""
    return min(invested / needed, 1.0) if needed > 0 else float(invested > 0)


def adopted_next(adopted: float, reach: float, spread: float) -> float:
    """Share that works the new way a month later: it closes part of the distance, never back."""
    return adopted + spread * max(reach - adopted, 0.0)
