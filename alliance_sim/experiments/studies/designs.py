"""Designs: the rows of a study, as places in the unit interval and the values at them."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.experiments.studies import kinds
from alliance_sim.experiments.studies.factors import Factor, Floats, column, unstored
from alliance_sim.scenario import Scenario

MOST_ROWS = 5_000_000
"""Rows that a design may have; more would not fit in the memory of a small machine."""

Columns = tuple[NDArray[Any], ...]


class DesignError(ValueError):
    """A design that cannot be; the message says what would. `field` is where in `design`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Part:
    """The rows of one scenario.

    `places` has shape (rows, factors); `values` one array for each factor.
    """

    scenario: str
    values: Columns
    places: Floats


@dataclass(frozen=True)
class Rows:
    """Every row of a design, numbered from 0 over all scenarios."""

    factors: tuple[Factor, ...]
    parts: tuple[Part, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of the first row of each part, and one more for the end."""
        sizes = [len(part.places) for part in self.parts]
        return tuple(int(end) for end in np.cumsum([0, *sizes]))

    def __len__(self) -> int:
        return self.starts[-1]

    def at(self, row: int) -> tuple[str, dict[str, Any]]:
        """The scenario of a row, and its settings by factor."""
        part = int(np.searchsorted(self.starts, row, side="right")) - 1
        here, index = self.parts[part], row - self.starts[part]
        settings = {
            factor.name: unstored("real", values[index])
            for factor, values in zip(self.factors, here.values, strict=True)
        }
        return here.scenario, settings

    def __iter__(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        for row in range(len(self)):
            yield (row, *self.at(row))


def rows_of(
    design: kinds.Design,
    factors: Sequence[Factor],
    worlds: Mapping[str, Scenario],
    seed: int,
    listed: Sequence[Mapping[str, Any]] = (),
) -> Rows:
    """The rows of a design, the same for every scenario.

    Args:
        design: Which design.
        factors: What varies.
        worlds: The scenarios by name.
        seed: Seed of the sample; the luck of the runs does not depend on it.
        listed: The rows, where the design lists them or reads them from a table.

    Raises:
        DesignError: The design cannot be made of these factors.
    """
    factors = tuple(factors)
    if not factors:
        raise DesignError("", "there is no factor to vary")
    _check_size(design, factors, len(worlds))
    if isinstance(design, kinds.OneAtATime):
        made = [_one_at_a_time(design, factors, world) for world in worlds.values()]
    else:
        makers: Mapping[type[Any], Callable[[], tuple[Columns, Floats]]] = {
            kinds.FullFactorial: lambda: _grid(design, factors),
            kinds.Zip: lambda: _zip(factors),
            kinds.ListOf: lambda: _listed(factors, listed),
            kinds.TableOf: lambda: _listed(factors, listed),
        }
        make = makers.get(type(design), lambda: _at(factors, _sampled(design, len(factors), seed)))
        made = [make()] * len(worlds)
    parts = [Part(name, *one) for name, one in zip(worlds, made, strict=True)]
    return Rows(factors, tuple(parts))


def _at(factors: Sequence[Factor], places: Floats) -> tuple[Columns, Floats]:
    values = tuple(one.values_at(places[:, place]) for place, one in enumerate(factors))
    return values, places


def _check_size(design: Any, factors: Sequence[Factor], scenarios: int) -> None:
    count = len(factors)
    if isinstance(design, kinds.FullFactorial):
        rows = math.prod(len(one.levels(design.levels)[0]) for one in factors)
    elif isinstance(design, kinds.Sobol):
        rows = design.n * ((2 * count if design.second_order else count) + 2)
    elif isinstance(design, kinds.Morris):
        rows = design.trajectories * (count + 1)
    else:
        rows = design.n if isinstance(design, kinds.Lhs) else 0
    rows *= scenarios
    if rows > MOST_ROWS:
        message = f"makes {rows:,} rows; at most {MOST_ROWS:,} fit, so vary less"
        raise DesignError("kind", message)


def _sampled(design: Any, count: int, seed: int) -> Floats:
    """Places of a sampled design, shape (rows, factors)."""
    # Each of these takes seconds to load, which no other design should have to wait for.
    if isinstance(design, kinds.Lhs):
        from scipy.stats import qmc

        drawn = qmc.LatinHypercube(count, rng=np.random.default_rng(seed)).random(design.n)
        return np.asarray(drawn, dtype=np.float64)
    names = [f"x{place}" for place in range(count)]
    problem = {"num_vars": count, "names": names, "bounds": [[0.0, 1.0]] * count}
    if isinstance(design, kinds.Sobol):
        from SALib.sample import sobol

        drawn = sobol.sample(
            problem, design.n, calc_second_order=design.second_order, seed=_seed(seed)
        )
        return np.asarray(drawn, dtype=np.float64)
    from SALib.sample import morris

    drawn = morris.sample(problem, design.trajectories, design.levels, seed=_seed(seed))
    return np.asarray(drawn, dtype=np.float64)


def _seed(seed: int) -> int:
    """A seed of the size that SALib takes."""
    return int(np.random.SeedSequence(seed).generate_state(1)[0])


def _grid(design: Any, factors: Sequence[Factor]) -> tuple[Columns, Floats]:
    """Every combination, the last factor moving first."""
    levels = [one.levels(design.levels) for one in factors]
    index = np.array(list(product(*(range(len(places)) for places, _ in levels))))
    places = [own[index[:, place]] for place, (own, _) in enumerate(levels)]
    values = tuple(own[index[:, place]] for place, (_, own) in enumerate(levels))
    return values, np.stack(places, axis=1)


def _zip(factors: Sequence[Factor]) -> tuple[Columns, Floats]:
    unlisted = [one.name for one in factors if one.spread.shape != "values"]
    if unlisted:
        raise DesignError("kind", f"zip needs {{values: [...]}} of every factor: {unlisted[0]}")
    counts = {one.name: len(one.spread.values) for one in factors}
    if len(set(counts.values())) > 1:
        told = ", ".join(f"{name} has {count}" for name, count in counts.items())
        raise DesignError("kind", f"zip needs as many values of every factor; {told}")
    levels = [one.levels(0) for one in factors]
    return tuple(values for _, values in levels), np.stack([own for own, _ in levels], axis=1)


def _listed(factors: Sequence[Factor], rows: Sequence[Mapping[str, Any]]) -> tuple[Columns, Floats]:
    values = tuple(column(one.kind, [row[one.name] for row in rows]) for one in factors)
    places = [[one.place_of(row[one.name]) for one in factors] for row in rows]
    return values, np.array(places, dtype=np.float64)


def _one_at_a_time(
    design: Any, factors: Sequence[Factor], world: Scenario
) -> tuple[Columns, Floats]:
    """The scenario's own values, then each factor over its levels."""
    base = [_own(one, world) for one in factors]
    rows = [list(base)]
    for place, one in enumerate(factors):
        _, values_of = one.levels(design.levels)
        rows += [[*base[:place], unstored("real", each), *base[place + 1 :]] for each in values_of]
    values = tuple(
        column(one.kind, [row[place] for row in rows]) for place, one in enumerate(factors)
    )
    places = [
        [one.place_of(value) for one, value in zip(factors, row, strict=True)] for row in rows
    ]
    return values, np.array(places, dtype=np.float64)


def _own(factor: Factor, world: Scenario) -> Any:
    """The value that a scenario has."""
    name = factor.name
    if name == "place.residents":
        return world.residents
    if name in ("months", "warm_up"):
        return getattr(world, name)
    if name in world.values:
        return world.values[name]
    return _of_option(name, world)


def _of_option(name: str, world: Scenario) -> Any:
    from alliance_sim.scenario.ways import SAME, SHORTHANDS

    option, *rest = name.split(".")[1:]
    steps = SHORTHANDS.get(rest[0], (rest[0],)) if len(rest) == 1 else tuple(rest)
    if len(steps) > 1:
        steps = (*SAME.get((steps[0], steps[1]), (steps[0], steps[1])), *steps[2:])
    here: Any = world.options[option]
    for step in steps:
        here = getattr(here, step, None)
        if here is None:
            raise DesignError("kind", f"one_at_a_time needs a value of {name} to start from")
    return here.model_dump(mode="json") if hasattr(here, "model_dump") else here
