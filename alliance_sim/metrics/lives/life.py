"""What is told of one life: its months, and the points at which it took a turn."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from alliance_sim.metrics.lives.roll import Resident

Stage = Literal["unknown", "waiting", "assessed", "reablement", "in care"]

STAGES: tuple[Stage, ...] = ("unknown", "waiting", "assessed", "reablement", "in care")
"""Where a person stands on the way through services, by the model's numbers."""

Turn = Literal[
    "came",
    "found",
    "assessed",
    "handoff_kept",
    "handoff_failed",
    "handoff_lost",
    "reablement",
    "care_begins",
    "joined",
    "contract",
    "moved",
    "handback",
    "closure",
    "care_worker",
    "crisis",
    "left",
]
"""Kinds of turning points; see `TurningPoint`."""


@dataclass(frozen=True, slots=True)
class MonthOfLife:
    """One month of one person; hours are hours in the month, levels run from 0 to 1.

    `came` says who came, by service, for services that the person had or waited for. `care_worker`
    counts this person's care workers from 1 and `same_carer_months` says how long the latest one
    has come; both are None while no home care comes. Of `needed_hours`, `family_hours` are given by
    family and friends, `paid_hours` by care workers, `other_hours` by reablement or people around,
    and `missed_hours` by nobody. `handoffs_tried` counts attempts to pass the person on from one
    bought service to the next, `handoffs_kept` those that worked.
    """

    month: int
    stage: Stage
    came: Mapping[str, str]
    care_worker: int | None
    same_carer_months: float | None
    needed_hours: float
    family_hours: float
    paid_hours: float
    other_hours: float
    missed_hours: float
    crises: int
    handoffs_tried: int
    handoffs_kept: int
    informed: float
    partner: float
    resources: float
    expertise: float
    connected: float
    wellbeing: float

    @property
    def met_hours(self) -> float:
        """Hours of need that somebody met."""
        return self.needed_hours - self.missed_hours


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Something that changed this person's life.

    `service` is the service it is about and `who` the provider, where there is one. For `contract`
    (a contract was let, or the council's own team stepped in) and `moved` (the contract stayed,
    another provider took over), `before` is who came before; `why` is "handback", "closure" or
    "award". For `care_worker`, `why` is "provider" if a change of provider brought the new one and
    "own" if the last one left or was moved. For `handoff_lost`, `why` is "again" if the person has
    to be assessed again and "gone" if the council lost sight of them.
    """

    month: int
    turn: Turn
    service: str = ""
    who: str = ""
    before: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """One person's life under one option: it begins when they come and ends when they leave."""

    option: str
    resident: Resident
    months: tuple[MonthOfLife, ...]
    turning_points: tuple[TurningPoint, ...]

    def after(self, warm_up: int) -> tuple[MonthOfLife, ...]:
        """The months in which this option was in force."""
        return tuple(month for month in self.months if month.month > warm_up)

    def as_dict(self) -> dict[str, Any]:
        """Months and turning points as plain data."""
        return {
            "months": [asdict(month) for month in self.months],
            "turning_points": [asdict(point) for point in self.turning_points],
        }
