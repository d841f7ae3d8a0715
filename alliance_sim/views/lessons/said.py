"""What a chapter says once the numbers are known: the answer, the prediction, the explanation."""

from collections.abc import Mapping, Sequence

from alliance_sim.analysis.figures.options import heading
from alliance_sim.analysis.formats import capital, gbp, label, listed, show, the
from alliance_sim.views.lessons import settled
from alliance_sim.views.lessons.chapter import TOO_CLOSE, Chapter, Deal, World
from alliance_sim.views.lessons.numbers import Numbers, all_hold, column_of, filled
from alliance_sim.views.lessons.progress import Progress
from alliance_sim.views.lessons.stored import Lesson
from alliance_sim.views.wording import say, wording

COUNTED = "a year"
"""Unit of what is counted: there is most of it, where of all else there is the highest."""


def answers(chapter: Chapter, options: Sequence[str]) -> Mapping[str, str]:
    """The predictions to choose from, each with its words."""
    if chapter.deal is not None:
        return {str(amount): gbp(amount) for amount in chapter.deal.amounts}
    return {**{option: label(option) for option in options}, TOO_CLOSE: say("learn", "too_close")}


def right(chapter: Chapter, lesson: Lesson | None) -> str:
    """The answer that the numbers give."""
    if chapter.deal is not None:
        more = settled.facts(chapter.deal)["council_more"]
        return str(min(chapter.deal.amounts, key=lambda amount: abs(amount - more)))
    if chapter.world is None or lesson is None:
        return ""
    front = lesson.base.first(chapter.world.outcome, chapter.world.best)
    return front[0] if len(front) == 1 else TOO_CLOSE


def answer(chapter: Chapter, lesson: Lesson | None) -> str:
    """What happened, in a sentence without a full stop, written from the numbers."""
    if chapter.deal is not None:
        known = settled.facts(chapter.deal)
        return settled.filled(str(wording("learn")["deal_answer"]), known)
    if chapter.world is None or lesson is None:
        return ""
    return world_answer(chapter.world, lesson.base)


def world_answer(world: World, numbers: Numbers) -> str:
    """Which option comes first on what is asked, how often, and who cannot be told from it."""
    column = column_of(world.outcome)
    front = numbers.first(world.outcome, world.best)
    lead = front[0]
    level = show(column, numbers.level(lead, world.outcome).mean)
    times = numbers.times_first(lead, world.outcome, world.best)
    name = _inside(heading(column) if column.is_money else column.label)
    if len(front) == 1:
        end = "most" if column.unit == COUNTED and world.best == "highest" else world.best
        what = say("learn", f"end_{end}", what=name)
        text = say("learn", "answer_one", who=the(lead), what=what, level=level, times=times)
    else:
        who = listed([the(option) for option in front])
        text = say("learn", "answer_close", who=who, what=name, lead=the(lead), times=times)
    return capital(text)


def prediction(chapter: Chapter, progress: Progress, options: Sequence[str]) -> str:
    """What was predicted and why; empty where nothing was."""
    words = answers(chapter, options).get(progress.guess)
    if not words:
        return ""
    sure = wording("learn")["sure"].get(progress.sure, "")
    said = say("learn", "you_said_sure" if sure else "you_said", words=words, sure=sure.lower())
    return f"{said} {say('learn', 'you_because', why=progress.why)}" if progress.why else said


def explanation(chapter: Chapter, lesson: Lesson | None) -> list[str]:
    """The sentences of the explanation that the numbers bear out, filled in.

    A sentence that they no longer bear out is left out; `missing` counts those.
    """
    if chapter.deal is not None:
        return _deal(chapter, chapter.deal)
    if lesson is None:
        return [one.says for one in chapter.explain if "{" not in one.says]
    return [
        filled(one.says, lesson.base).strip()
        for one in chapter.explain
        if all_hold(one.holds, lesson.base)
    ]


def missing(chapter: Chapter, lesson: Lesson | None) -> int:
    """How many sentences the numbers do not bear out."""
    return len(chapter.explain) - len(explanation(chapter, lesson))


def _deal(chapter: Chapter, deal: Deal) -> list[str]:
    known = settled.facts(deal)
    return [
        settled.filled(one.says, known).strip()
        for one in chapter.explain
        if settled.all_hold(one.holds, known)
    ]


def place_words(chapter: Chapter, place: float) -> str:
    """A place of the one change, as people read it."""
    if chapter.deal is not None:
        if place >= settled.UNCAPPED:
            return say("learn", "no_cap")
        return say("learn", "cap_place", percent=round(place * 100))
    unit = chapter.world.change.unit if chapter.world else ""
    shown = f"{place:g}"
    if unit == "share":
        return f"{round(place * 100)}%"
    return f"{shown} {unit}".strip()


def _inside(words: str) -> str:
    """A heading's first letter small, as inside a sentence."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
