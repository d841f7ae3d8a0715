"""Sobol indices: what part of an outcome's variance each factor makes, alone and with others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from alliance_sim.analysis.estimates import CONFIDENCE, Values
from alliance_sim.analysis.figures.chart import Chart
from alliance_sim.analysis.formats import capital, number
from alliance_sim.analysis.studies.cases import Cases, Target, names_of
from alliance_sim.analysis.studies.design_checks import sobol_blocks, whole_blocks
from alliance_sim.analysis.studies.figures.ranked import Mark, Panel, draw_ranked
from alliance_sim.analysis.studies.finding import Finding
from alliance_sim.analysis.studies.luck import Luck, luck
from alliance_sim.analysis.studies.problem import AnalysisError
from alliance_sim.analysis.studies.ranking import NAMED, Ranking, headline
from alliance_sim.analysis.studies.wording import basis, told

RESAMPLES = 1000
"""Bootstrap resamples of the blocks behind an interval."""

LEAST_BLOCKS = 2
SMALL = 0.05
"""A total index below this is called small."""


@dataclass(frozen=True)
class Indices:
    """The indices of one target; intervals are the estimate plus or minus `_reach`."""

    target: Target
    first: Values
    first_reach: Values
    total: Values
    total_reach: Values
    second: Values | None
    """Shape (factors, factors), known above the diagonal; None where it was not sampled."""

    second_reach: Values | None
    luck: Luck

    @property
    def ranking(self) -> Ranking:
        """Factors by their total index."""
        low, high = self.total - self.total_reach, self.total + self.total_reach
        return Ranking(self.target, self.total, low, high, self.luck, SMALL)


def indices(values: Values, factors: int, *, second: bool, seed: int) -> dict[str, Values]:
    """The indices of one output over a whole Sobol design (Saltelli and others, 2010).

    Args:
        values: one value a row, blocks in order.
        factors: how many are varied.
        second: whether the blocks have rows for second order.
        seed: seed of the bootstrap.

    Returns:
        SALib's result: `S1`, `S1_conf`, `ST`, `ST_conf` and, for second order, `S2`, `S2_conf`.
        Where the output never changes, every index is 0.
    """
    from SALib.analyze import sobol

    if np.ptp(values) == 0:
        found = {name: np.zeros(factors) for name in ("S1", "S1_conf", "ST", "ST_conf")}
        upper = np.where(np.triu(np.ones((factors, factors)), 1) > 0, 0.0, np.nan)
        return found | ({"S2": upper, "S2_conf": upper} if second else {})
    problem = {
        "num_vars": factors,
        "names": [str(place) for place in range(factors)],
        "bounds": [[0.0, 1.0]] * factors,
    }
    found = sobol.analyze(
        problem,
        values,
        calc_second_order=second,
        num_resamples=RESAMPLES,
        conf_level=CONFIDENCE,
        # SALib takes seed 0 for no seed.
        seed=seed + 1,
    )
    return {name: np.asarray(found[name]) for name in found}


def sobol_indices(cases: Cases, seed: int) -> tuple[list[Indices], int]:
    """The indices of every paired difference and option, and how many whole blocks there were.

    Blocks in which a row has no result are left out whole.

    Raises:
        AnalysisError: The design is another, or hardly anything of it has run.
    """
    length, second = sobol_blocks(cases.places)
    used = whole_blocks(cases.is_known, length)
    blocks = int(used.sum()) // length
    if blocks < LEAST_BLOCKS:
        raise AnalysisError(
            f"Sobol indices need {LEAST_BLOCKS} whole blocks of {length} rows; {blocks} have run"
        )
    kept = cases.only(used)
    found = []
    for target in kept.targets:
        one = indices(target.means, len(cases.factors), second=second, seed=seed)
        found.append(
            Indices(
                target,
                one["S1"],
                one["S1_conf"],
                one["ST"],
                one["ST_conf"],
                one.get("S2"),
                one.get("S2_conf"),
                luck(target.runs),
            )
        )
    return found, blocks


def find(cases: Cases, seed: int) -> Finding:
    """Sobol indices of every paired difference and option, with 95 % intervals.

    Raises:
        AnalysisError: The design is another, or hardly anything of it has run.
    """
    found, blocks = sobol_indices(cases, seed)
    names = names_of(cases.factors)
    title = headline(
        [one.ranking for one in found],
        names,
        "{who} matters most to {what}",
        "{who} matter most to {what}",
    )
    paragraph = _paragraph(found, names, blocks)
    tables = {"indices": _table(cases, found), "luck": _luck_table(found)}
    if found[0].second is not None:
        tables["second_order"] = _second_table(cases, found)
    chart = Chart(
        name="sobol",
        subject="Sobol indices of each factor",
        title=title,
        takeaway=f"{title}.",
        alt=f"Dot plot of total and first-order Sobol indices of each factor. {title}.",
        description=paragraph,
        table=tables["indices"],
        figure=_draw(cases, found, names, title, blocks),
    )
    return Finding("sobol", title, paragraph, tables, (chart,))


def _draw(
    cases: Cases, found: Sequence[Indices], names: list[str], title: str, blocks: int
) -> Figure:
    panels = [
        Panel(
            one.target.heading,
            [
                (Mark(t - tr, t, t + tr), Mark(f - fr, f, f + fr))
                for t, tr, f, fr in zip(
                    one.total, one.total_reach, one.first, one.first_reach, strict=True
                )
            ],
        )
        for one in found
    ]
    return draw_ranked(
        title,
        f"{basis(cases.column)}. Filled: total index, the part of the variance that the factor has "
        "a hand in, together with others too. Hollow: first-order index, what it makes alone. "
        f"Bars: 95% interval. {blocks:,} blocks of a Sobol design.",
        names,
        panels,
        lambda value: number(value, 2),
        lambda value: number(value, 2),
        "share of the variance",
    ).figure


def _paragraph(found: Sequence[Indices], names: list[str], blocks: int) -> str:
    opening = (
        f"Sobol indices from {blocks:,} blocks of the design. The total index of a factor is the "
        "part of an outcome's variance that it has a hand in; the first-order index is the part "
        "it makes alone."
    )
    points = []
    for one in found:
        order = np.argsort(-one.total, kind="stable")[:NAMED]
        parts = [
            f"{names[place]} {number(total, 2)} ({number(total - reach, 2)} to "
            f"{number(total + reach, 2)}), alone {number(one.first[place], 2)}"
            for place in order
            for total, reach in [(one.total[place], one.total_reach[place])]
            if total > 0
        ]
        if not parts:
            points.append(f"{capital(one.target.words)}: it is the same in every row.")
            continue
        small, alone = int((one.total < SMALL).sum()), float(one.first.sum())
        rest = (
            "what is missing to 1 comes of factors acting together, and of luck"
            if alone < 1
            else "more than 1 comes of few blocks"
        )
        points.append(
            f"{capital(one.target.words)}: {'; '.join(parts)}. First-order indices add up to "
            f"{number(alone, 2)}; {rest}. {number(small)} of {number(len(names))} factors have a "
            f"total index below {number(SMALL, 2)}. {one.luck.words()}"
        )
    closing = [
        (
            "In brackets: 95% bootstrap intervals over blocks; an index near 0 can come out a "
            "little below it, and a total index of few blocks above 1."
        ),
        "The indices are of the ranges that the study set, no others.",
    ]
    return told(opening, points, closing)


def _table(cases: Cases, found: Sequence[Indices]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "target": one.target.name,
                "outcome": cases.column.name,
                "factor": factor.name,
                "factor_unit": factor.unit,
                "first": one.first[place],
                "first_low": one.first[place] - one.first_reach[place],
                "first_high": one.first[place] + one.first_reach[place],
                "total": one.total[place],
                "total_low": one.total[place] - one.total_reach[place],
                "total_high": one.total[place] + one.total_reach[place],
            }
            for one in found
            for place, factor in enumerate(cases.factors)
        ]
    )


def _second_table(cases: Cases, found: Sequence[Indices]) -> pd.DataFrame:
    rows = []
    for one in found:
        if one.second is None or one.second_reach is None:
            continue
        for i, j in combinations(range(len(cases.factors)), 2):
            index, reach = one.second[i, j], one.second_reach[i, j]
            rows.append(
                {
                    "target": one.target.name,
                    "outcome": cases.column.name,
                    "factor": cases.factors[i].name,
                    "with": cases.factors[j].name,
                    "second": index,
                    "second_low": index - reach,
                    "second_high": index + reach,
                }
            )
    columns = ["target", "outcome", "factor", "with", "second", "second_low", "second_high"]
    return pd.DataFrame(rows, columns=columns)


def _luck_table(found: Sequence[Indices]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "target": one.target.name,
                "luck_share_of_variance": one.luck.share,
                "sd_between_replications": one.luck.within,
            }
            for one in found
        ]
    )
