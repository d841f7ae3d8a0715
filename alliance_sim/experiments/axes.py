"""Axes of a map: a parameter, or several that move together, from one end to the other."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from alliance_sim.evidence import Parameter, Value, catalogue, nearest_names
from alliance_sim.evidence.problems import either, quoted
from alliance_sim.rules.mechanisms import MECHANISMS
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.overrides import FIELD

STEPS = 7
"""Values along an axis unless said."""

FEWEST = 2

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{
            leaf: tuple(f"{service}.{leaf}" for service in SERVICES)
            for leaf in ("relational_share", "kpi_visibility", "cost_spread")
        },
        "bidders": ("market.providers",),
        "bid_cost": tuple(f"{way}.selection.bid_cost" for way in MECHANISMS),
        "tender_set_up": ("competitive_tender.continuity.set_up_months",),
        "auction_set_up": ("reverse_auction.continuity.set_up_months",),
        "alliance_set_up": ("alliance.continuity.set_up_months",),
        "cost_uncertainty": ("shocks.common_sd", "shocks.own_sd", "bidding.common_error_sd"),
    }
)
"""Short names of parameters that move together, such as one of every service."""


class AxisError(ValueError):
    """An axis that cannot be; the message says what would."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Values of a parameter, or places in the ranges of several.

    Several with different ranges each go from their own low to their own high; the axis then
    counts how far along they are, 0 to 1.
    """

    name: str
    parameters: tuple[Parameter, ...]
    values: tuple[float, ...]
    is_place: bool = False
    """Whether values are places in ranges rather than values of the parameters."""

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return "share of each range" if self.is_place else self.parameters[0].unit

    def settings(self, value: float) -> dict[str, Value]:
        """The parameters by path at a value of the axis."""
        return {
            one.path: at_place(one, value) if self.is_place else _whole(one, value)
            for one in self.parameters
        }

    def place_of(self, values: Mapping[str, Value]) -> float:
        """Where given parameters lie on the axis; the mean of those that move together."""
        own = [float(values[one.path]) for one in self.parameters]
        if self.is_place:
            ranges = [_range(one) for one in self.parameters]
            own = [
                (value - low) / (high - low) for (low, high), value in zip(ranges, own, strict=True)
            ]
        return math.fsum(own) / len(own)


def at_place(parameter: Parameter, place: float) -> Value:
    """The value so far along a parameter's range, 0 being its low and 1 its high."""
    low, high = _range(parameter)
    return _whole(parameter, low + place * (high - low))


def _range(parameter: Parameter) -> tuple[float, float]:
    low, high = parameter.low, parameter.high
    if low is None or high is None:
        raise AxisError(f"{parameter.path} has no range")
    return float(low), float(high)


def _whole(parameter: Parameter, value: float) -> Value:
    return parameter.normal(round(value) if parameter.unit in ("count", "months") else value)


def axis(word: str) -> Axis:
    """An axis from words: NAME, or NAME=LOW:HIGH, or NAME=LOW:HIGH:STEPS.

    >>> axis("home_care.kpi_visibility=0:0.6:3").values
    (0.0, 0.3, 0.6)

    Args:
        word: The name of a parameter or alias; without a range, its own low and high.

    Raises:
        AxisError: There is no such parameter, it has no range, or the range is none.
    """
    name, _, span = word.strip().partition("=")
    members = named(name)
    is_place = len({_range(one) for one in members}) > 1
    low, high, steps = _span(word, span) if span else (0.0, 1.0, STEPS)
    if not span and not is_place:
        low, high = _range(members[0])
    if low >= high:
        raise AxisError(f"'{word}': expected a low end below the high one")
    if is_place and not 0 <= low < high <= 1:
        raise AxisError(
            f"'{word}': {name} stands for parameters with different ranges; its ends are shares "
            "of those, 0 to 1"
        )
    values = [low + (high - low) * step / (steps - 1) for step in range(steps)]
    tidy = [float(f"{value:.10g}") for value in values]
    if not is_place:
        tidy = sorted({float(_whole(members[0], value)) for value in tidy})
        for one in members:
            for value in (tidy[0], tidy[-1]):
                if message := one.objection(_whole(one, value)):
                    raise AxisError(f"'{word}': {one.path}: {message}")
    if len(tidy) < FEWEST:
        raise AxisError(f"'{word}': there is no second whole number in the range")
    return Axis(name, members, tuple(tidy), is_place)


def _span(word: str, span: str) -> tuple[float, float, int]:
    parts = span.split(":")
    try:
        low, high, *rest = parts
        (steps,) = map(int, rest) if rest else (STEPS,)
        ends = float(low), float(high)
    except ValueError:
        raise AxisError(f"'{word}': expected NAME, NAME=LOW:HIGH or NAME=LOW:HIGH:STEPS") from None
    if not all(map(math.isfinite, ends)):
        raise AxisError(f"'{word}': the ends of a range are finite numbers")
    if steps < FEWEST:
        raise AxisError(f"'{word}': an axis needs at least {FEWEST} steps")
    return *ends, steps


def named(name: str) -> tuple[Parameter, ...]:
    """The parameters behind a path or an alias.

    Raises:
        AxisError: Neither is called that, or a parameter has no range.
    """
    known = catalogue().parameters
    if name in ALIASES:
        return tuple(known[path] for path in ALIASES[name])
    if name not in known:
        names = [*ALIASES, *(path for path, one in known.items() if has_range(one))]
        leaf = name.rpartition(".")[2]
        by_leaf = [other for other in names if nearest_names(leaf, [other.rpartition(".")[2]])]
        near = (nearest_names(name, names) or by_leaf)[:3]
        hint = f"did you mean {either(near)}?" if near else "see alliance-sim parameters"
        raise AxisError(f"no parameter {quoted(name, whole=False)}; {hint}")
    if not has_range(known[name]):
        raise AxisError(f"{name} is a {known[name].unit} without a range; a map needs numbers")
    return (known[name],)


def group(name: str) -> tuple[Parameter, ...]:
    """Every parameter with a range that a path, a group of paths or an alias stands for.

    Raises:
        AxisError: None is called that.
    """
    inside = tuple(
        one
        for path, one in catalogue().parameters.items()
        if path.startswith(f"{name}.") and has_range(one)
    )
    return inside or named(name)


def has_range(parameter: Parameter) -> bool:
    """Whether a parameter is a number that may lie elsewhere."""
    low, high = parameter.low, parameter.high
    return low is not None and high is not None and low < high


def refuse_idle(scenario: Scenario, axes: Sequence[Axis]) -> None:
    """Refuse an axis along which nothing moves, for every option has a setting of its own.

    Raises:
        AxisError: It says which.
    """
    settings_of_ways = {*MECHANISMS, "contracts"}
    for one in axes:
        if not all(p.path.split(".")[0] in settings_of_ways for p in one.parameters):
            continue
        ends = [at(scenario, one.settings(one.values[end])).options for end in (0, -1)]
        if ends[0] == ends[1]:
            raise AxisError(
                f"{one.name}: no option of this scenario takes it from the parameters; "
                "an option that does not use it, or says so itself, does not move"
            )


def at(scenario: Scenario, settings: Mapping[str, Value]) -> Scenario:
    """The scenario with some parameters set, by path."""
    return with_changes(scenario, {f"{FIELD}.{path}": value for path, value in settings.items()})
