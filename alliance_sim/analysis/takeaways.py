"""What each figure says, in one sentence written from the numbers.

Each sentence is a title: no full stop, and no difference that the intervals do not show.
"""

import math
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

from alliance_sim.analysis.compare import Comparison
from alliance_sim.analysis.formats import (
    capital,
    gbp,
    label,
    listed,
    number,
    the,
)
from alliance_sim.analysis.words import COST, LIVED, MEASURED, WELLBEING, leaders
from alliance_sim.results.tables import ELEMENTS, PARTIES


def side_by_side(comparison: Comparison) -> str:
    """What the first figure says."""
    if len(comparison.options) == 1:
        found = comparison.outcomes[comparison.options[0]]
        return (
            f"{label(comparison.options[0])}: {gbp(found[COST].mean)} a year, quality as lived "
            f"{number(found[LIVED].mean, 2)}, wellbeing {number(found[WELLBEING].mean, 2)}"
        )
    if comparison.replications == 1:
        return "One simulated future cannot show a difference in cost, quality or wellbeing"
    groups: dict[frozenset[str], list[tuple[str, str]]] = {}
    for outcome, best, plain in (
        (COST, "lowest cost", "cost"),
        (LIVED, "best quality as lived", "quality as lived"),
        (WELLBEING, "highest wellbeing", "wellbeing"),
    ):
        groups.setdefault(frozenset(leaders(comparison, outcome)), []).append((best, plain))
    parts = []
    for front, names in groups.items():
        if len(front) == len(comparison.options):
            parts.append(f"No clear difference in {listed([plain for _, plain in names], 'or')}")
        else:
            # The scenario's order, so that a sentence does not hint at a ranking it denies.
            who = [label(option) for option in comparison.options if option in front]
            best = capital(listed([best for best, _ in names]))
            parts.append(f"{best}: {listed(who, 'or') or 'not known'}")
    return ". ".join(parts)


def biggest_bearer(comparison: Comparison) -> str:
    """Which whole party carries the largest part of the swing in money, by option."""
    wholes = [party for party in PARTIES if party.is_money and party.part_of is None]
    found: dict[str, list[str]] = {}
    for option in comparison.options:
        shares = {
            party.label: comparison.risk[option][party.name].variance_share for party in wholes
        }
        known = {name: share for name, share in shares.items() if math.isfinite(share)}
        if known:
            found.setdefault(max(known, key=lambda name: known[name]), []).append(option)
    if not found:
        return "The swing in money needs at least two simulated futures"
    if len(found) == 1 and len(comparison.options) > 1:
        return (
            f"Under every option the largest part of the swing in money falls on {_inside(*found)}"
        )
    parts = [
        f"{_inside(party)} under {listed([the(option) for option in options])}"
        for party, options in found.items()
    ]
    return f"The largest part of the swing in money falls on {'; on '.join(parts)}"


def _inside(party: str) -> str:
    return party[0].lower() + party[1:]


def bad_years(comparison: Comparison) -> str:
    """How bad a bad year is for the council and for providers, worst option first."""
    parts = []
    for name, whose in (("commissioner", "the council"), ("providers", "all providers together")):
        known = {
            option: comparison.risk[option][name].cvar95
            for option in comparison.options
            if math.isfinite(comparison.risk[option][name].cvar95)
        }
        if known:
            worst = min(known, key=lambda option: known[option])
            amount = gbp(known[worst], signed=True)
            if len(comparison.options) == 1:
                parts.append(f"{whose} {amount}")
            else:
                parts.append(f"for {whose} under {the(worst)} ({amount})")
    if not parts:
        return "No party's result in pounds is known"
    if len(comparison.options) == 1:
        return f"Under {the(comparison.options[0])} a bad year brings {' and '.join(parts)}"
    return f"A bad year is worst {' and '.join(parts)}"


def gap(comparison: Comparison) -> str:
    """How far indicators flatter each option."""
    known = {
        option: comparison.outcomes[option]["quality_gap"].mean
        for option in comparison.options
        if math.isfinite(comparison.outcomes[option]["quality_gap"].mean)
    }
    if not known:
        return "Measured and lived quality cannot be compared"
    widest = max(known, key=lambda option: abs(known[option]))
    others = [option for option in known if option != widest]
    stands_out = all(
        comparison.difference(widest, option, "quality_gap").estimate.is_clear for option in others
    )
    if not stands_out and min(known.values()) > 0:
        low, high = (number(end, 2) for end in (min(known.values()), max(known.values())))
        size = f"by {low} to {high}" if low != high else f"by {low}"
        return f"Under every option measured quality stands above lived quality, {size}"
    size = number(abs(known[widest]), 2)
    way = "above" if known[widest] >= 0 else "below"
    tail = ", the widest gap of all" if others and stands_out else ""
    return f"Under {the(widest)}, measured quality stands {size} {way} lived quality{tail}"


def swapped(comparison: Comparison) -> str:
    """Whether indicators put the options in another order than people's lives do."""
    by_measure, by_life = leaders(comparison, MEASURED), leaders(comparison, LIVED)
    if len(comparison.options) == 1 or not by_measure or not by_life:
        return ""
    if set(by_measure) & set(by_life):
        return ""
    return (
        f"Indicators put {listed([the(option) for option in by_measure], 'or')} first; "
        f"residents live best under {listed([the(option) for option in by_life], 'or')}."
    )


def changes(comparison: Comparison) -> str:
    """What the paired differences say: which are clear, against the scenario's first option."""
    if comparison.replications == 1:
        return "One simulated future cannot show what changes from one option to another"
    first = comparison.options[0]
    parts = []
    for option in comparison.options[1:]:
        said = []
        for outcome, up, down in (
            (COST, "costs more", "costs less"),
            (WELLBEING, "brings more wellbeing", "brings less wellbeing"),
        ):
            e = comparison.difference(option, first, outcome).estimate
            if e.is_clear:
                said.append(up if e.mean > 0 else down)
        if said:
            parts.append(f"{the(option)} {' and '.join(said)}")
        else:
            parts.append(f"{the(option)} cannot be told apart")
    return capital(f"against {the(first)}, {'; '.join(parts)}")


def five_elements(comparison: Comparison) -> str:
    """Which option does best on how many of the five elements."""
    if len(comparison.options) == 1:
        option = comparison.options[0]
        known = {
            column.label: comparison.outcomes[option][column.name].mean
            for column in ELEMENTS
            if math.isfinite(comparison.outcomes[option][column.name].mean)
        }
        if not known:
            return "The five elements are not known"
        low = min(known, key=lambda name: known[name])
        return f"Under {the(option)} the weakest element is {_inside(low)}"
    if comparison.replications == 1:
        return "One simulated future cannot show which option leads on the five elements"
    best: dict[str, list[str]] = {}
    for column in ELEMENTS:
        front = leaders(comparison, column.name)
        if len(front) == 1:
            best.setdefault(front[0], []).append(_inside(column.label))
    if not best:
        return "No option clearly leads on any of the five elements"
    parts = []
    for option, names in best.items():
        if len(names) == len(ELEMENTS):
            parts.append(f"{the(option)} leads on all five elements of wellbeing")
        else:
            parts.append(f"{the(option)} leads on {listed(names)}")
    undecided = len(ELEMENTS) - sum(len(names) for names in best.values())
    tail = f"; {number(undecided)} of 5 too close to call" if undecided else ""
    return capital("; ".join(parts)) + tail


def on_the_plane(comparison: Comparison) -> str:
    """Where each option mostly lands against the first: more or less wellbeing and money."""
    first, n = comparison.options[0], comparison.replications
    cost, wellbeing = comparison.values[COST], comparison.values[WELLBEING]
    amount = {1: "more", 0: "as much", -1: "less"}
    parts = []
    for place, option in enumerate(comparison.options[1:], start=1):
        moves = Counter(
            zip(
                np.sign(wellbeing[:, place] - wellbeing[:, 0]).tolist(),
                np.sign(cost[:, place] - cost[:, 0]).tolist(),
                strict=True,
            )
        )
        (better, dearer), times = moves.most_common(1)[0]
        if math.isfinite(better) and math.isfinite(dearer):
            parts.append(
                f"{the(option)} brings {amount[int(better)]} wellbeing for {amount[int(dearer)]} "
                f"money in {number(times)} of {number(n)} futures"
            )
    if not parts:
        return "Cost or wellbeing is not known"
    return capital(f"against {the(first)}, {'; '.join(parts)}")


def foresight(gbp_a_year: float) -> str:
    """What it would be worth to know the future beforehand, in words."""
    if not math.isfinite(gbp_a_year):
        return "What foresight would be worth is not known."
    if gbp_a_year == 0:
        return "At that value one option is best in every future, so foresight is worth nothing."
    return (
        "At that value, knowing beforehand which of these futures comes is worth "
        f"{gbp(gbp_a_year)} a year."
    )


def turning_points(comparison: Comparison, curve: pd.DataFrame) -> str:
    """Which option most often has the highest net benefit, and where that changes."""
    chances = curve[list(comparison.options)]
    if chances.isna().any(axis=None):
        return "The chance of the highest net benefit is not known"
    best = chances.idxmax(axis=1)
    changed = best.ne(best.shift())
    starts = list(zip(curve["gbp_per_point_year"][changed], best[changed], strict=True))
    if len(starts) == 1:
        return (
            f"{capital(the(starts[0][1]))} most often has the highest net benefit, whatever "
            "wellbeing is worth here"
        )
    spans = [f"{the(starts[0][1])} leads up to about {gbp(starts[1][0])} a point-year"]
    spans += [f"{the(option)} from there" for _, option in starts[1:2]]
    spans += [f"{the(option)} from about {gbp(start)}" for start, option in starts[2:]]
    return f"On net benefit, {', '.join(spans)}"


def over_time(comparison: Comparison, last: Mapping[str, float]) -> str:
    """Where wellbeing ends up under each option, mean of the last year."""
    if not last:
        return "How the months went"
    said = listed([f"{number(value, 2)} under {the(option)}" for option, value in last.items()])
    return f"By the last year wellbeing stands at {said}"
