"""Which versions numbers were made with."""

import platform
from importlib.metadata import version

from alliance_sim import __version__

LIBRARIES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "scipy")
"""Packages whose version may change a number."""


def versions() -> dict[str, str]:
    """This package, Python, and every library whose version may change a number."""
    return {
        "alliance_sim": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }
