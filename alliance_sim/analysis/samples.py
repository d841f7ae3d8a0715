"""Who wins over sampled parameter sets, and which parameters decide it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from alliance_sim.analysis.aims import Aim
from alliance_sim.analysis.estimates import CONFIDENCE, NOTHING
from alliance_sim.analysis.regimes import Winner, winner
from alliance_sim.experiments.regimes import Found, Sampled

THIRDS = 3
SHUFFLES = 400
"""How often winners are dealt out anew to see what chance alone does."""


@dataclass(frozen=True)
class Mover:
    """How much the winners differ between the lowest and the highest third of a parameter."""

    path: str
    moved: float
    """Half the sum of the differences of all options' shares: the share of parameter sets whose
    winner must be another. 0 where the thirds are alike, 1 where they have no winner in common."""

    low: dict[str, float]
    """Share that each option wins in the lowest third."""

    high: dict[str, float]
    """The same in the highest third."""


@dataclass(frozen=True)
class Samples:
    """Who wins how many of the sampled parameter sets."""

    options: tuple[str, ...]
    aim: Aim
    sampled: Sampled
    winners: tuple[Winner, ...]
    replications: int
    seed: int
    movers: tuple[Mover, ...]
    """All parameters, those that move the winner most first."""

    by_chance: float
    """What the largest `moved` of all parameters stays below in 19 of 20 shuffles in which none
    of them matters."""

    def share(self, option: str) -> tuple[float, float, float]:
        """Share of the sets that an option wins, and its 95 % interval (Wilson)."""
        won = sum(one.best == option for one in self.winners)
        return share_won(won, len(self.winners))

    @property
    def untold(self) -> float:
        """Share of the sets in which the best cannot be told from the second."""
        return sum(not one.is_clear for one in self.winners) / len(self.winners)

    def as_dict(self) -> dict[str, Any]:
        """The samples for programs."""
        shares = {option: self.share(option) for option in self.options}
        return {
            "sets": len(self.winners),
            "refused": self.sampled.refused,
            "parameters": len(self.sampled.parameters),
            "shares": {
                option: {"wins": share, "ci95": [low, high]}
                for option, (share, low, high) in shares.items()
            },
            "cannot_be_told": self.untold,
            "moved_by_chance_at_most": self.by_chance,
            "movers": [
                {"parameter": one.path, "moved": one.moved, "low": one.low, "high": one.high}
                for one in self.movers
            ],
        }

    def table(self) -> pd.DataFrame:
        """One row a parameter set: its winner, and the value of every parameter varied."""
        settings = [
            {one.path: world.values[one.path] for one in self.sampled.parameters}
            for world in self.sampled.worlds
        ]
        rows = [
            {"best": won.best, "second": won.second, "clear": won.is_clear, **own}
            for won, own in zip(self.winners, settings, strict=True)
        ]
        return pd.DataFrame(rows)


def share_won(won: int, of: int) -> tuple[float, float, float]:
    """A share and its 95 % interval by Wilson's score, which stays within 0 to 1.

    >>> [round(end, 2) for end in share_won(0, 20)]
    [0.0, 0.0, 0.16]
    """
    if of == 0:
        return NOTHING, NOTHING, NOTHING
    z = float(ndtri((1 + CONFIDENCE) / 2))
    share, weight = won / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = z * np.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return share, max(0.0, float(middle - reach)), min(1.0, float(middle + reach))


def samples(
    sampled: Sampled, found: Sequence[Found], options: Sequence[str], aim: Aim, seed: int
) -> Samples:
    """Who wins in each sampled world, and by what that is decided.

    Args:
        sampled: the parameter sets.
        found: outcomes of their worlds.
        options: what was compared.
        aim: what is best by.
        seed: seed of the shuffles.

    Raises:
        ValueError: There is no world.
    """
    if not found:
        raise ValueError("no parameter set could be simulated")
    won = tuple(
        winner(one[aim.measure.column.name], options, aim.higher_is_better) for one in found
    )
    is_won = np.array([[one.best == option for option in options] for one in won], dtype=float)
    thirds = _thirds(sampled.places)
    moved = _moved(thirds, is_won)
    luck = np.random.default_rng(seed)
    shuffled = [_moved(thirds, luck.permutation(is_won)).max(initial=0.0) for _ in range(SHUFFLES)]
    shares = [thirds[end].T @ is_won for end in (0, 1)]
    movers = [
        Mover(
            one.path,
            float(moved[place]),
            *({o: float(end[place][n]) for n, o in enumerate(options)} for end in shares),
        )
        for place, one in enumerate(sampled.parameters)
    ]
    movers.sort(key=lambda one: -one.moved)
    return Samples(
        options=tuple(options),
        aim=aim,
        sampled=sampled,
        winners=won,
        replications=len(found[0][aim.measure.column.name]),
        seed=seed,
        movers=tuple(movers),
        by_chance=float(np.quantile(shuffled, CONFIDENCE)),
    )


def _thirds(places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights that average over the sets in the lowest and the highest third of each parameter."""
    order = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    size = max(len(places) // THIRDS, 1)
    low, high = order < size, order >= len(places) - size
    return low / size, high / size


def _moved(
    thirds: tuple[NDArray[np.float64], NDArray[np.float64]], is_won: NDArray[np.float64]
) -> NDArray[np.float64]:
    low, high = (weights.T @ is_won for weights in thirds)
    return np.asarray(np.abs(high - low).sum(axis=1) / 2)
