"""The designs that a study may have, by kind, each with what it needs to be told."""

from typing import Any, Literal

from pydantic import Field

from alliance_sim.rules.frozen import Frozen

LEVELS = 3
"""Values of a factor in a grid, unless said."""

MORRIS_LEVELS = 4
"""Levels of Morris's method, unless said: the number that Morris (1991) uses."""


class FullFactorial(Frozen):
    """Every combination of every factor's values."""

    kind: Literal["full_factorial"] = "full_factorial"

    levels: int = Field(LEVELS, ge=2)
    """How many values of each factor that does not list its own, evenly over its range."""


class ListOf(Frozen):
    """The rows as they are written."""

    kind: Literal["list"] = "list"

    rows: tuple[dict[str, Any], ...] = Field(min_length=1)
    """One mapping of factor to value for each row; every row sets the same factors."""


class Zip(Frozen):
    """The first value of every factor together, then the second of every one, and so on."""

    kind: Literal["zip"] = "zip"


class Lhs(Frozen):
    """A Latin hypercube: every factor's range is cut in n slices and each is met once."""

    kind: Literal["lhs"] = "lhs"

    n: int = Field(ge=2)
    """How many rows."""


class Sobol(Frozen):
    """Saltelli's sample on a scrambled Sobol sequence, for variance-based indices."""

    kind: Literal["sobol"] = "sobol"

    n: int = Field(ge=2)
    """Base sample, a power of two; rows are n times the number of factors plus 2, or twice the
    number of factors plus 2 with second order."""

    second_order: bool = False
    """Whether indices of pairs of factors can be worked out from the rows."""


class Morris(Frozen):
    """Morris's elementary effects: paths through the ranges that move one factor at a time."""

    kind: Literal["morris"] = "morris"

    trajectories: int = Field(ge=2)
    """How many paths; rows are that many times the number of factors plus 1."""

    levels: int = Field(MORRIS_LEVELS, ge=2, multiple_of=2)
    """Places in a range that a path steps between; an even number."""


class OneAtATime(Frozen):
    """The scenario as it is, then each factor in turn over its values with the others left."""

    kind: Literal["one_at_a_time"] = "one_at_a_time"

    levels: int = Field(2, ge=2)
    """How many values of each factor that does not list its own: 2 are the ends of its range."""


class TableOf(Frozen):
    """The rows of a table, one column a factor."""

    kind: Literal["table"] = "table"

    file: str = Field(min_length=1)
    """A CSV or Parquet file, relative to the study."""


Design = FullFactorial | ListOf | Zip | Lhs | Sobol | Morris | OneAtATime | TableOf

DESIGNS: dict[str, type[Frozen]] = {
    str(one.model_fields["kind"].default): one
    for one in (FullFactorial, ListOf, Zip, Lhs, Sobol, Morris, OneAtATime, TableOf)
}
"""Every design by kind."""

NAMES_ITS_FACTORS = ("list", "table")
"""Designs that name their factors themselves, so that `vary` may be left out."""
