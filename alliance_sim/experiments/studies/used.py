"""Which uncertain numbers of the evidence a scenario uses."""

from collections.abc import Sequence

from alliance_sim.evidence import Parameter, catalogue
from alliance_sim.experiments.axes import has_range
from alliance_sim.rules.mechanisms import MECHANISMS
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.ways import FIELD, LEVERS, SAME, SHORTHANDS, parameters_of

OF_OPTIONS = (*MECHANISMS, "contracts", "levers")
"""Groups of parameters that reach a run only through the settings of an option."""

NOT_OF_THE_WORLD = ("design",)
"""Groups that say how far a search for terms may go, and nothing about the world."""


def uncertain(worlds: Sequence[Scenario]) -> tuple[Parameter, ...]:
    """Every parameter with a range that some of the scenarios use and do not set themselves.

    What a scenario sets is its own decision. Of the parameters of ways of buying, only those count
    that fill a setting of one of the options. Services that are not bought go on under the
    contracts that were there before, so their numbers count too.
    """
    paths = {path for world in worlds for path in _used(world)}
    set_here = {path for world in worlds for path in world.overrides}
    return tuple(
        one
        for path, one in catalogue().parameters.items()
        if has_range(one) and path in paths and path not in set_here
    )


def _used(world: Scenario) -> set[str]:
    idle = {*OF_OPTIONS, *NOT_OF_THE_WORLD}
    rest = {path for path in world.values if path.partition(".")[0] not in idle}
    return rest | {path for option in world.options for path in _filling(world, option)}


def _filling(world: Scenario, option: str) -> set[str]:
    """The parameters that fill settings of an option which it does not set itself."""
    way = world.options[option]
    own = _settings(world.written[FIELD][option])
    found = set()
    for lever in LEVERS:
        kind = getattr(getattr(way, lever), "kind", "")
        paths = parameters_of(type(way), lever, kind, world.values)
        found |= {path for field, path in paths.items() if (lever, field) not in own}
    return found


def _settings(written: dict[str, object]) -> set[tuple[str, str]]:
    """The settings that an option names, by lever and field."""
    own = {target for short, target in SHORTHANDS.items() if short in written}
    for lever in LEVERS:
        inside = written.get(lever)
        if isinstance(inside, dict):
            own |= {SAME.get((lever, field), (lever, field)) for field in inside}
    return own
