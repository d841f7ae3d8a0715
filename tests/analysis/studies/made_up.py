"""Small studies made up from a formula: a design, and outcomes that a function gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Knob:
    """A factor whose place is its setting, unless `low` and `high` say otherwise."""

    name: str
    label: str = ""
    unit: str = ""
    is_number: bool = True
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True)
class MadeUp:
    """Shaped as a finished study."""

    factors: tuple
    design: pd.DataFrame
    outcomes: pd.DataFrame
    study: SimpleNamespace = field(compare=False)


def study(
    factors,
    places,
    of: Callable,
    *,
    kind: str = "lhs",
    options=("tender", "alliance"),
    replications: int = 1,
    noise: float = 0.0,
    seed: int = 1,
) -> MadeUp:
    """A study whose outcomes are `of(settings, option)` and luck.

    Args:
        factors: what varies; names or knobs.
        places: shape (rows, factors).
        of: gives a mapping of outcome to one value a row.
        kind: of the design.
        options: what is compared.
        replications: of each row.
        noise: standard deviation of luck in every outcome.
        seed: of luck.
    """
    knobs = tuple(Knob(one) if isinstance(one, str) else one for one in factors)
    places = np.asarray(places, dtype=float)
    settings = pd.DataFrame(
        {
            knob.name: knob.low + places[:, place] * (knob.high - knob.low)
            if knob.is_number
            else np.where(places[:, place] < 0.5, "none", "some")
            for place, knob in enumerate(knobs)
        }
    )
    rows = len(places)
    design = pd.concat(
        [
            pd.DataFrame({"row": np.arange(rows), "scenario": "made_up"}),
            settings,
            pd.DataFrame({f"place:{k.name}": places[:, n] for n, k in enumerate(knobs)}),
        ],
        axis=1,
    )
    luck = np.random.default_rng(seed)
    frames = []
    for option in options:
        found = of(settings, option)
        for replication in range(replications):
            more = {
                name: np.asarray(values) + noise * luck.normal(size=rows)
                for name, values in found.items()
            }
            frames.append(
                pd.DataFrame(
                    {"row": np.arange(rows), "replication": replication, "option": option, **more}
                )
            )
    order = {option: place for place, option in enumerate(options)}
    outcomes = pd.concat(frames).sort_values(
        ["row", "replication", "option"],
        key=lambda own: own.map(order) if own.name == "option" else own,
        kind="stable",
    )
    about = SimpleNamespace(design=SimpleNamespace(kind=kind), seed=seed)
    return MadeUp(knobs, design, outcomes.reset_index(drop=True), about)


def uniform(rows: int, factors: int, seed: int = 1):
    """Places drawn at random."""
    return np.random.default_rng(seed).random((rows, factors))
