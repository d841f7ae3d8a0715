"""The inputs of one vector, fetched by name with an error that says where it went wrong."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from alliance_sim.evidence import InputError, nearest_names
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.problems import FieldPath, either, found

UNIT = 10**6
"""Money is settled as if it were in millions, so that whole pence are fine enough for any unit."""


class Inputs:
    """What a vector gives to its rule."""

    def __init__(self, document: Document, place: FieldPath, data: Mapping[str, Any]) -> None:
        """Keep the data and the place where it was written."""
        self.document, self.place, self.data = document, place, data

    def wrong(self, name: str, message: str, *, at_key: bool = False) -> InputError:
        """The error that an input cannot be used."""
        return InputError([self.document.problem((*self.place, name), message, at_key=at_key)])

    def any(self, name: str) -> Any:
        """An input as it is.

        Raises:
            InputError: It is not there.
        """
        if name not in self.data:
            near = nearest_names(name, self.data)
            problem = self.document.problem(
                (*self.place, name), "required but not given", at_key=True, nearest=near
            )
            raise InputError([problem])
        return self.data[name]

    def number(self, name: str, *, low: float = float("-inf")) -> float:
        """An input that is a finite number.

        Raises:
            InputError: It is not there, not a number, or below `low`.
        """
        value = self.any(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise self.wrong(name, f"expected a number, found {found(value)}")
        if value < low:
            raise self.wrong(name, f"expected at least {low:g}, found {value}")
        return float(value)

    def share(self, name: str) -> float:
        """An input between 0 and 1."""
        value = self.number(name, low=0.0)
        if value > 1:
            raise self.wrong(name, f"expected at most 1, found {value}")
        return value

    def money(self, name: str) -> float:
        """An amount that is not negative, in pounds of which a million are the vector's unit."""
        return self.number(name, low=0.0) * UNIT

    def ratio(self, name: str, of: str) -> float:
        """An amount as a share of another that is above zero."""
        whole = self.number(of, low=0.0)
        if whole == 0:
            raise self.wrong(of, "expected more than 0, found 0")
        return self.number(name, low=0.0) / whole

    def numbers(self, name: str, *, like: str | None = None) -> list[float]:
        """An input that is a list of finite numbers, as long as the one called `like`."""
        value = self.any(name)
        if not isinstance(value, list) or not value:
            raise self.wrong(name, f"expected a list of numbers, found {found(value)}")
        for one in value:
            if isinstance(one, bool) or not isinstance(one, int | float) or not isfinite(one):
                raise self.wrong(name, f"expected a list of numbers, found {found(one)} in it")
        if like is not None and len(value) != len(self.numbers(like)):
            raise self.wrong(
                name, f"expected {len(self.numbers(like))} numbers, found {len(value)}"
            )
        return [float(one) for one in value]

    def word(self, name: str, known: Mapping[str, str]) -> str:
        """What a word stands for.

        Raises:
            InputError: It is none of the words that are known.
        """
        value = self.any(name)
        if isinstance(value, str) and value in known:
            return known[value]
        raise self.wrong(name, f"expected {either(tuple(known))}, found {found(value)}")
