"""Ways of buying and drawn awards, as textbooks have them, for the adapters to ask from."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from alliance_sim.experiments.laboratory import Sample, TextbookMarket, bid_at, sample, textbook_way
from alliance_sim.experiments.verification.estimates import Ask
from alliance_sim.rules.mechanisms import Mechanism

Setting = str | float | bool


@lru_cache(maxsize=64)
def _way(name: str, settings: tuple[tuple[str, Setting], ...]) -> Mechanism:
    return textbook_way(name, dict(settings))


def way(name: str, settings: Mapping[str, Setting] | None = None) -> Mechanism:
    """A way of buying without friction, by name, with settings such as `price.decrement`."""
    return _way(name, tuple(sorted((settings or {}).items())))


def sealed(kind: str = "first_price", **selection: Setting) -> Mechanism:
    """A sealed tender; arguments are settings of its selection."""
    settings: dict[str, Setting] = {"price.kind": kind}
    return way("competitive_tender", settings | {f"selection.{k}": v for k, v in selection.items()})


def clock(decrement: float = 0.0) -> Mechanism:
    """A descending clock."""
    return way("reverse_auction", {"price.decrement": decrement})


def drawn(ask: Ask, by: Mechanism, market: TextbookMarket) -> Sample:
    """As many awards as are asked for."""
    return sample(by, market, ask.draws, ask.seed)


def bid(by: Mechanism, market: TextbookMarket, cost: float) -> float:
    """What a bidder of a cost asks where all who could bid do."""
    return float(bid_at(by, market, np.array([cost]))[0])
