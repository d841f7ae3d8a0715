"""What it is worth to find out more before choosing: about everything, or about one assumption.

Whoever knew an assumption's true value could choose the option that is best there. What that choice
would gain on average over the choice made today is the most that finding it out can be worth. It is
estimated from a sample of assumptions and what became of each option: how an option's net benefit
depends on what is found out is fitted by regression, and luck and all other assumptions stay out.
The method is that of Strong, Oakley and Brennan (Medical Decision Making 34, 2014), with
polynomials in place of smoothers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliance_sim.analysis.appraisal import perfect_information
from alliance_sim.analysis.estimates import CONFIDENCE, Values, chance_best

POWERS = 2
"""Powers of one assumption that a fit of its own uses: a bend, but no waves."""

RIDGES = tuple(float(10**power) for power in np.arange(-3, 5, 0.5))
"""How strongly the fit of many assumptions may be held back; the data choose (GCV)."""

ROUNDING = 1e-12
"""Part of the largest benefit that is lost in adding up."""

SHUFFLES = 200
"""How often results are dealt out anew to see what chance alone makes of one assumption."""


@dataclass(frozen=True)
class Worth:
    """What finding out one assumption is worth, in the unit of the benefit."""

    path: str
    alone: float
    together: float
    """With all the assumptions before it in the list; it never falls."""

    by_chance: float
    """What `alone` stays below in 19 of 20 shuffles in which the assumption means nothing."""

    @property
    def is_clear(self) -> bool:
        """Whether it is worth more than chance alone makes of nothing."""
        return self.alone > self.by_chance


@dataclass(frozen=True)
class FindingOut:
    """What finding out is worth, in the unit of the benefit."""

    everything: float
    """All assumptions of the sample at once, as they stand in it and without a fit: the most that
    any part of them can be worth."""

    each: tuple[Worth, ...]
    """Those worth most first."""

    best_in: tuple[float, ...]
    """Sets in which each option has the highest benefit; a tie is shared."""

    sets: int
    """Sets of assumptions that it rests on."""


def finding_out(
    benefit: Values,
    places: NDArray[np.float64],
    paths: Sequence[str],
    seed: int,
    kinds: Sequence[bool] = (),
) -> FindingOut:
    """What finding out each assumption is worth, and all of them.

    Args:
        benefit: net benefit, shape (sets, options).
        places: where each assumption lies in each set, shape (sets, assumptions).
        paths: the assumptions' names.
        seed: seed of the shuffles.
        kinds: whether each assumption's places are only names of kinds, without an order.

    Raises:
        ValueError: Shapes do not go together, or there are fewer than three sets.
    """
    if places.shape != (len(benefit), len(paths)):
        raise ValueError(f"{len(benefit)} sets of {len(paths)} assumptions, not {places.shape}")
    if len(benefit) <= POWERS:
        raise ValueError(f"needs more than {POWERS} sets, found {len(benefit)}")
    named = kinds or [False] * len(paths)
    bases = [_basis(places[:, place], named[place]) for place in range(len(paths))]
    everything = _worth(benefit, benefit)
    alone = [min(_worth(_fit(basis, benefit), benefit), everything) for basis in bases]
    order = sorted(range(len(paths)), key=lambda place: -alone[place])
    luck = np.random.default_rng(seed)
    shuffled = [luck.permutation(benefit) for _ in range(SHUFFLES)]
    each: list[Worth] = []
    so_far = 0.0
    for number, place in enumerate(order, start=1):
        known = _all_known(places[:, order[:number]], benefit)
        so_far = min(max(so_far, known, alone[place]), everything)
        nothing = [_worth(_fit(bases[place], one), benefit) for one in shuffled]
        by_chance = float(np.quantile(nothing, CONFIDENCE))
        each.append(Worth(paths[place], alone[place], so_far, by_chance))
    best_in = len(benefit) * chance_best(benefit, higher_is_better=True)
    return FindingOut(everything, tuple(each), tuple(map(float, best_in)), len(benefit))


def worth_alone(benefit: Values, place: NDArray[np.float64], *, is_kind: bool = False) -> float:
    """What finding out one assumption is worth, as in `finding_out`.

    Args:
        benefit: net benefit, shape (sets, options).
        place: where the assumption lies in each set.
        is_kind: whether its places are only names of kinds, without an order.
    """
    return min(_worth(_fit(_basis(place, is_kind), benefit), benefit), _worth(benefit, benefit))


def worth_together(benefit: Values, places: NDArray[np.float64]) -> float:
    """What finding out several assumptions at once is worth, as in `finding_out`.

    It is never less than any of them is worth alone.

    Args:
        benefit: net benefit, shape (sets, options).
        places: where each assumption lies in each set, shape (sets, assumptions).
    """
    alone = [worth_alone(benefit, places[:, place]) for place in range(places.shape[1])]
    return min(max([_all_known(places, benefit), *alone]), _worth(benefit, benefit))


def _worth(fitted: Values, benefit: Values) -> float:
    """What knowing what is fitted is worth; rounding alone is worth nothing."""
    found = perfect_information(fitted)
    return found if found > ROUNDING * float(np.abs(benefit).max()) else 0.0


def _basis(place: NDArray[np.float64], is_kind: bool) -> NDArray[np.float64]:
    """An orthonormal basis of a constant and the powers of one assumption, or of its kinds."""
    values, codes = np.unique(place, return_inverse=True)
    if is_kind:
        raw = np.eye(len(values))[codes]
    else:
        raw = np.vander(place, min(POWERS, len(values) - 1) + 1, increasing=True)
    return np.asarray(np.linalg.qr(raw)[0])


def _fit(basis: NDArray[np.float64], benefit: Values) -> Values:
    """The part of each option's benefit that an orthonormal basis can tell."""
    return np.asarray(basis @ (basis.T @ benefit))


def _all_known(places: NDArray[np.float64], benefit: Values) -> float:
    """What knowing several assumptions is worth, from a fit that many of them cannot overfit.

    Straight lines in all of them, held back as far as leaving sets out says (generalised
    cross-validation). A common part of the options' benefits decides nothing; it is taken out.
    """
    apart = benefit - benefit.mean(axis=1, keepdims=True)
    level = apart.mean(axis=0)
    lines = places - places.mean(axis=0)
    u, size, _ = np.linalg.svd(lines, full_matrices=False)
    along = u.T @ (apart - level)
    best, least = np.zeros_like(apart), np.inf
    for ridge in (0.0, *RIDGES):
        kept = np.divide(size**2, size**2 + ridge, out=np.zeros_like(size), where=size > 0)
        fitted = u @ (kept[:, None] * along)
        free = 1 - (1 + kept.sum()) / len(apart)
        if free <= 0:
            continue
        error = float(((apart - level - fitted) ** 2).mean()) / free**2
        if error < least:
            best, least = fitted, error
    return _worth(level + best, benefit)
