"""A comparison that has been run, with everything that is shown or stored of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from alliance_sim.analysis import figures, words
from alliance_sim.analysis.appraisal import WellbeingScale, mean_discount
from alliance_sim.analysis.bearing import Sharing, bearing, tolerances
from alliance_sim.analysis.compare import Comparison, compare
from alliance_sim.analysis.figures import Chart
from alliance_sim.analysis.report import RunFacts, render
from alliance_sim.analysis.sources import Sources
from alliance_sim.evidence import catalogue
from alliance_sim.experiments.compare import Results
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.everywhere import where
from alliance_sim.world.prices import in_price_year


@dataclass(frozen=True)
class Finished:
    """One comparison: what was asked, what came out, and what the numbers say."""

    scenario: Scenario
    results: Results
    seed: int
    sources: Sources | None = None
    """Each party's risk by source of luck, where that was asked for."""

    @cached_property
    def comparison(self) -> Comparison:
        """What the numbers say about the options."""
        return compare(self.results.outcomes)

    @cached_property
    def sharing(self) -> dict[str, Sharing]:
        """Who bears the risk in pounds under each option, single providers too."""
        bearable = tolerances(self.scenario.values, len(self.scenario.councils))
        return bearing(self.results.outcomes, self.results.providers, bearable)

    @property
    def place(self) -> str:
        """Where, in words."""
        return where(self.scenario.councils)

    @property
    def headline(self) -> str:
        """The one sentence for a reader with ten seconds."""
        return words.headline(self.comparison, self.place)

    @property
    def scale(self) -> WellbeingScale:
        """How wellbeing becomes pounds in this scenario."""
        values, scenario = self.scenario.values, self.scenario
        counted = scenario.months - scenario.warm_up
        return WellbeingScale(
            points_per_unit=float(values["appraisal.life_satisfaction"]),
            people=self.results.people,
            gbp_per_point_year=in_price_year(values, "appraisal.wellby"),
            discount=mean_discount(float(values["appraisal.discount_wellbeing"]), counted),
        )

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Every figure, in the order of the report."""
        return tuple(plan() for plan in self.plans.values())

    @property
    def plans(self) -> Mapping[str, Callable[[], Chart]]:
        """How to build each figure, by what it shows."""
        return figures.plans(
            self.comparison,
            self.results.monthly,
            scale=self.scale,
            warm_up=self.scenario.warm_up,
            sharing=self.sharing,
            sources=self.sources,
        )

    def report(self, *, command: str, version: str) -> str:
        """The report as one page of HTML; `command` makes it again."""
        facts = RunFacts(
            title=self.scenario.title,
            description=self.scenario.description,
            place=self.place,
            command=command,
            version=version,
            scenario_hash=self.scenario.digest,
            seed=self.seed,
            replications=self.comparison.replications,
            residents=self.scenario.residents,
            months=self.scenario.months,
            warm_up=self.scenario.warm_up,
        )
        return render(self.comparison, self.charts, facts, assumptions(self.scenario), self.scale)


def assumptions(scenario: Scenario) -> pd.DataFrame:
    """Every parameter as this scenario has it: value, range, standing, source, whether changed."""
    rows = [
        {
            "parameter": path,
            "value": scenario.values[path],
            "unit": parameter.unit,
            "low": parameter.low,
            "high": parameter.high,
            "status": "judgement" if path in scenario.overrides else parameter.status,
            "source": [] if path in scenario.overrides else list(parameter.source),
            "changed": path in scenario.overrides,
        }
        for path, parameter in catalogue().parameters.items()
    ]
    return pd.DataFrame(rows)
