"""Care planning: how many plans are made together, and how they go out of date."""

from alliance_sim.rules.offers import Floats


def made_together(time: float, half_time: float) -> float:
    """Share of plans that are made together with the person, given more time for each.

    Args:
        time: Time beyond that of a usual assessment, as a share of it.
        half_time: Time at which half of the plans are made together.
    """
    return time / (time + half_time) if time > 0 else 0.0


def next_planned(planned: Floats, seen: Floats, together: float, stale: float) -> Floats:
    """Share of people who live by a plan made together, after a month.

    A plan replaces the one before, made together or not; those of others go out of date.

    Args:
        planned: The share before.
        seen: Share of people who were assessed or reviewed this month.
        together: Share of new plans made together.
        stale: Share of plans that no longer fit after a month.
    """
    return seen * together + (1 - seen) * planned * (1 - stale)
