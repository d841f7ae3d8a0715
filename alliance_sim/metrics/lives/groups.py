"""Groups of people that somebody to follow can be drawn from."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.lives.roll import Resident, Roll, call_roll
from alliance_sim.rules.services import ADVOCATE, ASSESS, COMMUNITY, HOME
from alliance_sim.scenario import Scenario

HIGH_NEED = 0.8
"""People with a high need are those above so large a share of the others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people: a name to ask by, the same in plain words, and their numbers."""

    name: str
    words: str
    numbers: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many simulated people are in it."""
        return len(self.numbers)


def groups(scenario: Scenario, seed: int = 1, replication: int = 0) -> tuple[Group, ...]:
    """Every group that anybody is in, with who is in it in one future.

    All but the last kinds are of people who are there when the story begins, so that the whole of
    it can be told. Nobody is in reablement then, and who comes to it depends on how care is bought,
    so that it is no group to draw from.

    Args:
        scenario: What is simulated.
        seed: Seed of the experiment.
        replication: Which future.
    """
    return groups_on(call_roll(scenario, seed, replication), scenario)


def groups_on(roll: Roll, scenario: Scenario) -> tuple[Group, ...]:
    """The groups of a roll that has been called."""
    start = roll.came == 0
    bought = roll.where.commissioned
    high = roll.need > np.quantile(roll.need[start], HIGH_NEED)
    organised = float(scenario.values["carers.organising"]) > 0
    kinds: list[tuple[str, str, NDArray[Any]]] = [
        ("high-need", "the fifth with the most need of care", start & high),
        ("overlooked", "people whom services tend to overlook", start & roll.overlooked),
        ("well-connected", "people whom services find easily", start & ~roll.overlooked),
        ("voiceless", "people who cannot speak up for themselves", start & roll.voiceless),
        (
            "nobody-near",
            "people who cannot speak up and whom no family or friends help",
            start & roll.voiceless & (roll.family <= 0),
        ),
        (
            "isolated",
            "people who are lonely and little in touch with others",
            start & roll.isolated,
        ),
        ("not-yet-known", "people whom the council does not yet know", start & ~roll.known),
        (
            "home-care",
            "people who have home care from the start",
            start & roll.in_care & bought[HOME],
        ),
        (
            "advocacy",
            "people whom an advocate speaks for from the start",
            start & roll.known & roll.voiceless & bought[ADVOCATE],
        ),
        (
            "community-connection",
            "people linked to a community from the start",
            start & roll.joined & bought[COMMUNITY],
        ),
        (
            "unpaid-carer",
            "people with an unpaid carer, who may organise with others",
            start & (roll.family > 0) & organised,
        ),
    ]
    council = roll.council_of()
    kinds += [
        (name, f"people who live in {name}", start & (council == at))
        for at, name in enumerate(roll.where.names)
    ]
    kinds += [
        (
            "care-act-assessment",
            "people who come during the story and wait for an assessment",
            ~start & roll.known & bought[ASSESS],
        ),
        ("newcomer", "people who come during the story", ~start),
    ]
    return tuple(
        Group(name, words, roll.numbers[members]) for name, words, members in kinds if members.any()
    )


def group_called(name: str, among: tuple[Group, ...]) -> Group:
    """The group with a name, written with spaces, hyphens or underscores, large or small.

    Raises:
        LookupError: There is no such group, or nobody is in it.
    """
    for group in among:
        if _plain(group.name) == _plain(name):
            return group
    raise LookupError(f"no group is called {name}")


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-").replace(" ", "-")


def drawn_from(group: Group, roll: Roll, seed: int, replication: int, which: int = 0) -> int:
    """Number of somebody in a group; the same one for the same arguments.

    Those who leave before the options begin to differ come last, however luck has it: their lives
    have nothing to tell options apart by.

    Args:
        group: Whom to draw from.
        roll: The roll that the group is of.
        seed: Seed of the experiment.
        replication: Which future.
        which: 0 for the first drawn, 1 for the next, and so on; after the last comes the first.
    """
    own = int.from_bytes(hashlib.blake2b(group.name.encode(), digest_size=8).digest(), "big")
    order = np.random.default_rng([seed, replication, own]).permutation(group.numbers)
    left = roll.left[order - 1]
    early = (left > 0) & (left <= roll.warm_up + 1)
    order = np.concatenate([order[~early], order[early]])
    return int(order[which % len(order)])


def draw(
    scenario: Scenario, group: str, seed: int = 1, replication: int = 0, which: int = 0
) -> Resident:
    """Somebody from a group, drawn by luck of its own that touches nothing in the model.

    Args:
        scenario: What is simulated.
        group: Name of one of `groups`.
        seed: Seed of the experiment.
        replication: Which future.
        which: 0 for the first drawn, 1 for the next, and so on; after the last comes the first.

    Raises:
        LookupError: There is no such group, or nobody is in it.
    """
    roll = call_roll(scenario, seed, replication)
    found = group_called(group, groups_on(roll, scenario))
    return roll.resident(drawn_from(found, roll, seed, replication, which))
