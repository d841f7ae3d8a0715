"""Put a deal into an option of the story, as far as a simulated option can hold it."""

from dataclasses import dataclass
from typing import Any

from alliance_sim.experiments.search import Point
from alliance_sim.experiments.terms import PLACES, with_terms
from alliance_sim.rules.contracts import Agreement
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.scenario.load import with_changes
from alliance_sim.scenario.ways import FIELD
from alliance_sim.scenario.write import as_yaml, plain_option
from alliance_sim.views.asked.question import Asked

AROUND = (
    "parties",
    "quality",
    "retention",
    "target_adjustments",
    "result_areas",
    "target_cost_gbp",
    "price_gbp",
    "revenue_gbp",
    "expected_units",
)
"""Parts of a deal that stand around its payment rule; a simulated option settles by its rule."""


@dataclass(frozen=True)
class Placed:
    """A deal in the story.

    Attributes:
        asked: What is asked with it.
        as_changes: Whether it is told as changes of the story; where a change of single values
            cannot say it, the story becomes the visitor's own scenario.
        left_out: Parts of the deal that the option cannot hold, of `AROUND`.
    """

    asked: Asked
    as_changes: bool
    left_out: tuple[str, ...]


def left_out(agreement: Agreement) -> tuple[str, ...]:
    """The parts of a deal that no simulated option can hold."""
    return tuple(name for name in AROUND if getattr(agreement, name))


def placed(asked: Asked, option: str, agreement: Agreement) -> Placed:
    """What is asked, with an option paid by a deal's rule.

    Raises:
        InputError: The option cannot be paid so.
    """
    now = plain_option(asked.scenario().options[option])["contract"]
    rule = agreement.rule.model_dump(mode="json")
    # The general movement of costs is the story's own; a deal for one year says nothing of it.
    if rule.get("indexation") == 0 and "indexation" in now:
        rule["indexation"] = now["indexation"]
    different = {name: value for name, value in rule.items() if now.get(name) != value}
    is_same_kind = now["kind"] == rule["kind"]
    is_plain = all(isinstance(value, str | int | float | bool) for value in different.values())
    left = left_out(agreement)
    if is_same_kind and is_plain:
        changed = asked
        for name, value in different.items():
            changed = changed.with_change(f"{FIELD}.{option}.contract.{name}", value)
        changed.scenario()
        return Placed(changed, True, left)
    written = plain_option(asked.scenario().options[option])
    written["contract"] = rule
    return Placed(_own(asked, option, written), False, left)


def point_placed(asked: Asked, option: str, point: Point) -> Asked:
    """What is asked, with an option that has the terms a search found.

    Raises:
        InputError: The terms contradict one another.
    """
    return _own(asked, option, dict(with_terms(asked.scenario(), option, point, option)))


def contract_of(option: Mechanism, point: Point) -> dict[str, Any]:
    """A point's own contract terms, of those that the editor of a deal can show."""
    known = type(option.contract).model_fields
    return {
        name: value
        for name, value in point.items()
        if PLACES.get(name) == "contract" and name in known and name != "indexation"
    }


def _own(asked: Asked, option: str, settings: dict[str, Any]) -> Asked:
    scenario = with_changes(asked.scenario(), {f"{FIELD}.{option}": settings})
    return Asked(own=as_yaml(scenario.written), futures=asked.futures, seed=asked.seed)
