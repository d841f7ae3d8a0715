"""An agreement: a payment rule and all that is written around it."""

from collections.abc import Mapping, Sequence
from math import fsum, isclose

from pydantic import Field, ValidationInfo, field_validator

from alliance_sim.rules.contracts.kinds import Contract
from alliance_sim.rules.contracts.parties import Party, in_order, share_among, sides
from alliance_sim.rules.contracts.pence import PENCE, pence
from alliance_sim.rules.contracts.quality import Quality, Retention
from alliance_sim.rules.contracts.settlement import Actuals, Settlement
from alliance_sim.rules.frozen import Frozen, Money, Share


class ResultArea(Frozen):
    """One key result area, or one outcome that is agreed."""

    name: str = Field(min_length=1)
    """What it is called."""

    weight: Share
    """What it counts of the overall result; the weights add up to 1."""


class TargetAdjustment(Frozen):
    """A change of scope that moves the target: a compensation event.

    Sources: S37, S38, S45.
    """

    reason: str = Field(min_length=1)
    """What happened."""

    amount_gbp: float
    """By how much the target rises or, negative, falls, in GBP."""


class Agreement(Frozen):
    """A payment rule, the amounts agreed, what moves them, and the parties who share the result.

    First the target is adjusted; the rule then says the provider side's money, within its own
    caps; quality and retention act on that; in the end each side is divided among its parties,
    each within its own limits. With none of these parts, it settles as the rule alone does.
    """

    rule: Contract
    """How the provider side is paid."""

    title: str = ""
    """What the deal is called."""

    description: str = ""
    """What it is about."""

    target_cost_gbp: Money | None = None
    """Agreed target or benchmark, before adjustments, GBP."""

    price_gbp: Money | None = None
    """Agreed price: of a unit, of a person, or of the period, as the kind has it, GBP."""

    expected_units: float | None = Field(None, gt=0)
    """Units that the agreed amount is meant for."""

    revenue_gbp: Money | None = None
    """The provider side's own revenue from the work, GBP."""

    result_areas: tuple[ResultArea, ...] = ()
    """Key result areas or outcomes by name, with their weights."""

    target_adjustments: tuple[TargetAdjustment, ...] = ()
    """Compensation events: what has moved the target since it was agreed."""

    quality: Quality | None = None
    """What performance does to gain and pain."""

    retention: Retention | None = None
    """What is held back until quality is shown."""

    parties: tuple[Party, ...] = ()
    """Who the parties are; one a side unless they are named."""

    @field_validator("target_adjustments", "quality")
    @classmethod
    def _has_a_target(cls, part: object, info: ValidationInfo) -> object:
        rule = info.data.get("rule")
        if part and rule is not None and not rule.needs_target:
            raise ValueError(f"{rule.kind} shares no gain or pain against a target")
        return part

    @field_validator("result_areas")
    @classmethod
    def _areas_make_a_whole(cls, areas: tuple[ResultArea, ...]) -> tuple[ResultArea, ...]:
        _make_one("weight of all areas", [area.weight for area in areas])
        _different([area.name for area in areas])
        return areas

    @field_validator("parties")
    @classmethod
    def _sides_make_a_whole(cls, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        everyone = sides(parties)
        _different([party.name for party in everyone])
        for side in ("commissioner", "provider"):
            own = [party for party in everyone if party.side == side]
            _make_one(f"share of the parties on the {side}'s side", [p.share for p in own])
        own = [party for party in everyone if party.side == "provider"]
        _make_one("fee_share of providers", [party.part_of_fee for party in own])
        _make_one("cost_share of providers", [party.part_of_cost for party in own])
        in_order(everyone)
        return parties

    def result(self, results: Mapping[str, float]) -> float:
        """The overall result of all areas, each -1 to 1, by their weights.

        Areas that are not declared count alike; one that is declared and not given is 0.

        Raises:
            KeyError: If a result is given for an area that the agreement does not have.
        """
        weights = {area.name: area.weight for area in self.result_areas}
        weights = weights or dict.fromkeys(results, 1 / len(results) if results else 0.0)
        return fsum(weights[name] * value for name, value in results.items())

    def settle(self, actuals: Actuals) -> Settlement:
        """Settle, with `target_cost_gbp` of `actuals` as it was before adjustments.

        Raises:
            ValueError: As the rule does; or if a limit is a share of a target that there is not.
        """
        if self.target_adjustments:
            moved = sum(pence(event.amount_gbp) for event in self.target_adjustments)
            target = (pence(actuals.target_cost_gbp) + moved) / PENCE
            actuals = actuals._replace(target_cost_gbp=target)
        settlement = self.rule.settle(actuals)
        if self.quality is not None:
            settlement = self.quality.applied(settlement, actuals.performance)
        if self.retention is not None:
            settlement = self.retention.applied(settlement, actuals.performance)
        if self.parties:
            settlement = share_among(settlement, sides(self.parties))
        return settlement


def _make_one(what: str, parts: Sequence[float]) -> None:
    """Refuse parts that do not add up to 1; none at all will do."""
    if parts and not isclose(fsum(parts), 1):
        raise ValueError(f"{what} must add up to 1, and adds up to {fsum(parts):g}")


def _different(names: Sequence[str]) -> None:
    """Refuse names that come twice."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"'{twice[0]}' is named twice")
