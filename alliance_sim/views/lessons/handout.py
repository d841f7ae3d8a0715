"""The hand-out: what a chapter asks, room to answer, and what came out, for paper."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from alliance_sim import __version__
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital
from alliance_sim.views.lessons import changing
from alliance_sim.views.lessons.chapter import Chapter
from alliance_sim.views.lessons.picture import picture
from alliance_sim.views.lessons.progress import SURE
from alliance_sim.views.lessons.said import answers, explanation
from alliance_sim.views.lessons.stored import lesson
from alliance_sim.views.wording import say, wording

TEMPLATE, PRINT = "handout.html.j2", "handout.typ"


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on one chapter's hand-out, ready to read."""

    name: str
    heading: str
    situation: str
    decide: str
    choices: tuple[str, ...]
    question: str
    answers: tuple[str, ...]
    sure: tuple[str, ...]
    chart: Chart | None
    explain: tuple[str, ...]
    assumed: str
    change: str
    turns: str
    discuss: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]

    @property
    def svg(self) -> Markup:
        """The picture as part of a page; empty where there is none."""
        return Markup(self.chart.inline_svg if self.chart else "")


def sheet(chapter: Chapter) -> Sheet:
    """One chapter's hand-out."""
    found = lesson(chapter)
    options = found.base.options if found else ()
    is_own = chapter.world is None and chapter.deal is None
    label = "" if is_own else changing.change_label(chapter)
    return Sheet(
        name=chapter.name,
        heading=say("learn", "chapter_heading", number=chapter.number, title=chapter.title),
        situation=chapter.situation.strip(),
        decide=chapter.decide,
        choices=tuple(choice.says for choice in chapter.choices),
        question=chapter.question,
        answers=() if is_own else tuple(answers(chapter, options).values()),
        sure=tuple(wording("learn")["sure"][key] for key in SURE),
        chart=picture(chapter, found),
        explain=tuple(one.strip() for one in explanation(chapter, found)),
        assumed=chapter.assumed.strip(),
        change=say("learn", "change", label=label) if label else "",
        turns=changing.turns(chapter, found),
        discuss=chapter.discuss,
        terms=tuple((capital(one), wording("learn_glossary")[one]) for one in chapter.terms),
    )


def page(chosen: Sequence[Chapter]) -> str:
    """The hand-out of these chapters as one page of HTML that needs nothing but itself."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = files(__package__).joinpath(TEMPLATE).read_text("utf-8")
    return environment.from_string(text).render(
        title=say("learn", "handout_title"),
        sheets=[sheet(chapter) for chapter in chosen],
        words=wording("learn"),
        foot=say("learn", "handout_foot", version=__version__),
    )


def pdf(chosen: Sequence[Chapter]) -> bytes:
    """The same for paper, as PDF with headings and descriptions of pictures."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        home, sheets = Path(folder), []
        for one in (sheet(chapter) for chapter in chosen):
            alt = one.chart.alt if one.chart else ""
            if one.chart:
                (home / f"{one.name}.svg").write_bytes(one.chart.svg())
            sheets.append({**asdict(replace(one, chart=None)), "alt": alt})
        given = {
            "title": say("learn", "handout_title"),
            "words": {key: word for key, word in wording("learn").items() if isinstance(word, str)},
            "foot": say("learn", "handout_foot", version=__version__),
            "sheets": sheets,
        }
        (home / "given.json").write_text(json.dumps(given), encoding="utf-8")
        source = home / PRINT
        source.write_text(files(__package__).joinpath(PRINT).read_text("utf-8"), encoding="utf-8")
        return bytes(typst.compile(str(source), format="pdf"))
