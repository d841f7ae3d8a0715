"""Sentences written from the numbers: the headline, and the words it is made of.

A difference is only called one when its 95 % interval leaves out 0; otherwise the sentence
says that the options cannot be told apart.
"""

import math

from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import (
    futures,
    gbp,
    interval,
    listed,
    number,
    show,
    the,
)
from alliance_sim.results.tables import BY_OUTCOME

COST, LIVED, WELLBEING = "cost_total_gbp", "quality_experienced", "wellbeing"
MEASURED, BENEFIT = "quality_measured", "net_monetary_benefit_gbp"


def leaders(comparison: Comparison, outcome: str) -> tuple[str, ...]:
    """The option with the best mean, and every other that cannot be told apart from it.

    The best comes first. Empty where no option has a value, or neither direction is better.
    """
    column = BY_OUTCOME[outcome]
    means = {o: comparison.outcomes[o][outcome].mean for o in comparison.options}
    known = [option for option, mean in means.items() if math.isfinite(mean)]
    if not known or column.higher_is_better is None:
        return ()
    sign = 1 if column.higher_is_better else -1
    best = max(known, key=lambda option: sign * means[option])
    alike = [
        option
        for option in known
        if option != best and not comparison.difference(option, best, outcome).estimate.is_clear
    ]
    return (best, *alike)


def runs(comparison: Comparison) -> str:
    """How many futures were simulated, in words."""
    if comparison.replications == 1:
        return "one simulated future"
    return f"{number(comparison.replications)} simulated futures"


def basis(comparison: Comparison) -> str:
    """What marks and bars stand for."""
    if comparison.replications == 1:
        return "One simulated future, so there are no intervals."
    return f"Marks: means over {runs(comparison)}. Bars: 95% interval of the mean."


def headline(comparison: Comparison, place: str) -> str:
    """The one sentence that a reader with ten seconds should see.

    Args:
        comparison: the comparison.
        place: where, such as "Bexley".

    Returns:
        One sentence: which option does best on net benefit, how often, and what it costs and
        brings against the first option (or the runner-up); or that they cannot be told apart.
    """
    if len(comparison.options) == 1:
        return _alone(comparison, place)
    front = leaders(comparison, BENEFIT)
    if not front:
        return f"For {place}, net benefit could not be worked out for any option."
    best = front[0]
    against = _held_against(comparison, best)
    # "It" is plain only where one option has been named.
    who = the(best) if len(front) > 1 else "it"
    change = (
        f"{cost_change(comparison, best, against, who)} and "
        f"{wellbeing_change(comparison, best, against)}"
    )
    if comparison.replications == 1:
        return (
            f"For {place}, in the one future that was simulated {the(best)} does best, but one "
            f"future cannot show a difference: against {the(against)}, {change}."
        )
    times = futures(comparison.probability_best[BENEFIT][best], comparison.replications)
    if len(front) > 1:
        return (
            f"For {place}, {listed([the(option) for option in front])} cannot be told apart on "
            f"net benefit: {the(best)} comes first in {times} simulated futures; against "
            f"{the(against)}, {change}."
        )
    return (
        f"For {place}, {the(best)} brings the highest net benefit (wellbeing in pounds, less "
        f"cost) in {times} simulated futures: against {the(against)}, {change}."
    )


def _alone(comparison: Comparison, place: str) -> str:
    option = comparison.options[0]
    found = comparison.outcomes[option]
    return (
        f"For {place}, {the(option)} costs {gbp(found[COST].mean)} a year, with wellbeing at "
        f"{number(found[WELLBEING].mean, 2)} on a scale from 0 to 1, over {runs(comparison)}."
    )


def _held_against(comparison: Comparison, best: str) -> str:
    """The scenario's first option; or, if that is the best, the runner-up."""
    first = comparison.options[0]
    if first != best:
        return first
    others = [option for option in comparison.options if option != best]
    known = [o for o in others if math.isfinite(comparison.outcomes[o][BENEFIT].mean)]
    return max(known or others, key=lambda option: comparison.outcomes[option][BENEFIT].mean)


def cost_change(comparison: Comparison, b: str, a: str, who: str = "it") -> str:
    """What b (called `who`) costs against a, with its interval.

    An interval across 0 is told as no clear difference.
    """
    e = comparison.difference(b, a, COST).estimate
    if not math.isfinite(e.mean):
        return "the difference in cost is not known"
    if e.n > 1 and not e.is_clear:
        spread = interval(BY_OUTCOME[COST], e.low, e.high, signed=True)
        return f"cost shows no clear difference ({spread} a year)"
    way = "more" if e.mean > 0 else "less"
    spread = interval(BY_OUTCOME[COST], *sorted((abs(e.low), abs(e.high)))) if e.n > 1 else ""
    bracket = f" ({spread})" if spread else ""
    return f"{who} costs {gbp(abs(e.mean))} a year {way}{bracket}"


def wellbeing_change(comparison: Comparison, b: str, a: str) -> str:
    """What wellbeing is under b against a, with its interval."""
    e = comparison.difference(b, a, WELLBEING).estimate
    if not math.isfinite(e.mean):
        return "the difference in wellbeing is not known"
    column = BY_OUTCOME[WELLBEING]
    if e.n > 1 and not e.is_clear:
        spread = interval(column, e.low, e.high, signed=True, finer=1)
        return f"wellbeing shows no clear difference ({spread} on a scale from 0 to 1)"
    way = "higher" if e.mean > 0 else "lower"
    ends = sorted((abs(e.low), abs(e.high)))
    bracket = f" ({interval(column, *ends, finer=1)})" if e.n > 1 else ""
    return (
        f"wellbeing is {show(column, abs(e.mean), finer=1)} {way}{bracket} on a scale from 0 to 1"
    )


def pairing(comparison: Comparison, outcome: str = COST) -> str:
    """What it was worth to give all options the same people and the same luck."""
    known = [
        by_outcome[outcome].variance_removed
        for by_outcome in comparison.differences.values()
        if math.isfinite(by_outcome[outcome].variance_removed)
    ]
    if not known:
        return ""
    least = min(known)
    name = BY_OUTCOME[outcome].label.lower()
    if least <= 0:
        return f"Pairing by future did not steady every difference in {name}."
    return (
        f"Every option met the same people with the same luck, which removes at least "
        f"{number(100 * least)}% of the variance from each difference in {name}."
    )
