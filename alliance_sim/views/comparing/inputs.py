"""How scenarios differ in what goes in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alliance_sim.analysis.formats import listed
from alliance_sim.analysis.report.assumptions import in_words
from alliance_sim.evidence import catalogue
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.write import plain_option
from alliance_sim.views.commands.parameters import with_unit
from alliance_sim.views.frame.bar import path_in_words

PLACE = ("councils", "residents", "months", "warm_up", "services")
WHO_EXISTS = ("councils", "residents", "months", "warm_up", "services")
"""What decides who lives in the simulated place and when: if it differs, luck is not shared."""

NOT_THERE = "not there"


def differences(scenarios: Mapping[str, Scenario]) -> list[dict[str, str]]:
    """One row for each setting that is not the same in all, by the scenarios' names."""
    plain = {name: dict(_settings(scenario)) for name, scenario in scenarios.items()}
    paths = dict.fromkeys(path for settings in plain.values() for path in settings)
    rows = []
    for path in paths:
        values = {name: settings.get(path, NOT_THERE) for name, settings in plain.items()}
        if len(set(values.values())) > 1:
            rows.append({"Setting": path, **values})
    return rows


def are_paired(scenarios: Sequence[Scenario]) -> bool:
    """Whether all have the same people in the same months, so that futures can be paired."""
    first, *others = scenarios
    return all(getattr(one, name) == getattr(first, name) for one in others for name in WHO_EXISTS)


def _settings(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every setting in words: the place, the options, the parameters."""
    for name in PLACE:
        yield name.replace("_", "-").capitalize(), _word(getattr(scenario, name))
    for option, settings in scenario.options.items():
        for path, value in _leaves(plain_option(settings), option):
            yield path_in_words(path), _word(value)
    known = catalogue().parameters
    for path, value in scenario.values.items():
        written = _word(value) if isinstance(value, bool) else with_unit(known[path], value)
        yield in_words(path), written.replace("_", " ")


def _leaves(settings: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        path = f"{above}.{name}"
        if isinstance(value, Mapping):
            yield from _leaves(value, path)
        else:
            yield path, value


def _word(value: Any) -> str:
    if isinstance(value, tuple | list):
        return listed([_word(one) for one in value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")
