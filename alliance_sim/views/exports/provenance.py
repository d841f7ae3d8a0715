"""Where a file comes from and how far it may be trusted; every file carries it."""

import datetime
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from alliance_sim import __version__
from alliance_sim.analysis import words
from alliance_sim.analysis.formats import number
from alliance_sim.analysis.report.facts import LUCK_ONLY, NO_VERDICT
from alliance_sim.views.exports.text import cut, one_line, slug
from alliance_sim.views.finished import Finished, assumptions

SAME_LUCK = "the same people and the same luck under every option"

TITLE_LETTERS = 80
"""What is left of a long title where there is room for one line only."""


@dataclass(frozen=True)
class Provenance:
    """What was run, with what, when, and what it must not be used for."""

    title: str
    """The scenario's title."""

    place: str
    """Where, in words."""

    changes: tuple[str, ...]
    """What differs from the story's own settings, a plain sentence each."""

    version: str
    """Of the model."""

    scenario_hash: str
    """Fingerprint of everything that changes results."""

    seed: int
    replications: int
    """How many futures each option met."""

    date: datetime.date
    """When the file was made."""

    link: str
    """Address that shows the same view; empty where there is none."""

    limits: str
    """What the numbers do not show, in a short paragraph."""

    command: str
    """The command line that makes the numbers again."""

    @property
    def futures(self) -> str:
        """How many futures, whose luck: "20 futures, seed 1, the same people and ..."."""
        many = "1 future" if self.replications == 1 else f"{number(self.replications)} futures"
        return f"{many}, seed {self.seed}, {SAME_LUCK}"

    @property
    def day(self) -> str:
        """The date in words."""
        return f"{self.date.day} {self.date:%B %Y}"

    @property
    def moment(self) -> datetime.datetime:
        """Midnight of the date, for files that must hold a time."""
        return datetime.datetime.combine(self.date, datetime.time(), datetime.UTC)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each fact with its name, ready to print; no link where there is none."""
        found = (
            ("Scenario", self.title),
            ("Place", self.place),
            ("Changes from the story", "; ".join(self.changes) or "none"),
            ("Simulated", self.futures),
            ("Model", f"alliance_sim {self.version}"),
            ("Scenario fingerprint", self.scenario_hash),
            ("Date", self.day),
            ("Link", self.link),
            ("To make it again", self.command),
            ("Limits of use", self.limits),
        )
        return tuple((name, one_line(value)) for name, value in found if value)

    def lines(self) -> tuple[str, ...]:
        """Each fact as a line of text."""
        return tuple(f"{name}: {value}" for name, value in self.pairs())

    def line(self) -> str:
        """The shortest form, for the foot of a picture or a slide."""
        count = len(self.changes)
        changed = f"{count or 'no'} {'setting' if count == 1 else 'settings'} changed"
        facts = (
            cut(self.title, TITLE_LETTERS),
            changed,
            self.futures,
            f"alliance_sim {self.version}",
            self.day,
        )
        return one_line("; ".join(facts)) + ". Not a forecast."


def provenance_of(
    finished: Finished,
    *,
    date: datetime.date,
    changes: Sequence[str] = (),
    link: str = "",
) -> Provenance:
    """Where a comparison comes from.

    Args:
        finished: what was run.
        date: the day that the files are to carry.
        changes: what differs from the story's own settings, in plain English.
        link: address that shows the same view.
    """
    scenario, replications = finished.scenario, finished.comparison.replications
    file = f"{stem(scenario.title, date)}-scenario.yaml"
    again = ["alliance-sim", "compare", file, "--replications", str(replications)]
    return Provenance(
        title=one_line(scenario.title),
        place=finished.place,
        changes=tuple(one_line(change) for change in changes),
        version=__version__,
        scenario_hash=scenario.digest,
        seed=finished.seed,
        replications=replications,
        date=date,
        link=link,
        limits=limits(finished),
        command=shlex.join([*again, "--seed", str(finished.seed)]),
    )


def limits(finished: Finished) -> str:
    """What the numbers do not show: luck only, how much is judgement, no forecast."""
    status = assumptions(finished.scenario)["status"]
    judged = int((status == "judgement").sum())
    return (
        f"This is not a forecast: it compares ways of buying over "
        f"{words.runs(finished.comparison)}. {LUCK_ONLY} Of {number(len(status))} numbers and "
        f"choices that went in, {number(judged)} are judgement, because no published figure was "
        f"found or the scenario sets its own; the evidence page lists them all. {NO_VERDICT}"
    )


def stem(title: str, date: datetime.date) -> str:
    """How the name of every file begins: the scenario's title and the date."""
    return f"{slug(title)}-{date.isoformat()}"
