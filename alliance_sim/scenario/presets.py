"""A way of buying as its preset has it, with every setting at its parameter's value."""

from collections.abc import Mapping

from alliance_sim.evidence import Value
from alliance_sim.rules.mechanisms import MECHANISMS, Mechanism
from alliance_sim.scenario.ways import LEVERS, kinds, parameters_of


def preset(name: str, values: Mapping[str, Value]) -> Mechanism:
    """The named way of buying with nothing changed.

    Args:
        name: A name in `MECHANISMS`.
        values: Every parameter's value by path.
    """
    way = MECHANISMS[name]
    levers = {}
    for lever in LEVERS:
        kind = way.PRESET.get(lever, "")
        model = kinds(way, lever)[kind]
        paths = parameters_of(way, lever, kind, values)
        given = {field: values[path] for field, path in paths.items()}
        levers[lever] = model.model_validate(given)
    return way.model_validate(levers)
