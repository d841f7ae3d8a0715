"""What a chapter of the lesson is: a situation, a question, and where its answer comes from."""

from typing import Annotated, Literal

from pydantic import Field

from alliance_sim.evidence import Value
from alliance_sim.rules.contracts import Agreement
from alliance_sim.rules.frozen import Frozen

Words = Annotated[str, Field(min_length=1)]

TOO_CLOSE = "close"
"""The prediction that the options cannot be told apart."""


class Choice(Frozen):
    """One thing that the reader may do."""

    key: Words
    says: Words


class Sentence(Frozen):
    """One sentence of the explanation, with numbers filled in, and what must hold for it."""

    says: Words
    """Text with places such as `{tender cost_total_gbp}`; `numbers.filled` says which there are."""

    holds: tuple[Words, ...] = ()
    """Statements such as `auction < tender cost_total_gbp`; see `numbers.holds`."""


class Change(Frozen):
    """The one thing that the reader may change afterwards, already simulated at every place."""

    label: Words
    """What is changed, in words."""

    why: Words
    """Why one might want to."""

    unit: str = ""
    """What a place is counted in, in words: '{place} months'. Shares are shown as per cent."""

    paths: tuple[Words, ...]
    """Settings that take the place's value, by dotted path in a scenario."""

    places: tuple[int | float, ...] = Field(min_length=2)


class World(Frozen):
    """A simulated world, and what is asked of it."""

    story: Words
    """Name of a shipped scenario."""

    changed: dict[str, Value] = Field(default_factory=dict)
    """What is set in it, by dotted path."""

    outcome: Words
    """The outcome or measure that the prediction is about."""

    best: Literal["lowest", "highest"]
    """Which end of it is asked for."""

    shown: tuple[Words, ...] = Field(min_length=1, max_length=3)
    """Outcomes or measures on the picture; the one asked about is among them."""

    months: tuple[Words, ...] = ()
    """What is drawn month by month, if anything."""

    change: Change


class Deal(Frozen):
    """A deal that is settled by its terms; nothing is simulated."""

    agreement: Agreement

    actual_cost_gbp: float
    """What it comes to cost, GBP."""

    amounts: tuple[int, ...]
    """Answers to choose from, GBP."""

    caps: tuple[float, ...]
    """Places of the one change: most that providers lose, as shares of the target; 1: no limit."""


class Chapter(Frozen):
    """One chapter."""

    number: int = Field(ge=1)
    name: Words
    title: Words
    situation: Words
    decide: Words
    """What the reader has to decide, before anything is predicted."""

    choices: tuple[Choice, ...] = Field(min_length=2)
    question: Words
    """What is to be predicted."""

    world: World | None = None
    deal: Deal | None = None

    wins: str = ""
    """The option that has the highest net benefit here beyond luck; empty where none has to."""

    assumed: Words
    """What was assumed, and why this world was chosen."""

    explain: tuple[Sentence, ...] = Field(min_length=1)
    discuss: tuple[Words, ...] = Field(min_length=1)
    terms: tuple[Words, ...] = ()
    """Words of the glossary that the chapter uses."""

    claims: tuple[int, ...] = ()
    """Numbers of claims of the field that it touches."""

    sources: tuple[Words, ...] = ()
    """Keys of sources."""
