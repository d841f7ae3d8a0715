"""The sentences that documents say beside their tables."""

import math

from alliance_sim.analysis import words
from alliance_sim.analysis.formats import capital, futures, listed, the
from alliance_sim.analysis.report.facts import AN_INDEX, NOBODY_REAL, NOT_IN_IT
from alliance_sim.results.tables import BY_OUTCOME
from alliance_sim.views.exports.text import one_line
from alliance_sim.views.finished import Finished
from alliance_sim.views.tables import SHOWN

LEAVES_OUT = (NOBODY_REAL, AN_INDEX, NOT_IN_IT)
"""What the model does not know; that intervals are luck only stands in the limits of use."""

CHANGES = {
    words.COST: "costs less",
    words.LIVED: "gives better quality as lived",
    words.WELLBEING: "brings more wellbeing",
    words.BENEFIT: "has a higher net benefit",
}
"""What doing better means, for each outcome shown."""

NET_BENEFIT = "Net benefit is wellbeing in pounds, less total cost."

READING_LOSS = (
    "The council is held against its budget, providers against breaking even, and the NHS, "
    "residents and unpaid carers against the months before."
)


def headline(finished: Finished) -> str:
    """The sentence for a reader with ten seconds."""
    return one_line(finished.headline)


def frequencies(finished: Finished) -> tuple[str, ...]:
    """How often each option does better than the first, and which differences are clear."""
    comparison = finished.comparison
    first, *others = comparison.options
    if not others:
        return ("Only one option was simulated, so there is nothing to hold it against.",)
    if comparison.replications == 1:
        return ("One simulated future cannot show how often one option does better.",)
    said = []
    for option in others:
        parts, clear = [], []
        for outcome in SHOWN:
            found = comparison.difference(option, first, outcome)
            if math.isfinite(found.p_better):
                parts.append(f"{CHANGES[outcome]} in {futures(found.p_better, found.estimate.n)}")
            if found.estimate.is_clear:
                clear.append(BY_OUTCOME[outcome].label.lower())
        if parts:
            known = listed(clear) if clear else "none of them"
            said.append(
                f"Against {the(first)}, {the(option)} {listed(parts)} futures. Larger than luck "
                f"explains (95% interval leaves out nought): {known}."
            )
    return tuple(one_line(sentence) for sentence in said)


def how_sure(finished: Finished) -> tuple[str, ...]:
    """What the futures do and do not make sure."""
    comparison = finished.comparison
    if comparison.replications == 1:
        return ("One future was simulated. It shows one way things could go, not how sure it is.",)
    said = [
        f"The options met the same {words.runs(comparison)}.",
        words.pairing(comparison) if len(comparison.options) > 1 else "",
        "The futures differ by luck only. A wrong assumption can matter more than luck does.",
    ]
    return tuple(one_line(capital(sentence)) for sentence in said if sentence)
