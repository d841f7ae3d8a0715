"""The plain words the rules share: what each bidder brings, who was awarded the lot."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ALIKE = ("provider", "covers")
"""What is the same in every award of a batch: these columns have no axis for awards."""


@dataclass(frozen=True, slots=True)
class Bidders:
    """Those who enter one award, or the same bidders in many awards at once.

    Arrays have shape (bidders,), or (awards, bidders) in a batch; `provider` and `covers` are the
    same in all awards. Prices and costs are ratios to the lot's reference value, so that a lot of
    several services and a lot of one are the same to every rule. `floor` is the least a bidder
    would accept: its expected cost under the contract's own incentives, its risk premium and its
    correction for the winner's curse. `capability` is what a perfect panel would see (0 to 1),
    `writing` what bid writing adds to it, `panel` a standard normal for the panel's error, `tie` a
    uniform that breaks ties, `markup` the learned or habitual margin over cost. `covers` says
    which of the lot's services each can deliver, shape (bidders, services of the lot). `proof` is
    the cost that a bidder can show when asked to explain a low price; its floor where it is not
    given. `present` says who has entered; all where it is not given.
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
    present: Bools | None = None

    def __len__(self) -> int:
        """Number of bidders."""
        return len(self.provider)

    def take(self, rows: Ints | Bools) -> "Bidders":
        """The same, for a subset of bidders."""
        return self._each(lambda name, column: column[rows] if name in ALIKE else column[..., rows])

    def batch(self) -> "Bidders":
        """One award as a batch of one."""
        return self._each(lambda name, column: column if name in ALIKE else column[None])

    def awards(self, rows: Ints | Bools) -> "Bidders":
        """The same bidders in a subset of the awards of a batch."""
        return self._each(lambda name, column: column if name in ALIKE else column[rows])

    def _each(self, change: Any) -> "Bidders":
        columns = {field.name: getattr(self, field.name) for field in fields(self)}
        changed: dict[str, Any] = {
            name: None if column is None else change(name, column)
            for name, column in columns.items()
        }
        return Bidders(**changed)

    @property
    def shown(self) -> Floats:
        """Quality that a panel without error would write down, 0 to 1."""
        return np.clip(self.capability + self.writing, 0, 1)

    @property
    def here(self) -> Bools:
        """Who has entered."""
        return np.ones(self.floor.shape, dtype=bool) if self.present is None else self.present


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


@dataclass(frozen=True, slots=True)
class Awards:
    """What came of a batch of awards.

    `members` are rows of the winners, best first, shape (awards, seats), -1 where a seat stays
    empty; `price_ratio` of shape (awards,), NaN without a winner; `bids` and `scored_quality` of
    shape (awards, bidders) as in `Award`; `by_lot` says where equals drew lots to win.
    """

    members: Ints
    price_ratio: Floats
    bids: Floats
    scored_quality: Floats
    by_lot: Bools

    def single(self, bidders: Bidders) -> Award:
        """The only award of a batch of one, its winners by provider number."""
        rows = self.members[0]
        return Award(
            tuple(bidders.provider[rows[rows >= 0]].tolist()),
            float(self.price_ratio[0]),
            self.bids[0],
            self.scored_quality[0],
        )
