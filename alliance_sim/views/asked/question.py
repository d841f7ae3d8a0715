"""What a visitor asks: a story, where, and what is changed in it. Everything a link has to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from alliance_sim.evidence import Value
from alliance_sim.scenario import Scenario, load, load_text
from alliance_sim.scenario.load import with_changes
from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.shipped import shipped

FIRST = "bexley_home_care"
"""The story that a visitor meets on arrival."""

STORIES = (
    FIRST,
    "standard_service_many_bidders",
    "advocacy_reverse_auction",
    "call_off_unmet_need",
    "voluntary_sector_consortium",
    "messy_alliance",
)
"""The stories with a card of their own, in their order; further scenarios can be chosen too."""

FUTURES, MOST_FUTURES = 20, 200
"""How many futures are simulated unless said, and at most."""

SEED = 1

OWN_NAME = "your file"
"""What messages call an uploaded scenario."""

REMEMBERED = 64
"""Resolved scenarios kept in memory; each is some 200 kB."""


@dataclass(frozen=True)
class Asked:
    """One question. Equal questions have equal answers.

    Attributes:
        story: Name of a shipped scenario; what is underneath if there is no own text.
        own: A scenario's text, as uploaded; empty for a story.
        council: The council that takes the place of the story's own; empty to keep those.
        levers: Where the main levers stand, by their key, for those that were moved.
        changes: Further values by dotted path, as `scenario.load.with_changes` reads them.
        futures: How many simulated futures.
        seed: Seed of the luck.
    """

    story: str = FIRST
    own: str = ""
    council: str = ""
    levers: tuple[tuple[str, int], ...] = ()
    changes: tuple[tuple[str, Value], ...] = field(default=())
    futures: int = FUTURES
    seed: int = SEED

    @property
    def is_changed(self) -> bool:
        """Whether the world is another than the story's own."""
        return bool(self.own or self.council or self.levers or self.changes)

    @property
    def as_written(self) -> "Asked":
        """The same with every change taken back; an own scenario stays."""
        return replace(self, council="", levers=(), changes=())

    def with_change(self, path: str, value: Value) -> "Asked":
        """The same with one more value set."""
        return replace(self, changes=tuple(sorted({**dict(self.changes), path: value}.items())))

    def scenario(self) -> Scenario:
        """The complete scenario that is asked about.

        Raises:
            InputError: The own text or a change is not one that a scenario can have.
        """
        return _scenario(self.story, self.own, self.council, self.levers, self.changes)

    def base(self) -> Scenario:
        """The scenario before any change.

        Raises:
            InputError: The own text is no scenario.
        """
        return self.as_written.scenario()


@lru_cache(maxsize=REMEMBERED)
def _scenario(
    story: str,
    own: str,
    council: str,
    levers: tuple[tuple[str, int], ...],
    changes: tuple[tuple[str, Value], ...],
) -> Scenario:
    if not (council or levers or changes):
        return load_text(own, OWN_NAME) if own else load(shipped()[story])
    base = _scenario(story, own, "", (), ())
    return with_changes(base, _all_changes(base, council, levers, changes))


def _all_changes(
    base: Scenario,
    council: str,
    levers: tuple[tuple[str, int], ...],
    changes: tuple[tuple[str, Value], ...],
) -> Mapping[str, Any]:
    """What is set, from weakest to strongest: the council, the levers, single values."""
    found: dict[str, Any] = {"place.councils": [council]} if council else {}
    for key, value in levers:
        for path, set_to in LEVERS[key].settings(value).items():
            found[f"parameters.{path}"] = set_to
    return found | dict(changes)
