"""Compiled code is kept on disk, apart for every state of its sources.

numba looks only at the file that a function stands in: after an edit to a file which that one
imports from, the old code would go on running unnoticed. So every state of the sources has a
folder of its own, named after what they say.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

HERE = Path(__file__).parents[1]

SOURCES = (
    "rules/behaviour/community/teams",
    "rules/behaviour/complements",
    "rules/behaviour/effort",
    "rules/behaviour/planning",
    "rules/behaviour/trust",
    "rules/behaviour/workforce",
    "rules/compiled",
    "rules/services",
    "world/care",
    "world/delivery",
    "world/demand",
    "world/draws",
    "world/kernel",
    "world/ledger",
    "world/life",
    "world/living",
    "world/needing",
    "world/newcomers",
    "world/offer",
    "world/people",
    "world/planning",
    "world/tallying",
    "world/terms",
    "world/trusting",
)
"""Modules of the package whose functions or constants end up in compiled code."""

LIBERTIES = {"arcp", "contract", "nsz"}
"""Multiply and add in one rounding; ignore the sign of zero. NaN and infinity keep their meaning,
and sums keep their order."""


def cache_folder(package: Path, root: Path) -> Path:
    """Where the compiled form of the package's sources, as they are now, is kept under `root`."""
    text = b"".join((package / f"{name}.py").read_bytes() for name in SOURCES)
    return root / f"compiled-{hashlib.sha256(text).hexdigest()[:16]}"


SETTINGS = vars(numba.config)
FOLDER = cache_folder(HERE, Path(SETTINGS["CACHE_DIR"] or HERE / "__pycache__"))


def compiled(**options: Any) -> Callable[[Function], Function]:
    """Like `numba.njit`, with that folder, and dividing as NumPy does (by zero: infinity or NaN).

    Where the folder cannot be written, numba falls back on the user's own.
    """

    def decorate(function: Function) -> Function:
        usual = SETTINGS["CACHE_DIR"]
        SETTINGS["CACHE_DIR"] = str(FOLDER)
        try:
            make = numba.njit(cache=True, error_model="numpy", fastmath=LIBERTIES, **options)
            return make(function)
        finally:
            SETTINGS["CACHE_DIR"] = usual

    return decorate
