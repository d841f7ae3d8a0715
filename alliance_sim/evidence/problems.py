"""What is wrong with a file someone wrote, said so that it can be put right."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

FieldPath = tuple[str | int, ...]

LONGEST_QUOTE = 60  # characters of a wrong value that a message repeats
WIDEST_EXCERPT = 100  # characters of a source line that an excerpt shows


_NAME = re.compile(r"[\w.]{1,60}")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: line and column count from 1; `source` is the text of the line."""

    file: str
    line: int
    column: int
    source: str

    def excerpt(self) -> str:
        """The source line with a caret under the column; a long line is cut around it."""
        text = "".join(c if c.isprintable() else " " for c in self.source.rstrip("\r\n"))
        before = self.column - 1
        start = max(0, min(before - WIDEST_EXCERPT // 2, len(text) - WIDEST_EXCERPT))
        number = f"{self.line:>8}"
        shown = text[start : start + WIDEST_EXCERPT]
        return f"{number} | {shown}\n{' ' * len(number)} | {' ' * (before - start)}^"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, in which field, what was found and what is allowed.

    `nearest` holds the valid names most like the one found. `spot` is None when the file as a
    whole is at fault (missing, a folder, empty).
    """

    file: str
    field: str
    message: str
    spot: Spot | None = None
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The message people read: one line, then the source line with a caret."""
        where = f"{self.file}:{self.spot.line}:{self.spot.column}" if self.spot else self.file
        text = ": ".join(part for part in (where, self.field, self.message) if part)
        if self.nearest:
            text += f"; did you mean {either(self.nearest)}?"
        return f"{text}\n{self.spot.excerpt()}" if self.spot else text

    def as_dict(self) -> dict[str, Any]:
        """The same for programs: file, line, column, field, message, nearest."""
        return {
            "file": self.file,
            "line": self.spot.line if self.spot else None,
            "column": self.spot.column if self.spot else None,
            "field": self.field,
            "message": self.message,
            "nearest": list(self.nearest),
        }


class InputError(ValueError):
    """Something a person wrote cannot be used. Carries every problem found at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, each once, in the order of the places they point at."""
        self.problems: tuple[Problem, ...] = tuple(
            sorted(
                dict.fromkeys(problems),
                key=lambda p: (
                    p.file,
                    p.spot.line if p.spot else 0,
                    p.spot.column if p.spot else 0,
                ),
            )
        )
        super().__init__(self.problems)

    def __str__(self) -> str:
        """All messages, one after another."""
        return "\n".join(str(problem) for problem in self.problems)


def field_name(path: Sequence[str | int]) -> str:
    """A field path as people write it, such as `place.councils[0]`."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            plain = step if _NAME.fullmatch(step) else quoted(step, whole=False)
            name += f".{plain}" if name else plain
    return name


def quoted(text: object, *, whole: bool = True) -> str:
    """Text as it is shown inside a message: in quotes, on one line, in whole or cut short."""
    shown = str(text)
    if not whole and len(shown) > LONGEST_QUOTE:
        shown = shown[: LONGEST_QUOTE - 1] + "…"
    # JSON escapes keep control characters from reaching a terminal.
    escaped = json.dumps(shown, ensure_ascii=not shown.isprintable())[1:-1].replace('\\"', '"')
    return f"'{escaped}'"


def found(value: object) -> str:
    """What kind of thing a value is, for 'found ...'."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return f"the text {quoted(value, whole=False)}"
    return "a mapping" if isinstance(value, dict) else "a list"


def either(names: Sequence[str]) -> str:
    """Names in quotes, joined by commas and a final 'or'."""
    shown = [quoted(name) for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
