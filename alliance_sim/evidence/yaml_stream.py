"""From the events of a YAML parser to plain data, refusing whatever is not plain."""

import re
from collections.abc import Iterator
from typing import Any

from yaml import events as ev

from alliance_sim.evidence.problems import FieldPath, Problem, Spot, field_name, found, quoted
from alliance_sim.evidence.yaml_values import Plain, meaning

MAX_DEPTH = 20
MAX_EVENTS = 50_000  # a value is one event, a list or mapping two
STANDARD_TAG = "tag:yaml.org,2002:"  # what the parser writes for '!!'


class RefusedError(Exception):
    """Reading on makes no sense."""


class Stream:
    """Turns the stream of YAML events into plain data, refusing what is not accepted.

    Working on the stream, before anything is composed, a hostile file is refused at its first
    hostile mark, and however deep it is nested nothing recurs.
    """

    def __init__(self, file: str, text: str) -> None:
        self.root: Any = None
        self.values: dict[FieldPath, Spot] = {}
        self.keys: dict[FieldPath, Spot] = {}
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        # These characters end a line of YAML; str.splitlines knows further ones.
        self._lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
        self._open: list[tuple[FieldPath, dict[str, Any] | list[Any]]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def take(self, events: Iterator[Any]) -> None:
        """Read all events; raises `RefusedError` where going on is pointless."""
        for count, event in enumerate(events):
            self._refuse_if(event, count > MAX_EVENTS, f"more than {MAX_EVENTS:,} values and marks")
            self._refuse_if(
                event, len(self._open) > MAX_DEPTH, f"more than {MAX_DEPTH} levels deep"
            )
            if isinstance(event, ev.DocumentStartEvent):
                self._start(event)
            elif isinstance(event, ev.CollectionEndEvent):
                self._open.pop()
                self._key.pop()
            elif isinstance(event, ev.NodeEvent):
                self._node(event)

    def note(self, path: FieldPath, message: str, mark: Any) -> None:
        """Note a problem at a mark of the parser."""
        spot = self._spot(mark) if mark is not None else None
        self.problems.append(Problem(self._file, field_name(path), message, spot))

    def note_character(self, position: int) -> None:
        """Note a character that YAML does not allow."""
        before = self._text[:position].split("\n")
        whole = self._text.split("\n")[len(before) - 1]
        spot = Spot(self._file, len(before), len(before[-1]) + 1, whole)
        shown = f"U+{ord(self._text[position]):04X}"
        message = f"is not a text file: it holds the control character {shown}"
        self.problems.append(Problem(self._file, "", message, spot))

    def _refuse_if(self, event: Any, wrong: bool, message: str) -> None:
        if wrong:
            self.note(self._next_path(), message, event.start_mark)
            raise RefusedError

    def _spot(self, mark: Any) -> Spot:
        source = self._lines[mark.line] if mark.line < len(self._lines) else ""
        return Spot(self._file, mark.line + 1, mark.column + 1, source)

    def _next_path(self) -> FieldPath:
        if not self._open:
            return ()
        path, holder = self._open[-1]
        if isinstance(holder, list):
            return (*path, len(holder))
        key = self._key[-1]
        return path if key is None else (*path, key)

    def _start(self, event: Any) -> None:
        self._documents += 1
        self._refuse_if(event, self._documents > 1, "a second document ('---'); one is allowed")
        directive = bool(event.version or event.tags)
        self._refuse_if(event, directive, "directives ('%YAML', '%TAG') are not accepted")

    def _node(self, event: Any) -> None:
        alias = isinstance(event, ev.AliasEvent)
        tag = getattr(event, "tag", None)
        if alias or event.anchor is not None or tag is not None:
            what, mark = "tags", str(tag).replace(STANDARD_TAG, "!!")
            if event.anchor is not None:
                what, mark = ("aliases", "*") if alias else ("anchors", "&")
                mark += event.anchor
            found_there = quoted(mark, whole=False)
            message = f"{what} are not accepted, found {found_there}; write it out"
            self._refuse_if(event, True, message)
        holder = self._open[-1][1] if self._open else None
        if isinstance(holder, dict) and self._key[-1] is None:
            self._take_key(event, holder)
        else:
            self._take_value(event, holder)

    def _take_key(self, event: Any, holder: dict[str, Any]) -> None:
        path = self._next_path()
        scalar = isinstance(event, ev.ScalarEvent)
        self._refuse_if(event, not scalar, "names must be text, found a list or mapping")
        text: str = event.value
        inside = (*path, text)
        key = self._meaning(event, inside)
        if not isinstance(key, str):
            self.note(path, f"names must be text, found {found(key)}; quote it", event.start_mark)
        elif text == "<<" and not event.style:
            self.note(inside, "merge keys are not accepted; write the fields out", event.start_mark)
        elif text in holder:
            first = self.keys[inside].line
            self.note(inside, f"duplicate key, first given on line {first}", event.start_mark)
        self.keys.setdefault(inside, self._spot(event.start_mark))
        self._key[-1] = text

    def _take_value(self, event: Any, holder: dict[str, Any] | list[Any] | None) -> None:
        path = self._next_path()
        # The parser puts a value that was left out on some later line: its name is nearer.
        left_out = isinstance(event, ev.ScalarEvent) and not event.value and not event.style
        spot = self.keys.get(path) if left_out else None
        self.values.setdefault(path, spot or self._spot(event.start_mark))
        value: Any = [] if isinstance(event, ev.SequenceStartEvent) else {}
        if isinstance(event, ev.ScalarEvent):
            value = self._meaning(event, path)
        if isinstance(holder, list):
            holder.append(value)
        elif isinstance(holder, dict):
            holder[str(self._key[-1])] = value
            self._key[-1] = None
        else:
            self.root = value
        if not isinstance(event, ev.ScalarEvent):
            self._open.append((path, value))
            self._key.append(None)

    def _meaning(self, event: Any, path: FieldPath) -> Plain:
        text = str(event.value)
        if event.style:
            return text
        try:
            return meaning(text)
        except ValueError as error:
            self.note(path, f"{error}, found {quoted(text, whole=False)}", event.start_mark)
            return None
