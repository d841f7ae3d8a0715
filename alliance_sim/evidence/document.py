"""Plain data read from a file, with the place where each part of it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliance_sim.evidence.names import nearest_names
from alliance_sim.evidence.problems import FieldPath, Problem, Spot, field_name, quoted


@dataclass(frozen=True)
class Document:
    """Plain data and the place of every key and value in it.

    `values` and `keys` map a path such as `("place", "councils", 0)` to where that value, or the
    key it stands under, was written. `file` is the name that messages use.
    """

    file: str
    data: dict[str, Any]
    values: Mapping[FieldPath, Spot]
    keys: Mapping[FieldPath, Spot]

    def spot(self, path: FieldPath, *, at_key: bool = False) -> Spot | None:
        """Where a field stands, or else what was written around it, the innermost first."""
        for end in range(len(path), 0, -1):
            part = path[:end]
            # A mapping around the field is pointed at by its name: its value starts below.
            by_key = self.keys.get(part) if at_key or end < len(path) else None
            spot = by_key or self.values.get(part)
            if spot:
                return spot
        return self.values.get(())

    def problem(
        self,
        path: FieldPath,
        message: str,
        *,
        at_key: bool = False,
        nearest: Sequence[str] = (),
        named: FieldPath | None = None,
    ) -> Problem:
        """A problem with the field at a path, reported under the path `named` if that differs."""
        spot = self.spot(path, at_key=at_key)
        name = field_name(path if named is None else named)
        return Problem(spot.file if spot else self.file, name, message, spot, tuple(nearest))

    def wrong_keys(
        self, path: FieldPath, needed: Sequence[str], optional: Sequence[str] = ()
    ) -> list[Problem]:
        """Problems with the keys of the mapping at a path: unknown ones and missing ones."""
        mapping: Any = self.data
        for step in path:
            mapping = mapping[step]
        known = (*needed, *optional)
        nearest = {key: nearest_names(key, known) for key in mapping if key not in known}
        problems = [
            self.problem((*path, key), unknown_field(known, key), at_key=True, nearest=near)
            for key, near in nearest.items()
        ]
        # A required name that was misspelt is one mistake, not two.
        misspelt = {name for near in nearest.values() for name in near}
        problems += [
            self.problem(path, f"{quoted(key)} is required but not given", at_key=True)
            for key in needed
            if key not in mapping and key not in misspelt
        ]
        return problems


def unknown_field(known: Sequence[str], key: str, kind: str = "") -> str:
    """The message for a name that is not known; lists all names where none is near."""
    message = f"unknown field of {quoted(kind)}" if kind else "unknown field"
    if nearest_names(key, known):
        return message
    return f"{message}; allowed: {', '.join(known) or 'none'}"
