"""Bands: gain and pain shared in stretches of outturn cost, each with its own share."""

from collections.abc import Sequence

from pydantic import Field

from alliance_sim.rules.contracts.pence import PENCE, SCALE, nearest
from alliance_sim.rules.contracts.settlement import BandMoney
from alliance_sim.rules.frozen import Frozen, Share

Steps = Sequence[tuple[float | None, float]]
"""Upper end of each stretch as a ratio to the target (None: no end) and the provider's share."""


class Band(Frozen):
    """A stretch of outturn cost, from the end of the band before it up to `upto`."""

    upto: float | None = Field(gt=0, json_schema_extra={"unit": "ratio of actual cost to target"})
    """Where the band ends; None for the last, which has no end."""

    provider_share: Share
    """Share of gain or pain in this band that falls on the provider side."""


def checked(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """The bands, if they cover every outturn once.

    Raises:
        ValueError: If an end is not above the one before it, or the last band has an end.
    """
    if not bands:
        return bands
    if bands[-1].upto is not None:
        raise ValueError(f"the last band ends at {bands[-1].upto}; leave its upto empty (null)")
    ends = [band.upto for band in bands[:-1]]
    before = 0.0
    for end in ends:
        if end is None:
            raise ValueError("only the last band may have no upper end")
        if end <= before:
            raise ValueError(f"bands must rise: {end} follows {before}")
        before = end
    return bands


def outward(
    target: int, actual: int, steps: Steps, dead_band: float | None
) -> list[tuple[int, int, float]]:
    """Stretches between target and actual cost, those nearest the target first.

    Each is (lower end, upper end, provider's share), the ends in the units of `target`; the
    ends of one may be the same.
    """
    gain = actual < target
    low, high = (actual, target) if gain else (target, actual)
    dead = []
    if dead_band:
        idle = min(round(dead_band * target), high - low)
        if gain:
            high -= idle
            dead = [(high, high + idle, 0.0)]
        else:
            low += idle
            dead = [(low - idle, low, 0.0)]
    stretches = []
    start = low
    for upto, share in steps:
        end = high if upto is None else round(upto * target)
        if end >= high:
            stretches.append((start, high, share))
            break
        if end > start:
            stretches.append((start, end, share))
            start = end
    if gain:
        stretches.reverse()
    return [*dead, *stretches]


def share_out(
    target: int,
    actual: int,
    steps: Steps,
    dead_band: float | None = None,
    gain_limit: int | None = None,
    pain_limit: int | None = None,
) -> tuple[int, tuple[BandMoney, ...]]:
    """The provider side's gain (or, negative, pain), all in pence, and where it arises.

    Amounts are rounded as running totals from the target outward, so they add up to the whole
    and cutting a band in two moves no penny.
    """
    gain = actual < target
    sign, limit = (1, gain_limit) if gain else (-1, pain_limit)
    total = reached = 0
    rows = []
    for low, high, share in outward(target, actual, steps, dead_band):
        if low == high:
            continue
        total += (high - low) * round(share * SCALE)
        until = nearest(total)
        if limit is not None and until > limit:
            until = limit
        # Against a target of nothing, any cost is infinitely far above it.
        start, end = (low / target, high / target) if target else (1.0, float("inf"))
        rows.append(BandMoney(start, end, share, sign * (until - reached) / PENCE))
        reached = until
    return sign * reached, tuple(reversed(rows) if gain else rows)


def share_at(
    ratio: float,
    steps: Steps,
    dead_band: float | None = None,
    gain_cap: float | None = None,
    pain_cap: float | None = None,
) -> float:
    """The provider side's share of the next pound of cost at a ratio of actual cost to target.

    Where the share changes at this very ratio, it is the share above it. It is 0 within the dead
    band and once a cap (a share of the target) is reached.
    """
    # The same whole-number arithmetic as a settlement, on a target of SCALE units, so that a
    # ratio that lies on an edge is seen to lie on it.
    target, actual = SCALE, round(ratio * SCALE)
    gain = actual < target
    total = sum(
        (high - low) * round(share * SCALE)
        for low, high, share in outward(target, actual, steps, dead_band)
    )
    cap = gain_cap if gain else pain_cap
    if cap is not None:
        limit = round(cap * SCALE) * SCALE
        if total > limit or (total == limit and not gain):
            return 0.0
    idle = 0 if dead_band is None else round(dead_band * target)
    if target - idle <= actual < target + idle:
        return 0.0
    for upto, share in steps:
        if upto is None or actual < round(upto * target):
            return share
    raise ValueError("the last band must have no upper end")
