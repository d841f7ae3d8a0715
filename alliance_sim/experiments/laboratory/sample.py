"""What came of many awards, one row an award."""

from dataclasses import dataclass, fields

import numpy as np

from alliance_sim.rules.offers import Awards, Bidders, Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Sample:
    """Arrays of shape (awards,), in the market's money; NaN where nothing was awarded.

    `price` is what the winner is paid on average, `winner_cost` what the work costs it, `rent`
    what it gains after effort, risk and quality are paid for. `quality_true` is what a perfect
    panel would see of the winner, `quality_scored` what the panel wrote down. `lowest_bid` and
    `mean_bid` are over acceptable bids; `entrants` is how many bid. `buyer_cost` is the price, or
    what the buyer's alternative costs where nothing is awarded (NaN if it has none); `buyer_gain`
    is the worth of the winner's quality less the price, where quality is chosen (NaN if not).
    `entry_cost` is what all bidders together spent on bidding. `by_lot` is 1 where equals drew
    lots. `history` numbers the history an award belongs to: awards of one history hang together.
    """

    price: Floats
    winner_cost: Floats
    rent: Floats
    quality_true: Floats
    quality_scored: Floats
    lowest_bid: Floats
    mean_bid: Floats
    entrants: Floats
    buyer_cost: Floats
    buyer_gain: Floats
    entry_cost: Floats
    by_lot: Floats
    history: Ints

    def __len__(self) -> int:
        """Number of awards."""
        return len(self.price)

    @property
    def awarded(self) -> Bools:
        """Where there was a winner."""
        return np.isfinite(self.price)


def joined(parts: list[Sample]) -> Sample:
    """Several samples as one, in their order."""
    return Sample(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Sample)
        }
    )


def of_winners(values: Floats, members: Ints) -> Floats:
    """Mean of a column over each award's winners; NaN without one.

    Args:
        values: Shape (awards, bidders).
        members: Rows of winners, -1 for none, shape (awards, seats).
    """
    chosen = members >= 0
    own = np.take_along_axis(values, np.maximum(members, 0), axis=1)
    count = np.count_nonzero(chosen, axis=1)
    total = np.where(chosen, own, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def bids_of(made: Awards) -> tuple[Floats, Floats]:
    """Lowest and mean acceptable bid of each award; NaN without one."""
    acceptable = np.isfinite(made.bids)
    count = np.count_nonzero(acceptable, axis=1)
    bids = np.where(acceptable, made.bids, 0.0)
    lowest = np.min(made.bids, axis=1, where=acceptable, initial=np.inf)
    some = count > 0
    return (
        np.where(some, lowest, np.nan),
        np.where(some, bids.sum(axis=1) / np.maximum(count, 1), np.nan),
    )


def entrants_of(bidders: Bidders) -> Floats:
    """How many bid in each award."""
    return np.count_nonzero(bidders.here, axis=1).astype(float)
