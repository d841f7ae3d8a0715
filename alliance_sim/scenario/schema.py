"""A scenario: one question, written down, checked and complete."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from alliance_sim.evidence import Value
from alliance_sim.rules.frozen import Frozen
from alliance_sim.rules.mechanisms import Mechanism

PRESETS: Mapping[str, Mapping[str, Any]] = {
    "tender": {"mechanism": "competitive_tender"},
    "auction": {"mechanism": "reverse_auction"},
    "alliance": {"mechanism": "alliance"},
}
"""What is compared when a scenario names no options."""

Text = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Text, ...], Field(min_length=1)]


class Place(Frozen):
    """Where: councils whose published figures are used, and how many residents stand for them."""

    councils: Names
    """Councils by name, as `alliance-sim councils` lists them, or `all_england` for all of them."""

    residents: int = Field(ge=1)
    """How many residents are simulated, or `everyone` for one to each long-term client of the
    councils; results are scaled to the real number."""


class Written(Frozen):
    """A scenario as a person writes it, once the file that it extends has been filled in."""

    title: Text
    """What the scenario is about, in one line."""

    description: str = ""
    """The story behind it: who asks, and why."""

    place: Place
    """Where, and how many residents are simulated."""

    months: int = Field(ge=1)
    """How long a run lasts, in months."""

    warm_up: int = Field(ge=0)
    """How many of these months pass under the inherited arrangement, before anything is counted."""

    services: Names
    """What is bought."""

    options: dict[str, Any] = Field(default_factory=dict, min_length=1)
    """What is compared, by name: ways of buying, each a preset with any setting changed. Left out,
    it is the three presets."""

    parameters: dict[str, Any] = Field(default_factory=dict)
    """Parameters set differently from their sourced values, nested as they are listed."""


class Scenario(Frozen):
    """One question with everything that answers it except luck: no seed, no number of runs.

    Made by `load`; every setting is resolved, so nothing else needs to be looked up.
    """

    title: str
    """What the scenario is about, in one line."""

    description: str
    """The story behind it."""

    councils: tuple[str, ...]
    """Councils by name, in the order written."""

    residents: int
    """How many residents are simulated."""

    months: int
    """How long a run lasts, warm-up included."""

    warm_up: int
    """Months under the inherited arrangement, the same for every option."""

    services: tuple[str, ...]
    """What is bought, in the order of `SERVICES`."""

    options: Mapping[str, Mechanism]
    """What is compared, by name: complete ways of buying."""

    values: Mapping[str, Value]
    """Every parameter by path."""

    overrides: Mapping[str, Value]
    """The parameters that the scenario sets itself, by path."""

    written: Mapping[str, Any] = Field(repr=False)
    """What was written, from which the scenario can be made again with changes."""

    text: str = Field(repr=False)
    """The resolved scenario as YAML: loading it gives the same scenario."""

    digest: str
    """Fingerprint (`sha256:...`) of everything that changes results; words do not count."""
