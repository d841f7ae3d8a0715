"""The second half of a resident's month, compiled: care, wellbeing, crises, and what is counted."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.complements import index_of
from alliance_sim.rules.compiled import compiled
from alliance_sim.world.draws import Whole, address, first_uniform, second_uniform
from alliance_sim.world.life import AT, Living
from alliance_sim.world.needing import TIE_AND_CRISIS, total
from alliance_sim.world.offer import Offer
from alliance_sim.world.people import IN_CARE, REABLEMENT, WAITING, People

STEEPEST = 30.0
"""Log odds beyond this, either way, are as good as certain."""

COUNTED = (
    "residents", "known", "in_reablement", "in_care", "voiceless_known", "joined", "needed_hours",
    "delivered_hours", "unmet_hours", "support_hours", "strain", "tie_months", "informed",
    "partner", "resources", "expertise", "connected", "crises", "index", "lowest",
)  # fmt: skip
"""What this half counts; the first half counts the rest."""

PLACES = tuple(AT[name] for name in COUNTED)


@compiled(forceinline=True)
def _toward(level: float, target: float, rise: float, fall: float) -> float:
    """Elements fall fast and rise slowly, within 0 and 1."""
    gap = min(max(target, 0.0), 1.0) - level
    return level + gap * (rise if gap > 0 else fall)


_index: Any = compiled()(index_of)


@compiled(forceinline=True)
def exp(x: float) -> float:
    """Exponential without a call; relative error below 1e-8 from -15 to 15, flat beyond 30.

    The series of exp(x / 128), squared seven times.
    """
    r = min(max(x, -STEEPEST), STEEPEST) / 128
    e = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r / 720)))))
    for _ in range(7):
        e *= e
    return e


@compiled()
def life_of(
    lo: Whole,
    hi: Whole,
    key: np.uint64,
    people: People,
    rules: Living,
    offer: Offer,
    scratch: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """The second half of the month for places lo to hi, all of one cell; adds to `sums`."""
    support0, personal, need = people.support0, people.personal, people.need
    voiceless, isolated, joined = people.voiceless, people.isolated, people.joined
    stage, ability, strain, tie = people.stage, people.ability, people.strain, people.tie
    informed, partner, resources = people.informed, people.partner, people.resources
    expertise, connected, crises = people.expertise, people.connected, people.crises
    network = people.network
    tie_luck, crisis_luck, support = scratch[0], scratch[1], scratch[2]
    paid, unmet, wellbeing, lowest = scratch[3], scratch[4], scratch[5], scratch[6]
    struck = 0

    # Luck.
    tie_key = address(key, TIE_AND_CRISIS)
    for i in range(lo, hi):
        j = i - lo
        two = address(tie_key, i)
        tie_luck[j], crisis_luck[j] = first_uniform(two), second_uniform(two)

    # Care, who brings it, and what falls to unpaid carers.
    for i in range(lo, hi):
        j = i - lo
        in_care = stage[i] == IN_CARE
        willing = support0[i] * (1 + network[i]) * (1 - rules.strain_effect * strain[i])
        support[j] = min(willing, need[i])
        wanted = max(need[i] - support[j], 0.0)
        met = offer.met if in_care else 1.0 if stage[i] == REABLEMENT else offer.lent_before
        paid[j] = wanted if in_care else 0.0
        unmet[j] = wanted * (1 - met)
        short = unmet[j] / need[i]
        pressed = rules.strain_up * short + rules.network_strain * network[i]
        strained = pressed * (1 - strain[i])
        strain[i] += strained - rules.strain_down * (1 - short) * strain[i]
        tie[i] = tie[i] + 1 if in_care and tie_luck[j] >= offer.tie_lost else 0.0

    # Wellbeing.
    rise, fall = rules.rise, rules.fall
    for i in range(lo, hi):
        j = i - lo
        own = personal[i] + offer.level
        known = 1.0 if stage[i] >= WAITING else 0.0
        served = 1.0 if stage[i] >= REABLEMENT else 0.0
        voice = rules.informed_voiceless + known * offer.informed_spoken_for
        target = rules.informed_base + served * offer.informed_served + voiceless[i] * voice
        informed[i] = _toward(informed[i], target + own, rise, fall)
        target = rules.partner_base + served * offer.partner_served
        partner[i] = _toward(partner[i], target + own, rise, fall)
        target = rules.resources_base + rules.resources_met * (1 - unmet[j] / need[i])
        resources[i] = _toward(resources[i], target + own, rise, fall)
        target = (
            rules.expertise_base + served * offer.expertise_served + known * offer.expertise_known
        )
        expertise[i] = _toward(expertise[i], target + own, rise, fall)
        target = (
            offer.connected_base
            + rules.connected_tie * tie[i] / (tie[i] + rules.tie_half)
            + rules.connected_support * support[j] / rules.support_hours
            + offer.connected_isolated * isolated[i]
            + offer.connected_joined * joined[i]
        )
        connected[i] = _toward(connected[i], target + own, rise, fall)
        wellbeing[j] = (
            rules.weight_informed * informed[i]
            + rules.weight_partner * partner[i]
            + rules.weight_resources * resources[i]
            + rules.weight_expertise * expertise[i]
            + rules.weight_connected * connected[i]
        )

    if rules.complements > 0:
        for i in range(lo, hi):
            wellbeing[i - lo] = _index(
                informed[i], rules.weight_informed, partner[i], rules.weight_partner, resources[i],
                rules.weight_resources, expertise[i], rules.weight_expertise, connected[i],
                rules.weight_connected, rules.complements,
            )  # fmt: skip
    for i in range(lo, hi):
        lowest[i - lo] = min(
            min(min(informed[i], partner[i]), min(resources[i], expertise[i])), connected[i]
        )

    # Crisis.
    for i in range(lo, hi):
        j = i - lo
        log_odds = (
            offer.crisis_base
            + rules.crisis_need * ((need[i] - support0[i]) / rules.mean_hours - 1)
            + rules.crisis_unmet * unmet[j] / need[i]
            + rules.crisis_wellbeing * (1 - wellbeing[j])
            + offer.crisis_isolation * (isolated[i] * (1 - joined[i]))
        )
        crisis = 1 if crisis_luck[j] * (1 + exp(-log_odds)) < 1 else 0
        struck += crisis
        crises[i] += crisis
        ability[i] += rules.crisis_setback * crisis

    # What is counted, in the order of COUNTED.
    n_known = n_reablement = n_care = n_voiceless = n_joined = 0
    for i in range(lo, hi):
        n_known += stage[i] >= WAITING
        n_reablement += stage[i] == REABLEMENT
        n_care += stage[i] == IN_CARE
        n_voiceless += voiceless[i] * (stage[i] >= WAITING)
        n_joined += joined[i]
    start, end = np.uint64(0), hi - lo
    row = (
        float(end),
        float(n_known),
        float(n_reablement),
        float(n_care),
        float(n_voiceless),
        float(n_joined),
        total(need, lo, hi) * rules.weeks,
        total(paid, start, end) * rules.weeks * offer.delivered,
        total(unmet, start, end) * rules.weeks,
        total(support, start, end) * rules.weeks,
        total(strain, lo, hi),
        total(tie, lo, hi),
        total(informed, lo, hi),
        total(partner, lo, hi),
        total(resources, lo, hi),
        total(expertise, lo, hi),
        total(connected, lo, hi),
        float(struck),
        # A plain mean of elements is read from their sums.
        total(wellbeing, start, end) if rules.complements > 0 else 0.0,
        total(lowest, start, end),
    )
    for column in range(len(row)):
        sums[PLACES[column]] += row[column]
