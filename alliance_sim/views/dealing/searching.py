"""A search for deals as work for the desk: aims and limits in words, and how large it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from alliance_sim.analysis import aims
from alliance_sim.analysis.design import Design, Search
from alliance_sim.experiments.terms import chosen
from alliance_sim.rules.mechanisms import Alliance
from alliance_sim.scenario import Scenario
from alliance_sim.views.desk.job import Tell, Work

AIMS: Mapping[str, str] = MappingProxyType(
    {
        "benefit": "net_monetary_benefit_gbp",
        "cost": "cost_total_gbp",
        "wellbeing": "wellbeing",
        "council_bad_year": "cvar95.commissioner",
        "providers_bad_year": "cvar95.providers",
        "charities_bad_year": "cvar95.voluntary_sector",
        "council_swing": "sd.commissioner",
    }
)
"""What may be wanted: its name in a link, and the aim as `alliance-sim design` reads it."""

LIMITS: Mapping[str, str] = MappingProxyType(
    {
        "reserves": aims.RESERVES,
        "providers_loss": "p_loss.providers<=0.1",
        "charities_loss": "p_loss.voluntary_sector<=0.25",
        "margin": "provider_margin_share>=0.02",
        "nobody_closes": "insolvency<=0.05",
    }
)
"""What must hold, the same way."""

TRIES, FUTURES, OTHER_FUTURES, POINTS = 24, 5, 16, 5
"""How large a search is unless said: some two hundred runs, about a minute on two cores."""

MOST_TRIES = 100


@dataclass(frozen=True)
class Hunt:
    """One search for deals. Equal hunts find the same."""

    digest: str
    """Fingerprint of the scenario."""

    option: str
    aims: tuple[str, ...]
    limits: tuple[str, ...]
    tries: int
    seed: int

    @property
    def key(self) -> tuple[object, ...]:
        """What the result depends on, for the desk."""
        return ("deals", self)


def usual_option(scenario: Scenario) -> str:
    """The first alliance, whose terms most ask for; else the first option."""
    alliances = [n for n, option in scenario.options.items() if isinstance(option, Alliance)]
    return [*alliances, *scenario.options][0]


def searchable(scenario: Scenario) -> list[str]:
    """The options that have terms a search may set."""
    return [name for name, option in scenario.options.items() if chosen(option, ())]


def hunting(scenario: Scenario, hunt: Hunt) -> Work:
    """The search as work: every run a task of the executor, told by the number of tries done."""

    def work(executor: Any, tell: Tell) -> Design:
        share = float(scenario.values["design.years_short"])
        tell(0, hunt.tries)
        return Search(
            scenario,
            hunt.option,
            chosen(scenario.options[hunt.option], ()),
            [aims.aim(AIMS[name]) for name in hunt.aims],
            [aims.limit(LIMITS[name], share) for name in hunt.limits],
            executor,
        ).run(
            tries=hunt.tries,
            replications=FUTURES,
            test_replications=OTHER_FUTURES,
            seed=hunt.seed,
            points=POINTS,
            progress=tell,
        )

    return work
