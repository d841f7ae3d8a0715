"""Reading the chapters: strict YAML, one file a chapter, every mistake named with its place."""

import json
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from alliance_sim.evidence import InputError, Problem, nearest_names
from alliance_sim.evidence.claims import claims
from alliance_sim.evidence.document import Document
from alliance_sim.evidence.entries import known_sources
from alliance_sim.evidence.strict_yaml import read
from alliance_sim.scenario.explain import problems_of
from alliance_sim.views.lessons.chapter import Chapter
from alliance_sim.views.shipped import shipped
from alliance_sim.views.wording import wording

HOME = Path(__file__).parent / "chapters"
ENDING = ".yaml"


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters, in their order.

    Raises:
        InputError: A file is not a chapter.
    """
    found = [read_chapter(file) for file in HOME.glob(f"*{ENDING}")]
    return tuple(sorted(found, key=lambda chapter: chapter.number))


def read_chapter(file: Path) -> Chapter:
    """One chapter.

    Raises:
        InputError: Lists what is wrong: a field, or a story, claim, source or term that there is
            not.
    """
    document = read(file)
    try:
        # As JSON, a list is what a tuple is written as; nothing else is converted.
        chapter = Chapter.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        raise InputError([*problems_of(error, document, Chapter, lambda path: path)]) from error
    if problems := _unknown(chapter, document):
        raise InputError(problems)
    return chapter


def _unknown(chapter: Chapter, document: Document) -> list[Problem]:
    """Names in a chapter that lead nowhere."""
    problems = []
    if chapter.world is not None and chapter.world.story not in shipped():
        near = tuple(nearest_names(chapter.world.story, shipped()))
        problems.append(
            document.problem(("world", "story"), f"no such story; near: {', '.join(near)}")
        )
    numbers = {claim.id for claim in claims()}
    terms = wording("learn_glossary")
    for field, given, known in (
        ("claims", chapter.claims, numbers),
        ("sources", chapter.sources, known_sources()),
        ("terms", chapter.terms, terms),
    ):
        for place, one in enumerate(given):
            if one not in known:
                problems.append(document.problem((field, place), f"there is no {one}"))
    return problems
