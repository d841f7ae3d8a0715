"""Reading YAML strictly: plain data, where each value stands, and nothing surprising.

Accepted is one document of mappings with text keys, lists, text, numbers, true/false and nothing.
Anchors, aliases, tags, directives, merge keys, duplicate keys and non-finite numbers are refused,
and size, depth and number of values are limited, so that no file can build objects or grow when it
is read.
"""

from pathlib import Path

import yaml
from yaml.reader import ReaderError

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.names import nearest_names
from alliance_sim.evidence.problems import InputError, Problem, Spot, found, quoted
from alliance_sim.evidence.yaml_stream import RefusedError, Stream

MAX_BYTES = 1_000_000  # far above any scenario; reading one stays within seconds


def read(path: str | Path) -> Document:
    """Read a YAML file strictly.

    Raises:
        InputError: The file is missing, a folder, too large, not text, empty, not YAML, or uses
            what is not accepted here; every problem that can be told apart is listed.
    """
    path = Path(path)
    name = str(path)
    try:
        if path.is_dir():
            raise InputError([Problem(name, "", _about_folder(path))])
        if not path.exists():
            raise InputError([Problem(name, "", "no such file", nearest=_neighbours(path))])
        if not path.is_file():
            raise InputError([Problem(name, "", "is not an ordinary file")])
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Problem(name, "", message)]) from error
    return parse(raw, name)


def parse(raw: bytes | str, file: str) -> Document:
    """Read YAML strictly from text or bytes; `file` is the name that messages use.

    Raises:
        InputError: As `read` does.
    """
    if len(raw) > MAX_BYTES:
        raise InputError([Problem(file, "", f"is larger than {MAX_BYTES:,} bytes")])
    text = raw if isinstance(raw, str) else _decoded(raw, file)
    stream = Stream(file, text)
    try:
        # The parser in C is ten times as quick, and every command reads all of the evidence.
        stream.take(yaml.parse(text, Loader=yaml.CSafeLoader))
    except RefusedError:
        pass
    except yaml.MarkedYAMLError as error:
        words = (error.problem or error.context or "not understood").strip()
        mark = error.problem_mark or error.context_mark
        # What is never closed is found out at the end of the file; say where it was opened.
        if error.context_mark and mark and mark.index >= len(text):
            mark = error.context_mark
        stream.note((), f"not valid YAML: {words}", mark)
    except ReaderError as error:
        stream.note_character(error.position)
    if stream.problems:
        raise InputError(stream.problems)
    if stream.root is None:
        raise InputError([Problem(file, "", "is empty; expected a mapping of named fields")])
    if not isinstance(stream.root, dict):
        message = f"expected a mapping of named fields, found {found(stream.root)}"
        raise InputError([Problem(file, "", message, stream.values[()])])
    return Document(file, stream.root, stream.values, stream.keys)


def _decoded(raw: bytes, file: str) -> str:
    """The text of a file, or an error that says where it stops being text."""
    try:
        text = raw.decode("utf-8-sig")
        bad = text.find("\0")
        before = text[:bad] if bad >= 0 else None
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
    if before is None:
        return text
    lines = before.split("\n")
    spot = Spot(file, len(lines), len(lines[-1]) + 1, lines[-1])
    raise InputError([Problem(file, "", "is not a text file (UTF-8 is expected)", spot)])


def _about_folder(path: Path) -> str:
    """The message for a folder where a file is expected."""
    inside = sorted(p for p in path.glob("[!.]*.y*ml") if p.is_file())
    hint = f", such as {quoted(inside[0])}" if inside else ""
    return f"is a folder; name a YAML file{hint}"


def _neighbours(path: Path) -> tuple[str, ...]:
    """Files beside a missing one whose names are like its name."""
    if not path.parent.is_dir():
        return ()
    beside = {entry.name: str(entry) for entry in sorted(path.parent.iterdir())}
    return tuple(beside[name] for name in nearest_names(path.name, beside))
