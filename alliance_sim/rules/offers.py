"""The plain words the rules share: what each bidder brings, who was awarded the lot."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bidders:
    """Those who enter one award, every array of shape (bidders,).

    Prices and costs are ratios to the lot's reference value, so that a lot of several services
    and a lot of one are the same to every rule. `floor` is the least a bidder would accept: its
    expected cost under the contract's own incentives, its risk premium and its correction for
    the winner's curse. `capability` is what a perfect panel would see (0 to 1), `writing` what
    bid writing adds to it, `panel` a standard normal for the panel's error, `tie` a uniform that
    breaks ties, `markup` the learned or habitual margin over cost. `covers` says which of the
    lot's services each can deliver, shape (bidders, services of the lot). `proof` is the cost that
    a bidder can show when asked to explain a low price; its floor where it is not given.
    """

    provider: Ints
    floor: Floats
    capability: Floats
    writing: Floats
    trust: Floats
    panel: Floats
    tie: Floats
    markup: Floats
    covers: Bools
    proof: Floats | None = None

    def __len__(self) -> int:
        """Number of bidders."""
        return len(self.provider)

    def take(self, rows: Ints | Bools) -> "Bidders":
        """The same, for a subset of rows."""
        columns = (getattr(self, name) for name in Bidders.__dataclass_fields__)
        taken: list[Any] = [column if column is None else column[rows] for column in columns]
        return Bidders(*taken)


@dataclass(frozen=True, slots=True)
class Award:
    """Who won, and at what price.

    `winners` are provider numbers, empty when nobody acceptable bid. `price_ratio` is the agreed
    price (or target cost with fee) as a ratio to the reference value. `bids` are all bids in the
    order of the bidders, NaN where a bidder stayed out at this ceiling.
    """

    winners: tuple[int, ...]
    price_ratio: float
    bids: Floats
    scored_quality: Floats
