"""The three main levers: each moves one assumption, or several alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from alliance_sim.evidence import Parameter, Value, catalogue
from alliance_sim.experiments.axes import ALIASES
from alliance_sim.rules.mechanisms import MECHANISMS
from alliance_sim.scenario import Scenario

PER_CENT = 100


@dataclass(frozen=True)
class Lever:
    """One lever.

    Attributes:
        key: Its name in a link.
        paths: The parameters that it sets, all to the same value.
        nodes: Places at which every story has been simulated; between them an estimate is
            interpolated. The first and the last are the lever's ends. Shares count in per cent.
    """

    key: str
    paths: Sequence[str]
    nodes: tuple[int, ...]

    @property
    def parameters(self) -> list[Parameter]:
        """The parameters that it sets."""
        return [catalogue().parameters[path] for path in self.paths]

    @property
    def low(self) -> int:
        """The least that it can be set to."""
        return self.nodes[0]

    @property
    def high(self) -> int:
        """The most that it can be set to."""
        return self.nodes[-1]

    @property
    def is_share(self) -> bool:
        """Whether it counts in per cent."""
        return self.parameters[0].unit == "share"

    def settings(self, place: int) -> Mapping[str, Value]:
        """The parameters by path that a place of the lever stands for, each within its range."""
        value = place / PER_CENT if self.is_share else place
        found: dict[str, Value] = {}
        for one in self.parameters:
            low = value if one.low is None else max(value, float(one.low))
            found[one.path] = one.normal(low if one.high is None else min(low, float(one.high)))
        return found

    def in_story(self, scenario: Scenario) -> int:
        """Where a scenario that leaves the lever alone has it, within the lever's ends.

        The mean where the lever sets several parameters and they differ; settings of ways of
        buying that are not compared do not count.
        """
        compared = _compared(scenario)
        own = [
            float(scenario.values[path])
            for path in self.paths
            if (way := path.partition(".")[0]) in compared or way not in MECHANISMS
        ]
        if not own:
            return self.low
        mean = sum(own) / len(own) * (PER_CENT if self.is_share else 1)
        return min(max(round(mean), self.low), self.high)

    def acts_in(self, scenario: Scenario) -> bool:
        """Whether anything that is compared takes what the lever sets from the parameters."""
        ways = {path.partition(".")[0] for path in self.paths} & {*MECHANISMS}
        return not ways or bool(ways & _compared(scenario))


def _compared(scenario: Scenario) -> set[str]:
    """The ways of buying that a scenario compares, by the names that scenarios use."""
    kinds = {type(option) for option in scenario.options.values()}
    return {name for name, way in MECHANISMS.items() if way in kinds}


LEVERS: Mapping[str, Lever] = MappingProxyType(
    {
        lever.key: lever
        for lever in (
            Lever("visible", ALIASES["kpi_visibility"], (0, 15, 30, 45, 60)),
            Lever("bidders", ALIASES["bidders"], (3, 7, 11, 17, 25)),
            Lever(
                "months",
                (
                    "alliance.continuity.set_up_months",
                    "voluntary_consortium.continuity.set_up_months",
                ),
                (0, 6, 12, 18, 24),
            ),
        )
    }
)
"""The levers by key: what contracts can see, who could bid, how long partners take to set up."""
