"""The tables that documents show: the options, what changes between them, who bears what."""

from dataclasses import dataclass

from alliance_sim.analysis import words
from alliance_sim.analysis.compare import BEST_BY, Comparison
from alliance_sim.analysis.figures.risk import shown_parties
from alliance_sim.analysis.formats import MISSING, futures, interval, label, number, show, the
from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME, SCORE
from alliance_sim.views.exports.text import one_line
from alliance_sim.views.finished import Finished
from alliance_sim.views.tables import DIFFERENCE_DECIMALS, SHOWN, title_of

SCALE = "0\u00a0to\u00a01"
"""The scale of scores; a line must not break inside it."""


@dataclass(frozen=True)
class Grid:
    """A table ready to print; a cell may hold several lines."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def first(self, rows: int) -> tuple["Grid", str]:
        """At most so many rows, an option each, and a sentence on those left out, if any."""
        if len(self.rows) <= rows:
            return self, ""
        left = len(self.rows) - rows
        note = f"{number(left)} more {'option is' if left == 1 else 'options are'} not shown here."
        return Grid(self.caption, self.head, self.rows[:rows]), note


def summary(finished: Finished) -> Grid:
    """Each option's means, with 95 % intervals, and how often it does best."""
    comparison = finished.comparison
    several = len(comparison.options) > 1
    rows = []
    for option in comparison.options:
        cells = []
        for name in SHOWN:
            column, e = BY_OUTCOME[name], comparison.outcomes[option][name]
            spread = [interval(column, e.low, e.high)] if e.n > 1 else []
            cells.append("\n".join([show(column, e.mean), *spread]))
        first = comparison.probability_best[words.BENEFIT][option] if several else 0
        often = [f"{futures(first, comparison.replications)} futures"] if several else []
        rows.append((_name(option), *cells, *often))
    spreads = ", with 95% intervals beneath" if comparison.replications > 1 else ""
    return Grid(
        f"The options side by side: means over {words.runs(comparison)}{spreads}",
        ("Option", *map(_heading, SHOWN), *(["Highest net benefit in"] if several else [])),
        tuple(rows),
    )


def differences(finished: Finished) -> Grid | None:
    """Every other option less the first, future by future; None where there is only one."""
    comparison = finished.comparison
    first, *others = comparison.options
    if not others:
        return None
    rows = []
    for option in others:
        cells = []
        for outcome in SHOWN:
            column, found = BY_OUTCOME[outcome], comparison.difference(option, first, outcome)
            finer, e = 0 if column.is_money else DIFFERENCE_DECIMALS, found.estimate
            lines = [show(column, e.mean, signed=True, finer=finer)]
            if e.n > 1:
                lines.append(interval(column, e.low, e.high, signed=True, finer=finer))
                lines.append(f"better in {futures(found.p_better, e.n)}")
            cells.append("\n".join(lines))
        rows.append((_name(option), *cells))
    spreads = (
        ", its 95% interval, and how often it is better" if comparison.replications > 1 else ""
    )
    return Grid(
        f"What changes against {one_line(the(first))}: mean change{spreads}",
        ("Option", *map(_heading, SHOWN)),
        tuple(rows),
    )


def bearers(finished: Finished) -> Grid:
    """What each party gains or loses a year under each option."""
    comparison = finished.comparison
    parties = [party for party in shown_parties(comparison) if party.part_of is None]
    many = comparison.replications > 1
    rows = []
    for option in comparison.options:
        cells = []
        for party in parties:
            found, column = comparison.risk[option][party.name], party.column
            mean = show(column, found.mean, signed=True)
            bad = f"bad year {show(column, found.cvar95, signed=True)}"
            often = f"loss in {futures(found.p_loss, found.n)}"
            cells.append("\n".join([mean, bad, often] if found.n > 1 else [mean]))
        rows.append((_name(option), *cells))
    spreads = (
        ": the mean, a bad year (mean of the worst 5% of futures) and in how many futures it loses"
    )
    return Grid(
        f"What each party gains (+) or loses (−) a year{spreads if many else ''}",
        ("Option", *(f"{party.label}{_unit(party.column)}" for party in parties)),
        tuple(rows),
    )


def first_places(finished: Finished) -> Grid | None:
    """In how many futures each option comes first; None where there is only one option."""
    comparison = finished.comparison
    if len(comparison.options) == 1:
        return None
    heads = (f"{BY_OUTCOME[n].label}: {'highest' if up else 'lowest'}" for n, up in BEST_BY.items())
    rows = [
        (_name(o), *(_times(comparison, comparison.probability_best[n][o]) for n in BEST_BY))
        for o in comparison.options
    ]
    return Grid("In how many futures each option comes first", ("Option", *heads), tuple(rows))


def _times(comparison: Comparison, share: float) -> str:
    said = futures(share, comparison.replications)
    return said if said == MISSING else f"{said} futures"


def _name(option: str) -> str:
    return one_line(label(option))


def _heading(outcome: str) -> str:
    column = BY_OUTCOME[outcome]
    return f"{title_of(column)}, {SCALE}" if column.unit == SCORE else title_of(column)


def _unit(column: Column) -> str:
    if column.is_money:
        return ""
    return f", {column.unit.replace('points on the 0 to 1 scale', SCALE)}"
