"""What a report says about its run: facts that the numbers alone do not hold."""

from dataclasses import dataclass

LUCK_ONLY = (
    "The intervals show luck only: who falls ill, which costs rise, who bids. They hold every "
    "assumption fixed. Being wrong about an assumption can move the answer further than luck "
    "does, and more simulated futures do not cure that."
)
NOBODY_REAL = (
    "The people are simulated. Their number and the place's figures are real; no person is."
)
AN_INDEX = (
    "Wellbeing is an index of five elements on a scale from 0 to 1. What it is worth in pounds "
    "is a convention of public appraisal, not something that was measured here."
)
NOT_IN_IT = (
    "The law of procurement, legal challenge, elections, changes of government funding and "
    "housing are not in it. Nor is cunning beyond bidding, padding a target, dressing up an "
    "indicator and free-riding."
)
NO_VERDICT = (
    "A result for this place under these assumptions is not a verdict on any way of buying."
)

LEAVES_OUT: tuple[str, ...] = (
    LUCK_ONLY,
    NOBODY_REAL,
    "Some numbers are judgement, because no published figure was found. They are marked above.",
    AN_INDEX,
    NOT_IN_IT,
    NO_VERDICT,
)
"""What the model does not know, in plain words; a caller may say more."""


@dataclass(frozen=True)
class RunFacts:
    """One run, as its report describes it. No clock time: the same run gives the same page."""

    title: str
    description: str
    place: str
    """Where, in words: "Bexley"; "Bexley and Bromley"."""

    command: str
    """The command line that makes this report again."""

    version: str
    scenario_hash: str
    seed: int
    replications: int
    residents: int
    """How many people were simulated."""

    months: int
    warm_up: int
    leaves_out: tuple[str, ...] = LEAVES_OUT
