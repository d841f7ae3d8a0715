"""Watching: attention that answers to what is seen, lapses, inspections and action plans."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.watching import (
    answering,
    next_attention,
    next_lapse,
    visit_chances,
)
from alliance_sim.world.delivery import Standing
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


def of_governance(world: "World", name: str) -> Floats:
    """A setting of governance for each provider, by the contract it serves under, else 0."""
    found = np.zeros(world.market.rows)
    for deal in world.posts.deals:
        found[deal.members] = getattr(deal.mechanism.governance, name)
    return found


def somewhere(world: "World", name: str) -> bool:
    """Whether a setting of governance is above 0 under any contract of the run."""
    ways = (world.mechanism, world.inherited)
    return any(getattr(way.governance, name) > 0 for way in ways)


def by_work(world: "World", table: Floats) -> Floats:
    """Mean over each provider's services, shape (providers, services), by hours wanted of it."""
    wanted = world.demand_by_provider
    total = wanted.sum(axis=1)
    return np.asarray((table * wanted).sum(axis=1) / np.where(total > 0, total, 1.0))


def seen_quality(world: "World") -> Floats:
    """Quality of each provider as reports show it to the council, 0 to 1, shape (providers,)."""
    visible, delivery = world.kpi_visibility, world.delivery
    shown = (delivery.reported + visible * delivery.relational) / (1 + visible)
    return np.clip(by_work(world, shown) + world.flattery, 0, 1)


def lived_quality(world: "World") -> Floats:
    """Quality of each provider's services as lived, shape (providers, services)."""
    weight, delivery = world.relational_share, world.delivery
    return np.asarray((1 - weight) * delivery.verifiable + weight * delivery.relational)


class Watching:
    """What the council has noticed of each provider, and what it does about it.

    `attention` multiplies monitoring as the contract states it; `lapse` is how far practice has
    slipped, 0 to 1; `plan` months left of an action plan; all of shape (providers,).
    """

    def __init__(self, world: "World") -> None:
        self.values = world.values
        rows = world.market.rows
        self.attention = np.ones(rows)
        self.lapse = np.zeros(rows)
        self.plan = np.zeros(rows)
        self.answers = somewhere(world, "monitoring_response")
        self.lapses = world.values["monitoring.lapse_rate"] > 0
        self.visits = somewhere(world, "inspections")
        self.on = self.answers or self.lapses or self.visits

    def shape(self, world: "World", terms: Terms, standing: Standing) -> tuple[Terms, Standing]:
        """Terms and standing as they are with all this."""
        if self.answers:
            response = of_governance(world, "monitoring_response")
            watched = answering(terms.monitoring, response, self.attention)
            terms = terms._replace(monitoring=watched)
        if self.visits:
            strict = np.where(self.plan > 0, 1.0, terms.monitoring)
            terms = terms._replace(monitoring=strict)
        if self.lapses:
            self._slip(world)
            depth = self.values["monitoring.lapse_depth"]
            standing = standing._replace(lead=standing.lead - depth * self.lapse)
        return terms, standing

    def _slip(self, world: "World") -> None:
        """Practice slips by luck, the same under every way of buying."""
        market = world.market
        luck = world.streams.uniform("lapse", world.month, market.number)
        self.lapse[~market.active] = 0.0
        self.lapse[luck < self.values["monitoring.lapse_rate"] / 12] = 1.0

    def month(self, world: "World") -> None:
        """What the month's reports and visits lead to."""
        values = self.values
        self.plan = np.maximum(self.plan - 1, 0)
        seen = seen_quality(world)
        if self.answers:
            self.attention = next_attention(
                self.attention,
                np.where(world.holds, seen, values["effort.quality_floor"]),
                values["effort.quality_floor"],
                values["monitoring.ease_range"],
                values["monitoring.attention_speed"],
            )
        if self.visits:
            self._visit(world, seen)
        if self.lapses:
            self.lapse = next_lapse(
                self.lapse,
                values["monitoring.lapse_mend"],
                values["monitoring.watched_mend"] * world.delivery.felt,
                values["monitoring.plan_mend"] * (self.plan > 0),
            )

    def _visit(self, world: "World", seen: Floats) -> None:
        """Inspectors go, find or fail to find, and put whom they find failing under a plan."""
        values, market = self.values, world.market
        there = (world.holds & (market.kind != world.in_house_kind)).astype(float)
        chance = visit_chances(
            of_governance(world, "inspections") / 12,
            of_governance(world, "risk_based"),
            seen,
            there,
            values["monitoring.ease_range"],
        )
        visited = world.streams.uniform("inspection", world.month, market.number) < chance
        failing = by_work(world, lived_quality(world)) < values["monitoring.failing_line"]
        luck = world.streams.uniform("finding", world.month, market.number)
        found = visited & failing & (luck < values["monitoring.detection"])
        wronged = visited & ~failing & (luck < values["monitoring.false_alarm"])
        self.plan[found | wronged] = values["monitoring.plan_months"]
        market.trust[wronged] *= 1 - values["monitoring.injustice"]
        council = np.bincount(
            market.council,
            values["monitoring.visit_cost"] * visited
            + values["monitoring.plan_cost"] * (self.plan > 0),
            minlength=world.place.n_councils,
        ).astype(float)
        world.ledger.post(
            world.month, "monitoring", world.accounts.council, world.accounts.work, council
        )
        record = world.record
        record.note("visits", float(visited.sum()))
        record.note("visits_to_failing", float((visited & failing).sum()))
        record.note("found_failing", float(found.sum()))
        record.note("wrongly_failing", float(wronged.sum()))
        record.note("harm_detected", self._harm(world))

    def _harm(self, world: "World") -> float:
        """Hours of failing care this month from providers that an action plan has reached."""
        serves = np.maximum(world.serves, 0)
        service = np.arange(len(serves))[:, None]
        failing = lived_quality(world)[serves, service] < self.values["monitoring.failing_line"]
        hours = world.units * world.staff_hours[:, None]
        return float((hours * failing * (self.plan > 0)[serves]).sum())
