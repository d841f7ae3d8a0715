"""What the one change of a chapter does: the answer at every place, and where it turns."""

from collections.abc import Mapping

from alliance_sim.analysis.formats import capital, gbp, listed, the
from alliance_sim.views.lessons import settled
from alliance_sim.views.lessons.chapter import TOO_CLOSE, Chapter, World
from alliance_sim.views.lessons.numbers import Numbers
from alliance_sim.views.lessons.said import place_words, world_answer
from alliance_sim.views.lessons.stored import Lesson, scenario
from alliance_sim.views.wording import say


def places(chapter: Chapter) -> tuple[float, ...]:
    """Every place of the one change; none where a chapter has none."""
    if chapter.deal is not None:
        return chapter.deal.caps
    return chapter.world.change.places if chapter.world else ()


def change_label(chapter: Chapter) -> str:
    """What is changed, in words."""
    return chapter.world.change.label if chapter.world else say("learn", "cap_label")


def change_why(chapter: Chapter) -> str:
    """Why one might want to change it."""
    return chapter.world.change.why if chapter.world else say("learn", "cap_why")


def place_of(chapter: Chapter, word: str, start: float) -> float:
    """The place that a link names, or where the chapter has it."""
    known = {f"{place:g}": place for place in places(chapter)}
    return known.get(word, start)


def own_place(chapter: Chapter, lesson: Lesson | None) -> float:
    """The place at which the change leaves the chapter as it was, or the one nearest to it."""
    if chapter.deal is not None:
        cap = getattr(chapter.deal.agreement.rule, "pain_cap", None)
        return settled.UNCAPPED if cap is None else float(cap)
    if chapter.world is None or lesson is None:
        return 0.0
    own = _at(scenario(chapter.world).values, chapter.world)
    return min(chapter.world.change.places, key=lambda place: abs(place - own))


def _at(values: Mapping[str, object], world: World) -> float:
    path = world.change.paths[0]
    if path in world.changed:
        return float(str(world.changed[path]))
    known = values.get(path.removeprefix("parameters."))
    return float(str(known)) if known is not None else float(world.change.places[0])


def now(chapter: Chapter, lesson: Lesson | None, place: float) -> str:
    """What the numbers say with the change at a place."""
    where = place_words(chapter, place)
    if chapter.deal is not None:
        actual = chapter.deal.actual_cost_gbp
        agreement = settled.capped(chapter.deal, place)
        target = float(agreement.target_cost_gbp or 0.0)
        here, on_target = (settled.settle(agreement, cost) for cost in (actual, target))
        known = {
            "council_more": gbp(here.council - on_target.council),
            "providers_lose": gbp(on_target.providers - here.providers),
        }
        answer = say("learn", "deal_answer", **known)
    elif chapter.world is not None and lesson is not None:
        answer = world_answer(chapter.world, lesson.at(place))
    else:
        return ""
    return say("learn", "change_now", label=change_label(chapter), place=where, answer=answer)


def turns(chapter: Chapter, lesson: Lesson | None) -> str:
    """Who comes first at which places; for a deal, what each place comes to."""
    if chapter.deal is not None:
        told = [now(chapter, lesson, place).partition(": ")[2] for place in places(chapter)]
        return " ".join(f"{capital(one)}." for one in told)
    if chapter.world is None or lesson is None:
        return ""
    by_answer: dict[str, list[str]] = {}
    for place in places(chapter):
        who = _first(chapter.world, lesson.at(place))
        by_answer.setdefault(who, []).append(place_words(chapter, place))
    if len(by_answer) == 1:
        (who,) = by_answer
        same = say("learn", "close") if who == TOO_CLOSE else the(who)
        return say("learn", "change_same", told=same)
    told = [
        say("learn", "close_at", places=listed(where))
        if who == TOO_CLOSE
        else say("learn", "change_turn", who=the(who), places=listed(where))
        for who, where in by_answer.items()
    ]
    return capital(say("learn", "change_turns", told="; ".join(told)))


def _first(world: World, numbers: Numbers) -> str:
    front = numbers.first(world.outcome, world.best)
    return front[0] if len(front) == 1 else TOO_CLOSE
