"""Where effort goes, whose own it is, and what being watched takes of it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.metrics.measures.served import at_work, by_voluntary, weighted, work
from alliance_sim.rules.behaviour.effort import Effort, Incentives, choose_effort, own_motivation
from alliance_sim.rules.behaviour.workforce import human_scale
from alliance_sim.world.record import BASIS

Floats = NDArray[np.float64]


class Chosen(NamedTuple):
    """Effort of every provider as it chose it, and as the contract alone would have had it.

    Arrays of shape (months, providers, services); `own` the weight of outcomes that is its own,
    shape (months, providers). Over all months but the first, whose choice no record precedes.
    """

    made: Effort
    paid_for: Effort
    own: Floats


def efforts_chosen(period: Counted) -> Chosen:
    """Efforts worked out again from what they were chosen on."""
    world, record = period.world, period.world.record
    market, rules = world.market, world.working
    now = dict(zip(BASIS, record.basis[1:].swapaxes(0, 1)[..., None], strict=True))
    own = own_motivation(
        now["mission"],
        rules.crowding_out,
        now["felt"] * (1 - market.shield[:, None]),
        now["kpi"] + now["outcome"],
        rules.incentive_crowding,
        rules.incentive_drop,
    )
    scale = human_scale(
        np.minimum(now["size"], market.largest_team[:, None]),
        record.table("turnover")[:-1],
        record.basis[:-1, BASIS.index("continuity"), :, None],
        rules.half_size,
        rules.turnover_on_relations,
        rules.continuity_on_relations,
    )

    def with_weight(weight: Floats) -> Effort:
        return choose_effort(
            world.effort_costs,
            Incentives(
                cost_share=now["cost_share"],
                kpi=now["kpi"],
                outcome=weight,
                kpi_visibility=world.kpi_visibility,
                weight_verifiable=1 - world.relational_share,
                weight_relational=world.relational_share,
                human_scale=scale,
                own_saving=market.own_saving[:, None],
                own_damage=market.own_damage[:, None],
                own_improvement=market.own_improvement[:, None],
                room=np.maximum(1 - rules.quality_floor - now["lead"], 0.0),
            ),
        )

    return Chosen(with_weight(now["outcome"] + own), with_weight(now["outcome"]), own[..., 0])


def _of_those_at_work(period: Counted, table: Floats) -> tuple[Floats, Floats]:
    """What is known of providers' services, as those served meet it, and the weight of each.

    Takes shape (all months but the first, providers, services); gives (months, services, cells).
    """
    serves, value = work(period)
    start = max(period.from_month, 1)
    skip = start - period.from_month
    serves, value = serves[skip:], value[skip:]
    month = np.arange(len(serves))[:, None, None]
    service = np.arange(serves.shape[1])[None, :, None]
    return table[start - 1 :][month, serves, service], value


def _measured_share(period: Counted) -> float:
    made = efforts_chosen(period).made
    seen, value = _of_those_at_work(period, made.verifiable)
    unseen, _ = _of_those_at_work(period, made.relational)
    return weighted(seen, value) / weighted(seen + unseen, value)


def _split(period: Counted) -> float:
    record, start = period.world.record, period.from_month
    _, value = work(period)
    return weighted(record.level("verifiable", start) - record.level("relational", start), value)


def _discretionary(period: Counted) -> float:
    chosen = efforts_chosen(period)
    made, paid_for = (of.verifiable + of.relational for of in (chosen.made, chosen.paid_for))
    return weighted(*_of_those_at_work(period, made - paid_for))


def _own(period: Counted) -> Floats:
    """Motivation of those who serve, shape (months, services, cells)."""
    own = efforts_chosen(period).own
    return at_work(period, np.concatenate([own[:1], own]))


def _motivation(period: Counted) -> float:
    return weighted(_own(period), work(period)[1])


def _voluntary_motivation(period: Counted) -> float:
    return weighted(_own(period), by_voluntary(period))


def _admin_hours(period: Counted) -> float:
    world = period.world
    units = work(period)[1] / world.reference[None, :, None]
    hours = units * world.staff_hours[None, :, None]
    felt = at_work(period, world.record.basis[:, BASIS.index("felt")])
    return float((hours * world.working.monitoring_burden * felt).sum()) / period.years


MEASURES = (
    Measure(
        "effort_measured_share",
        "Effort on what can be checked",
        "share",
        "Part of providers' effort above the ordinary that goes to what can be checked.",
        None,
        _measured_share,
    ),
    Measure(
        "quality_split",
        "Checkable less relational quality",
        "points",
        "How far what can be checked is better than what cannot.",
        None,
        _split,
        3,
    ),
    Measure(
        "discretionary_effort",
        "Effort nobody pays for",
        "points",
        "Effort beyond what the contract alone would bring, as quality it could add.",
        True,
        _discretionary,
        3,
    ),
    Measure(
        "motivation",
        "Own motivation",
        "share of base cost per point",
        "What a point of residents' outcome is worth to those who serve them, after crowding out.",
        True,
        _motivation,
        4,
    ),
    Measure(
        "voluntary_motivation",
        "Own motivation of voluntary providers",
        "share of base cost per point",
        "The same where charities and community networks do the work.",
        True,
        _voluntary_motivation,
        4,
    ),
    Measure(
        "admin_hours",
        "Hours that being monitored takes",
        "hours a year",
        "Providers' hours that go to answering the council's monitoring.",
        False,
        _admin_hours,
        0,
    ),
)
