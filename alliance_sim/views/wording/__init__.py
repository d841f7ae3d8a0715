"""Every sentence that a page says, in one place a page, so that it can be read and translated.

Sentences that are written from numbers live with the numbers, in `analysis`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from alliance_sim.evidence.strict_yaml import parse

HOME = Path(__file__).parent
ENDING = ".yaml"


@cache
def wording(page: str) -> Mapping[str, Any]:
    """All words of a page, by name.

    Raises:
        InputError: The file is missing or is not strict YAML.
    """
    file = HOME / f"{page}{ENDING}"
    return parse(file.read_bytes(), file.name).data


def say(page: str, name: str, /, **given: object) -> str:
    """A sentence of a page, with what is given put in the places that it leaves open.

    Raises:
        KeyError: The page has no sentence of that name, or it needs something that is not given.
    """
    return str(wording(page)[name]).format(**given)


def pages() -> list[str]:
    """The names of all files of words."""
    return sorted(file.stem for file in HOME.glob(f"*{ENDING}"))
