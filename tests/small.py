"""Small scenarios that run in a blink, and the worlds and runs they become."""

import json
from pathlib import Path

import numpy as np

from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import load, load_text
from alliance_sim.scenario.presets import preset
from alliance_sim.scenario.ways import LEVERS
from alliance_sim.world.model import World

SCENARIOS = Path(__file__).parents[1] / "scenarios"
STARTS = {"tender": "competitive_tender", "auction": "reverse_auction", "alliance": "alliance"}
WAYS = {name: {"mechanism": kind} for name, kind in STARTS.items()}


def small(options=None, parameters=None, **changes):
    """A scenario of sixty residents and two years; parameters by dotted path."""
    usual = {
        "title": "A small place",
        "place": {"councils": ["Bexley"], "residents": 60},
        "months": 24,
        "warm_up": 4,
        "services": list(SERVICES),
        "options": WAYS if options is None else options,
    }
    nested = {f"parameters.{path}": value for path, value in (parameters or {}).items()}
    return load_text(json.dumps(usual | changes), "small.yaml", nested)


def shipped(name, **changes):
    """A scenario that the project ships, with changes by dotted path."""
    return load(SCENARIOS / f"{name}.yaml", changes)


def finished(scenario, option, replication=0, seed=1):
    """The world at the end of a run, for a look inside."""
    world = World(scenario, option, seed, replication)
    world.run()
    return world


def months_of(scenario, option, replication=0, seed=1):
    """The world after each month in turn, the same object every time."""
    world = World(scenario, option, seed, replication)
    for _ in range(scenario.months):
        world.step()
        yield world


def all_levers(kind, scenario):
    """Every setting of a preset, ready to be given to any other."""
    way = preset(kind, scenario.values)
    return {lever: getattr(way, lever).model_dump(exclude_none=True) for lever in LEVERS}


def alike(one, other):
    """Whether two runs have the same outcomes, parties and months to the last bit."""
    same = [one.outcomes, one.parties] == [other.outcomes, other.parties] or all(
        equal(mine[name], theirs[name])
        for mine, theirs in ((one.outcomes, other.outcomes), (one.parties, other.parties))
        for name in mine
    )
    return same and all(equal(one.monthly[name], other.monthly[name]) for name in one.monthly)


def equal(one, other):
    """Equal, a missing value being equal to a missing value."""
    return np.array_equal(np.asarray(one), np.asarray(other), equal_nan=True)
