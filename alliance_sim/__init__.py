"""Ways to buy care, compared on the same people with the same luck."""

from importlib.metadata import version

__version__ = version("alliance-sim")
