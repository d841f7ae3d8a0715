"""An agreement: a payment rule and all that is written around it."""

from collections.abc import Mapping, Sequence
from math import fsum, isclose
from typing import Self

from pydantic import Field, model_validator

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

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.rule.needs_target and (self.target_adjustments or self.quality):
            part = "target_adjustments" if self.target_adjustments else "quality"
            raise ValueError(f"{part}: {self.rule.kind} shares nothing against a target")
        _weights_of_one("result_areas", [area.weight for area in self.result_areas])
        _different("result_areas", [area.name for area in self.result_areas])
        parties = sides(self.parties)
        _different("parties", [party.name for party in parties])
        for side in ("commissioner", "provider"):
            own = [party for party in parties if party.side == side]
            for field in ("share", "fee_share", "cost_share"):
                parts = [getattr(party, field) for party in own]
                whole = [p.share if x is None else x for p, x in zip(own, parts, strict=True)]
                if side == "provider" or field == "share":
                    _weights_of_one(f"parties: {field} on the {side}'s side", whole)
        in_order(parties)
        return self

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


def _weights_of_one(what: str, weights: Sequence[float]) -> None:
    """Refuse weights that do not add up to 1; none at all will do."""
    if weights and not isclose(fsum(weights), 1):
        raise ValueError(f"{what}: must add up to 1, and add up to {fsum(weights):g}")


def _different(what: str, names: Sequence[str]) -> None:
    """Refuse names that come twice."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{what}: '{twice[0]}' is named twice")
