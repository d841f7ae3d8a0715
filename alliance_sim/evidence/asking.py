"""What a file of questions asks the model: scenario, settings, options, and what is expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alliance_sim.evidence.catalogue import catalogue
from alliance_sim.evidence.entries import Entries
from alliance_sim.evidence.problems import FieldPath, found, quoted

BEST, ALIKE, HIGHER, LOWER = "best", "alike", "higher", "lower"
"""best: one of these beats every other option; alike: these two cannot be told apart; higher,
lower: the aim under this option, or its lead of the first of two over the second, moves so from
one setting to another."""

_WORLD = ("months", "warm_up", "services", "options", "parameters")

Settings = Mapping[str, Any]
"""Changes of a scenario by dotted path."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the model can be asked.

    `base` holds what the test needs to be asked at all (its options), `condition` the condition
    itself, `start` and `end` the two settings that a move is between; both are empty where nothing
    moves.
    """

    says: str
    scenario: str
    aim: str
    expect: str
    of: tuple[str, ...]
    base: Settings
    condition: Settings
    start: Settings
    end: Settings


class Questions(Entries):
    """Entries that ask something of the model; reads the settings that they change."""

    def question(
        self,
        path: FieldPath,
        value: Mapping[str, Any],
        of: tuple[str, ...],
        aim: str,
        places: Mapping[str, FieldPath] | None = None,
    ) -> Question:
        """One question, its settings from `set` and `vary`; the rest is known to be there.

        `places` says where those two stand, if not under the question's own path.
        """
        at = {name: (*path, name) for name in ("set", "vary")} | dict(places or {})
        world = self._world(at["set"], value.get("set", {}))
        base = {name: world.pop(name) for name in ("options",) if name in world}
        ends = self._ends(at["vary"], value.get("vary", {}))
        return Question(
            says=value["says"],
            scenario=value["scenario"],
            aim=aim,
            expect=value["expect"],
            of=of,
            base=MappingProxyType(base),
            condition=MappingProxyType(world),
            start=MappingProxyType({name: pair[0] for name, pair in ends.items()}),
            end=MappingProxyType({name: pair[1] for name, pair in ends.items()}),
        )

    def _world(self, path: FieldPath, value: Any) -> dict[str, Any]:
        """Changes of a scenario: parameters one by one, all else whole."""
        if not self.is_mapping(path, value, (), _WORLD):
            return {}
        changes = {name: value[name] for name in value if name != "parameters"}
        within = (*path, "parameters")
        for name, setting in self._leaves(within, value.get("parameters", {})).items():
            place = (*within, *name.split("."))
            if message := catalogue().parameters[name].objection(setting):
                self.note(place, message)
            changes[f"parameters.{name}"] = setting
        return changes

    def _ends(self, path: FieldPath, value: Any) -> dict[str, tuple[Any, Any]]:
        """The two values between which each parameter moves."""
        found_ends = {}
        for name, pair in self._leaves(path, value).items():
            place = (*path, *name.split("."))
            if not isinstance(pair, list) or len(pair) != 2:
                self.note(place, f"expected [from, to], found {found(pair)}")
                continue
            for end in pair:
                if message := catalogue().parameters[name].objection(end):
                    self.note(place, message)
            found_ends[f"parameters.{name}"] = (pair[0], pair[1])
        return found_ends

    def _leaves(self, path: FieldPath, value: Any, name: str = "") -> dict[str, Any]:
        """Parameters set in a nested mapping, by path."""
        if name in catalogue().parameters:
            return {name: value}
        if not isinstance(value, dict):
            self.note(path, f"no parameter or group {quoted(name)}", at_key=True)
            return {}
        leaves: dict[str, Any] = {}
        for key, inner in value.items():
            leaves |= self._leaves((*path, key), inner, f"{name}.{key}" if name else key)
        return leaves
