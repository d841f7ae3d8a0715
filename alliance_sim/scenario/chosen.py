"""Write a scenario that holds one option beside itself with other terms."""

from collections.abc import Mapping
from typing import Any

from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.schema import Scenario
from alliance_sim.scenario.ways import FIELD
from alliance_sim.scenario.write import as_yaml, plain_option


def beside(
    scenario: Scenario, option: str, name: str, settings: Mapping[str, Any], title: str
) -> str:
    """The scenario as YAML with two options: the one there is, and it with other settings.

    Args:
        scenario: Where the option is.
        option: Its name.
        name: What the other is to be called.
        settings: All settings of the other.
        title: Title of the scenario.

    Raises:
        InputError: The settings contradict one another, or the name is none.
    """
    options = {option: plain_option(scenario.options[option]), name: dict(settings)}
    changed = with_changes(scenario, {FIELD: options, "title": title})
    # In the order in which people write a scenario, the options before the parameters.
    last = (FIELD, "parameters")
    written = changed.written
    head = {key: value for key, value in written.items() if key not in last}
    return as_yaml(head | {key: written[key] for key in last if key in written})
