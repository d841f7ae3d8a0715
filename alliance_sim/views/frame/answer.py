"""What can be shown of what is asked: packaged, simulated in full, so far, or estimated."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from alliance_sim.views.asked.levers import LEVERS
from alliance_sim.views.asked.question import FUTURES, SEED, STORIES, Asked
from alliance_sim.views.desk import Job, desk
from alliance_sim.views.desk.comparing import comparing
from alliance_sim.views.finished import Finished
from alliance_sim.views.packaged.estimate import Shift, surface
from alliance_sim.views.packaged.store import packaged

REMEMBERED = 16
"""Packaged stories whose comparison is kept worked out."""


class Kind(Enum):
    """Where an answer comes from."""

    PACKAGED = "packaged"
    FULL = "full"
    PARTIAL = "partial"


@dataclass(frozen=True)
class Answer:
    """An answer, and where it comes from."""

    asked: Asked
    finished: Finished
    kind: Kind

    @property
    def futures(self) -> int:
        """How many futures it rests on."""
        return self.finished.comparison.replications


@dataclass(frozen=True)
class Estimate:
    """A story's own answer, and how far each mean would move from it."""

    asked: Asked
    base: Answer
    shift: Shift
    futures: int


Key = tuple[str, str, int, int]


def key_of(asked: Asked) -> Key:
    """What the answer depends on: equal keys, equal answers."""
    return ("comparison", asked.scenario().digest, asked.futures, asked.seed)


@lru_cache(maxsize=REMEMBERED)
def _packaged(story: str, futures: int) -> Finished | None:
    """The first so many futures of a story, as they were packaged."""
    scenario = Asked(story).scenario()
    stored = packaged(story)
    if stored is None or not stored.is_of(scenario.digest):
        return None
    return Finished(scenario, stored.first(futures), stored.about.seed)


def is_packaged(asked: Asked) -> bool:
    """Whether the answer comes with the package: a story as it is, in no more than its futures."""
    return not asked.is_changed and asked.futures <= FUTURES and asked.seed == SEED


def full(asked: Asked) -> Answer | None:
    """The answer, packaged or simulated in full; None if there is none yet."""
    if is_packaged(asked):
        found = _packaged(asked.story, asked.futures)
        if found is not None:
            return Answer(asked, found, Kind.PACKAGED)
    kept: Finished | None = desk().answer(key_of(asked))
    return Answer(asked, kept, Kind.FULL) if kept is not None else None


def so_far(asked: Asked) -> Answer | None:
    """What is known of an answer that is being simulated."""
    job = desk().job(key_of(asked))
    if job is None or job.partial is None:
        return None
    return Answer(asked, job.partial, Kind.PARTIAL)


def estimate(asked: Asked) -> Estimate | None:
    """A quick estimate; None where more than the main levers of a story was changed."""
    if asked.own or asked.council or asked.changes or asked.story not in STORIES:
        return None
    scenario = asked.base()
    base = full(replace(asked.as_written, futures=FUTURES, seed=SEED))
    over = surface(asked.story, scenario.digest)
    if base is None or over is None:
        return None
    start = {key: lever.in_story(scenario) for key, lever in LEVERS.items()}
    return Estimate(asked, base, over.shift(start, start | dict(asked.levers)), over.futures)


def run(session: str, asked: Asked) -> Job:
    """Have the full answer simulated."""
    scenario = asked.scenario()
    work = comparing(scenario, asked.futures, asked.seed)
    return desk().ask(session, key_of(asked), scenario.title, work)


def story_answer(asked: Asked) -> Answer | None:
    """The answer of the story as it stands, before any change."""
    return full(replace(asked.as_written, futures=FUTURES, seed=SEED))
