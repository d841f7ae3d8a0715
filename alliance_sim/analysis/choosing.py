"""By what the best option is chosen, and the map of where each is best by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alliance_sim.analysis.aims import Aim, aim
from alliance_sim.analysis.appraisal import COST, WELLBEING, WellbeingScale
from alliance_sim.analysis.estimates import Values
from alliance_sim.analysis.influence import Results
from alliance_sim.analysis.regimes import RegimeMap, Winner, in_cells, winner
from alliance_sim.experiments.axes import Axis
from alliance_sim.results.columns import Column

BENEFIT = "net_monetary_benefit_gbp"

CHEAPEST, WELLBEING_AIM, VALUE, BAD_YEAR = "cheapest", "wellbeing", "value", "bad_year"
AIMS = (VALUE, CHEAPEST, WELLBEING_AIM, BAD_YEAR)
"""What an option may be chosen by: value for money, cost, wellbeing, a party's bad year."""


@dataclass(frozen=True)
class Choice:
    """What the best option is chosen by.

    Attributes:
        by: One of `AIMS`.
        scale: How wellbeing becomes life-satisfaction point-years.
        worth: GBP that a point-year is taken to be worth; for value for money.
        party: Whose bad year it is; for a bad year.
    """

    by: str
    scale: WellbeingScale
    worth: float
    party: str = ""

    @property
    def aim(self) -> Aim:
        """The aim, as the analysis of maps knows it."""
        words = {
            CHEAPEST: COST,
            WELLBEING_AIM: WELLBEING,
            VALUE: BENEFIT,
            BAD_YEAR: f"cvar95.{self.party}",
        }
        return aim(words[self.by])

    @property
    def column(self) -> Column:
        """What is compared: its name, its unit, its direction."""
        return self.aim.measure.column

    @property
    def higher_is_better(self) -> bool:
        """The direction."""
        return self.aim.higher_is_better

    def values(self, found: Mapping[str, Values]) -> Values:
        """What is compared, shape (futures, options), from outcomes and parties by column."""
        if self.by != VALUE:
            return found[self.column.name]
        return np.asarray(self.scale.point_years(found[WELLBEING]) * self.worth - found[COST])

    @property
    def results(self) -> Results:
        """The same for a table of runs.

        Raises:
            ValueError: A bad year is not in such tables.
        """
        if self.by == BAD_YEAR:
            raise ValueError("a bad year cannot be told from a few futures")
        if self.by != VALUE:
            return Results(self.column.name)
        return Results(BENEFIT, float(self.scale.point_years(np.array(1.0))) * self.worth)

    def winner(self, found: Mapping[str, Values], options: Sequence[str]) -> Winner:
        """The option that is best in one world, and how clearly."""
        values = self.values(found)
        if self.by != BAD_YEAR:
            return winner(values, options, self.higher_is_better)
        measure = self.aim.measure
        columns = [{measure.column.name: values[:, place]} for place in range(len(options))]
        worst = {name: measure.of(one) for name, one in zip(options, columns, strict=True)}
        means = {name: value for name, value in worst.items() if np.isfinite(value)}
        ranked = sorted(means, key=lambda option: -means[option])
        best, second, *_ = (*ranked, "", "")
        nobody = {measure.column.name: values[:0, 0]}
        one, other = (
            columns[list(options).index(name)] if second else nobody for name in (best, second)
        )
        return Winner(best, second, measure.change(one, other), worst)


def map_by(
    found: Sequence[Mapping[str, Values]],
    options: Sequence[str],
    choice: Choice,
    x: Axis,
    y: Axis,
    *,
    seed: int,
    usual: tuple[float, float],
) -> RegimeMap:
    """The map of where each option is best, from what became of a grid of worlds.

    Args:
        found: outcomes of each world, x moving first.
        options: what was compared.
        choice: what is best by.
        x: across.
        y: up.
        seed: seed of the luck.
        usual: where the scenario as it is lies.

    Raises:
        ValueError: There are not as many worlds as cells.
    """
    cells = in_cells([choice.winner(one, options) for one in found], x, y)
    futures = len(choice.values(found[0]))
    return RegimeMap(tuple(options), choice.aim, x, y, cells, futures, seed, usual)
