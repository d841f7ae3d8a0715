"""What a factor's name stands for: a parameter, a setting of an option, or the size of a run."""

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliance_sim.evidence import Parameter, catalogue, nearest_names
from alliance_sim.evidence.problems import either, quoted
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.overrides import FIELD as PARAMETERS
from alliance_sim.scenario.ways import FIELD as OPTIONS
from alliance_sim.scenario.ways import LEVERS, SAME, SHORTHANDS, parameters_of

SIZES: Mapping[str, str] = {"place.residents": "residents", "months": "months", "warm_up": "months"}
"""Numbers of a scenario that are no parameters, and their units."""

WHOLE_UNITS = ("count", "months")
"""Units whose values are whole numbers."""


class TargetError(ValueError):
    """A name that stands for nothing; the message says what is near."""

    def __init__(self, message: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.nearest = tuple(nearest)


@dataclass(frozen=True)
class Target:
    """Something that a factor sets."""

    name: str
    unit: str
    low: float | None
    high: float | None
    is_whole: bool
    allowed: tuple[Any, ...] = ()
    """What a switch or a choice may be."""

    @property
    def label(self) -> str:
        """The name in words."""
        return ", ".join(part.replace("_", " ") for part in self.name.split("."))


def plain_name(name: str) -> str:
    """A path as factors are called: parameters without the word that a scenario puts first."""
    return name.removeprefix(f"{PARAMETERS}.")


def change_of(name: str) -> str:
    """The dotted path that sets a factor in a scenario."""
    inside = name in SIZES or name.startswith(f"{OPTIONS}.")
    return name if inside else f"{PARAMETERS}.{name}"


def target(name: str, worlds: Sequence[Scenario]) -> Target:
    """What a name stands for in these scenarios.

    Raises:
        TargetError: Nothing is called that.
    """
    if name in SIZES:
        return Target(name, SIZES[name], None, None, is_whole=True)
    if name.startswith(f"{OPTIONS}."):
        return _setting(name, worlds)
    known = catalogue().parameters
    if name not in known:
        names = [*known, *SIZES]
        leaf = name.rpartition(".")[2]
        by_leaf = [one for one in names if one.rpartition(".")[2] == leaf]
        near = nearest_names(name, names) or by_leaf
        hint = "" if near else "; see alliance-sim parameters"
        raise TargetError(f"no parameter {quoted(name, whole=False)}{hint}", near[:3])
    return of_parameter(name, known[name])


def of_parameter(name: str, one: Parameter) -> Target:
    """A name that sets what a parameter of the evidence fills."""
    allowed: tuple[Any, ...] = one.allowed
    if one.unit == "switch":
        allowed = (False, True)
    ends = [end for end in (one.low, one.high) if end is not None]
    is_whole = one.unit in WHOLE_UNITS and all(float(end).is_integer() for end in ends)
    return Target(name, one.unit, one.low, one.high, is_whole, allowed)


def _setting(name: str, worlds: Sequence[Scenario]) -> Target:
    """A setting of an option; its range is that of the parameter behind it, if there is one."""
    option, *rest = name.split(".")[1:]
    options = list(dict.fromkeys(one for world in worlds for one in world.options))
    if option not in options:
        near = nearest_names(option, options)
        hint = "" if near else f"; there are {either(options)}"
        message = f"no option {quoted(option, whole=False)}{hint}"
        raise TargetError(message, [f"{OPTIONS}.{one}" for one in near])
    if not rest:
        raise TargetError(f"names a whole option; name a setting of it, such as {name}.contract")
    without = [world.title for world in worlds if option not in world.options]
    if without:
        raise TargetError(f"{quoted(without[0])} has no option {quoted(option)}")
    world = worlds[0]
    way = world.options[option]
    steps = SHORTHANDS.get(rest[0], tuple(rest)) if len(rest) == 1 else tuple(rest)
    if len(steps) != 2 or steps[0] not in LEVERS:
        return Target(name, "", None, None, is_whole=False)
    lever, field = SAME.get((steps[0], steps[1]), (steps[0], steps[1]))
    kind = getattr(getattr(way, lever), "kind", "")
    behind = parameters_of(type(way), lever, kind, world.values).get(field)
    if behind is not None:
        return of_parameter(name, catalogue().parameters[behind])
    return Target(name, "", None, None, is_whole=_is_whole(way, lever, field))


def _is_whole(way: Mechanism, lever: str, field: str) -> bool:
    """Whether a setting takes whole numbers only."""
    fields = type(getattr(way, lever)).model_fields
    if field not in fields:
        return False
    annotation = fields[field].annotation
    parts = typing.get_args(annotation) if _is_union(annotation) else (annotation,)
    return int in parts and float not in parts


def _is_union(annotation: Any) -> bool:
    return isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union
