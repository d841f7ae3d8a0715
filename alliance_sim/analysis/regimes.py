"""Which option is best in each world: the regime map, its shares, and where the winner changes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from alliance_sim.analysis.aims import Aim
from alliance_sim.analysis.estimates import NOTHING, Estimate, Values, estimate
from alliance_sim.experiments.axes import Axis
from alliance_sim.experiments.regimes import Found

MIDDLE = 2
"""The middle row is this part of all rows from the bottom."""


@dataclass(frozen=True)
class Winner:
    """The option with the best mean in one world, and how well it is told from the second."""

    best: str
    """Empty where no option has a value."""

    second: str
    """Empty where only one option has a value."""

    ahead: Estimate
    """How far the best is ahead of the second, in the better direction, paired by future."""

    means: Mapping[str, float]

    @property
    def is_clear(self) -> bool:
        """Whether the 95 % interval of the paired difference leaves out 0, or nobody is second."""
        return bool(self.best) and (not self.second or self.ahead.is_clear)


def winner(values: Values, options: Sequence[str], higher_is_better: bool) -> Winner:
    """The best option of one world.

    Args:
        values: the aim, shape (replications, options); NaN for what never happened.
        options: their names.
        higher_is_better: the direction.
    """
    means = {name: estimate(values[:, place]).mean for place, name in enumerate(options)}
    sign = 1 if higher_is_better else -1
    # Equals keep their order in the scenario, and their difference of 0 is never clear.
    ranked = sorted(
        (name for name in options if math.isfinite(means[name])), key=lambda o: -sign * means[o]
    )
    best, second, *_ = (*ranked, "", "")
    ahead = estimate(np.array([]))
    if second:
        place = list(options).index
        ahead = estimate(sign * (values[:, place(best)] - values[:, place(second)]))
    return Winner(best, second, ahead, means)


@dataclass(frozen=True)
class Tipping:
    """A place along x where the winner changes, the paired difference crossing 0."""

    x: float
    before: str
    after: str
    is_clear: bool
    """Whether the winner is told from the second on both sides."""


@dataclass(frozen=True)
class RegimeMap:
    """Who wins in each cell, over the values of two axes; rows by y, cells of a row by x."""

    options: tuple[str, ...]
    aim: Aim
    x: Axis
    y: Axis
    cells: tuple[tuple[Winner, ...], ...]
    replications: int
    seed: int
    usual: tuple[float, float]
    """Where the scenario as it is lies on the two axes."""

    def share(self, option: str, *, clearly: bool = False) -> float:
        """Share of the cells in which an option is best, or is clearly best."""
        flat = [one for row in self.cells for one in row]
        won = [one for one in flat if one.best == option and (one.is_clear or not clearly)]
        return len(won) / len(flat)

    @property
    def untold(self) -> float:
        """Share of the cells in which the best cannot be told from the second."""
        flat = [one for row in self.cells for one in row]
        return sum(not one.is_clear for one in flat) / len(flat)

    @property
    def middle(self) -> int:
        """The middle row; the one above where two are in the middle."""
        return len(self.y.values) // MIDDLE

    def tipping(self) -> list[Tipping]:
        """Where along x, in the middle row, the winner changes."""
        sign = 1 if self.aim.higher_is_better else -1
        row, found = self.cells[self.middle], []
        for place in range(len(row) - 1):
            one, next_ = row[place], row[place + 1]
            if one.best == next_.best or not (one.best and next_.best):
                continue
            here, there = (
                sign * (cell.means[one.best] - cell.means[next_.best]) for cell in (one, next_)
            )
            left, right = self.x.values[place : place + 2]
            # Both are 0 only where the two options come to the same.
            part = here / (here - there) if here != there else 1 / 2
            if not math.isfinite(part):
                continue
            x = left + (right - left) * part
            found.append(Tipping(x, one.best, next_.best, one.is_clear and next_.is_clear))
        return found

    def as_dict(self) -> dict[str, Any]:
        """The map for programs."""
        return {
            "x": _axis(self.x),
            "y": _axis(self.y),
            "scenario_lies_at": {"x": self.usual[0], "y": self.usual[1]},
            "cells": [
                {
                    "x": across,
                    "y": up,
                    "best": cell.best or None,
                    "second": cell.second or None,
                    "clear": cell.is_clear,
                    "ahead": {"mean": cell.ahead.mean, "ci95": [cell.ahead.low, cell.ahead.high]},
                    "means": dict(cell.means),
                }
                for up, row in zip(self.y.values, self.cells, strict=True)
                for across, cell in zip(self.x.values, row, strict=True)
            ],
            "shares": {
                option: {"wins": self.share(option), "clearly": self.share(option, clearly=True)}
                for option in self.options
            },
            "cannot_be_told": self.untold,
            "tipping_points": {
                "y": self.y.values[self.middle],
                "along_x": [
                    {"x": one.x, "before": one.before, "after": one.after, "clear": one.is_clear}
                    for one in self.tipping()
                ],
            },
        }


def _axis(axis: Axis) -> dict[str, Any]:
    return {
        "name": axis.name,
        "unit": axis.unit,
        "parameters": [one.path for one in axis.parameters],
        "values": list(axis.values),
    }


def in_cells(won: Sequence[Winner], x: Axis, y: Axis) -> tuple[tuple[Winner, ...], ...]:
    """Who won in each world, laid out row by row, x moving first.

    Raises:
        ValueError: There are not as many worlds as cells.
    """
    width, height = len(x.values), len(y.values)
    if len(won) != width * height:
        raise ValueError(f"a map of {width} by {height} needs as many worlds, not {len(won)}")
    return tuple(tuple(won[row * width : (row + 1) * width]) for row in range(height))


def regime_map(
    found: Sequence[Found],
    options: Sequence[str],
    aim: Aim,
    x: Axis,
    y: Axis,
    *,
    seed: int,
    usual: tuple[float, float] = (NOTHING, NOTHING),
) -> RegimeMap:
    """The map of what became of a grid of worlds.

    Args:
        found: outcomes of each world, x moving first.
        options: what was compared.
        aim: what is best by.
        x: across.
        y: up.
        seed: seed of the experiment.
        usual: where the scenario as it is lies.

    Raises:
        ValueError: There are not as many worlds as cells.
    """
    won = [winner(one[aim.measure.column.name], options, aim.higher_is_better) for one in found]
    cells = in_cells(won, x, y)
    replications = len(found[0][aim.measure.column.name])
    return RegimeMap(tuple(options), aim, x, y, cells, replications, seed, usual)
