"""What moving each assumption of a story does, and a sample of all that move it, as packaged."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliance_sim.analysis.choosing import Choice
from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.finding_out import FindingOut, finding_out
from alliance_sim.analysis.influence import Screen, read_screen
from alliance_sim.views.packaged.store import stored

SCREEN, SAMPLE = "screen", "sample"
"""The two files of a story."""

BASE, STILL = "base", "still"
"""What the column `end` says of the story as it stands, and of a number that moves nothing."""

RESULTS = ("cost_total_gbp", "quality_experienced", "wellbeing", "net_monetary_benefit_gbp")
"""What is kept of every run."""

RESIDENTS = 300
"""Residents in these runs: a change is told against the same people, so few are enough."""

SEED = 1
"""Seed of the shuffles that tell what chance alone would make of an assumption."""

REMEMBERED_WORTHS = 32
"""Values of information kept worked out, by story and what is chosen by."""


@dataclass(frozen=True)
class Sample:
    """Sets of assumptions drawn over their ranges, and what became of each option."""

    options: tuple[str, ...]
    paths: tuple[str, ...]
    places: NDArray[np.float64]
    """How far along its range each assumption is, shape (sets, assumptions)."""

    found: dict[str, Values]
    """By result: shape (sets, options)."""


@cache
def screened(story: str, digest: str) -> Screen | None:
    """The packaged screen of a story, or None if there is none for this scenario."""
    found = stored(story, SCREEN)
    if found is None or found[1].digest != digest:
        return None
    return read_screen(found[0], BASE, STILL)


@cache
def sampled(story: str, digest: str) -> Sample | None:
    """The packaged sample of a story, or None if there is none for this scenario."""
    found = stored(story, SAMPLE)
    if found is None or found[1].digest != digest:
        return None
    table = found[0]
    options = tuple(map(str, table["option"].unique()))
    paths = tuple(name for name in table.columns if name not in ("set", "option", *RESULTS))
    one = table[table["option"] == options[0]].sort_values("set")
    return Sample(
        options,
        paths,
        one[list(paths)].to_numpy(dtype=np.float64),
        {name: _wide(table, name, options) for name in RESULTS},
    )


def _wide(table: pd.DataFrame, name: str, options: tuple[str, ...]) -> Values:
    wide = table.pivot(index="set", columns="option", values=name)
    return wide[list(options)].to_numpy(dtype=np.float64)


_worths: dict[tuple[str, str, float], FindingOut] = {}


def worth_finding_out(story: str, digest: str, choice: Choice) -> FindingOut | None:
    """What finding out more is worth in a story, at what wellbeing is taken to be worth."""
    sample = sampled(story, digest)
    if sample is None:
        return None
    key = (story, digest, choice.worth)
    if key not in _worths:
        if len(_worths) >= REMEMBERED_WORTHS:
            _worths.clear()
        benefit = choice.values(sample.found)
        _worths[key] = finding_out(benefit, sample.places, sample.paths, SEED)
    return _worths[key]
