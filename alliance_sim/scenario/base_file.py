"""`extends`: a scenario that fills in only what differs from another file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, InputError, Problem, Spot, found, quoted
from alliance_sim.evidence.strict_yaml import read

FIELD = "extends"


def read_with_base(path: str | Path) -> Document:
    """Read a scenario file and the files that it extends, as one document.

    Later values win: mappings merge name by name, anything else is replaced. A mapping that names
    another `mechanism` or `kind` than the one it would change replaces it as a whole, since the
    settings of one kind mean nothing to another.

    Raises:
        InputError: A file cannot be read, or the files extend one another in a circle.
    """
    document = read(path)
    files = [Path(path)]
    merged = document
    while FIELD in document.data:
        file = _base(document, files)
        try:
            document = read(file)
        except InputError as error:
            raise InputError(_seen_from(document, error)) from error
        files.append(file)
        merged = _merged(document, merged)
    data = {name: value for name, value in merged.data.items() if name != FIELD}
    return Document(merged.file, data, merged.values, merged.keys)


def _base(document: Document, files: list[Path]) -> Path:
    """The file that a document extends."""
    name = document.data[FIELD]
    problem = None
    if not isinstance(name, str) or not name.strip():
        problem = f"expected the name of a file, found {found(name)}"
    elif Path(name).is_absolute():
        problem = f"expected a name relative to this file, found {quoted(name)}"
    elif (file := files[-1].parent / name).resolve() in [seen.resolve() for seen in files]:
        circle = " -> ".join(quoted(seen) for seen in (*files, file))
        problem = f"files extend one another in a circle: {circle}"
    else:
        return file
    raise InputError([document.problem((FIELD,), problem)])


def _seen_from(document: Document, error: InputError) -> list[Problem]:
    """Problems with a file as a whole, pointed at where it was asked for."""
    return [
        problem
        if problem.spot
        else document.problem(
            (FIELD,), f"{quoted(problem.file)} {problem.message}", nearest=problem.nearest
        )
        for problem in error.problems
    ]


def _merged(base: Document, over: Document) -> Document:
    """One document from two, with the place of every value in the file that it came from."""
    data = _merge(base.data, over.data)
    return Document(
        over.file,
        data,
        _still_there(base, over, data, "values"),
        _still_there(base, over, data, "keys"),
    )


def _merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in over.items():
        before = merged.get(name)
        if (
            isinstance(before, dict)
            and isinstance(value, dict)
            and not _names_another(before, value)
        ):
            value = _merge(before, value)
        merged[name] = value
    return merged


def _names_another(before: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    return any(
        name in value and value[name] != before.get(name, value[name])
        for name in ("mechanism", "kind")
    )


def _still_there(base: Document, over: Document, data: object, what: str) -> dict[FieldPath, Spot]:
    spots = {**getattr(base, what), **getattr(over, what)}
    return {path: spot for path, spot in spots.items() if _exists(data, path)}


def _exists(data: Any, path: FieldPath) -> bool:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
