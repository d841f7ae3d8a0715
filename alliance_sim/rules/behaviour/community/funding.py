"""Funding of community support, and a cut in it."""


def funded_share(since: int, after: int, lasts: int, depth: float) -> float:
    """Share of the usual funding that there is.

    Args:
        since: Months since community support began.
        after: Months after which the cut comes.
        lasts: Months that it lasts.
        depth: Share of the funding that it takes.
    """
    return 1 - depth if after <= since < after + lasts else 1.0


def months_to_recover(levels: list[float], cut: int, restored: int, share: float) -> int:
    """Months from the end of a cut until capacity is back, or to the end if it never is.

    Args:
        levels: Capacity month by month.
        cut: Month in which the cut begins, by position.
        restored: First month of full funding after it, by position.
        share: Share of the capacity before the cut that counts as recovered.
    """
    if not 0 < cut < len(levels):
        return 0
    wanted = share * levels[cut - 1]
    later = levels[restored:]
    return next((at for at, level in enumerate(later) if level >= wanted), len(later))
