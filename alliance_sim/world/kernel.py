"""One month in the lives of residents, compiled.

A month reads top to bottom in `_month` as the model page tells it: luck is drawn; a place's
resident may die and be followed by someone new; need moves; the way through services goes on; care
comes or does not, and unpaid carers strain; the five elements of wellbeing move; a crisis may
strike; what happened is counted. Each of these is one loop over a block of residents that stays in
the processor's cache. Loops in which most people do the same have no branches and no calls, so
that the compiler handles several residents at once; rare turns of events stand in loops of `if`s.

All luck is addressed by month and resident (see `draws`), so no other resident, thread or policy
moves it.
"""

import numpy as np
from numba import prange
from numpy.typing import NDArray

from alliance_sim.world.compiled import compiled
from alliance_sim.world.draws import (
    Whole,
    address,
    central_normal,
    first_uniform,
    in_tail,
    second_uniform,
    tail_normal,
)
from alliance_sim.world.life import Care, Living
from alliance_sim.world.newcomers import arrive
from alliance_sim.world.offer import Offer, offer_to
from alliance_sim.world.people import (
    ASSESSED,
    IN_CARE,
    REABLEMENT,
    UNKNOWN,
    WAITING,
    Cells,
    People,
)

DEATH_AND_NEED, TIE_AND_CRISIS, SERVICES, COMMUNITY = 0, 1, 2, 3
"""Under each month's key, a key for each pair of draws that a resident has. The first pair decides
only what no policy moves; the upper and lower halves of the third are chance and hand-off."""

BLOCK = 512
"""Residents whose month is worked through at a time."""

SCRATCH = 9
"""Numbers of this month that a resident needs and then forgets."""

EIGHT = np.uint64(8)
STEEPEST = 30.0
"""Log odds beyond this, either way, are as good as certain."""


@compiled(forceinline=True)
def _toward(level: float, target: float, rise: float, fall: float) -> float:
    """Elements fall fast and rise slowly, within 0 and 1."""
    gap = min(max(target, 0.0), 1.0) - level
    return level + gap * (rise if gap > 0 else fall)


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
def _total(values: NDArray[np.float64], lo: Whole, hi: Whole) -> float:
    """Sum from `lo` to `hi` in eight strands: quick, and in the same order on every machine."""
    a = b = c = d = e = f = g = h = 0.0
    whole = hi - (hi - lo) % EIGHT
    for i in range(lo, whole, EIGHT):
        a += values[i]
        b += values[i + np.uint64(1)]
        c += values[i + np.uint64(2)]
        d += values[i + np.uint64(3)]
        e += values[i + np.uint64(4)]
        f += values[i + np.uint64(5)]
        g += values[i + np.uint64(6)]
        h += values[i + np.uint64(7)]
    for i in range(whole, hi):
        a += values[i]
    return ((a + e) + (b + f)) + ((c + g) + (d + h))


@compiled()
def _month(
    lo: Whole,
    hi: Whole,
    group: Whole,
    month: Whole,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    rules: Living,
    offer: Offer,
    scratch: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """A month for places lo to hi, all of one cell; adds what happened to `sums`.

    Indices are unsigned, which spares a check for negative ones: `i` is a place, `j` the same
    place within this block.
    """
    base, support0, personal, drift = people.base, people.support0, people.personal, people.drift
    voiceless, isolated, joined = people.voiceless, people.isolated, people.joined
    stage, ability, strain, tie = people.stage, people.ability, people.strain, people.tie
    informed, partner, resources = people.informed, people.partner, people.resources
    expertise, connected, crises = people.expertise, people.connected, people.crises
    death_luck, need_luck, tie_luck, crisis_luck = scratch[0], scratch[1], scratch[2], scratch[3]
    need, support, paid, unmet = scratch[4], scratch[5], scratch[6], scratch[7]
    wellbeing = scratch[8]
    died = waiting = assessed = started = struck = 0
    tried = kept = 0.0

    # Luck. The need shock borrows the room of wellbeing, which comes later.
    shock = wellbeing
    death_key, tie_key = address(key, DEATH_AND_NEED), address(key, TIE_AND_CRISIS)
    for i in range(lo, hi):
        j = i - lo
        one, two = address(death_key, i), address(tie_key, i)
        death_luck[j], need_luck[j] = first_uniform(one), second_uniform(one)
        tie_luck[j], crisis_luck[j] = first_uniform(two), second_uniform(two)
        shock[j] = central_normal(need_luck[j])

    # Rare luck: a large shock; death, by luck and usual need alone, and someone new.
    for i in range(lo, hi):
        j = i - lo
        if in_tail(need_luck[j]):
            shock[j] = tail_normal(need_luck[j])
        heavier = 1 + rules.death_need * (base[i] / rules.mean_hours - 1)
        if death_luck[j] < rules.death / 12 * max(heavier, 0.0):
            died += 1
            arrive(i, month, group, newcomer_key, people, rules)

    # Need.
    for i in range(lo, hi):
        drift[i] = rules.need_persistence * drift[i] + rules.need_sd * shock[i - lo]
        ability[i] *= 1 - rules.gain_fade
        share = max(1 + drift[i] + ability[i], rules.need_floor)
        need[i - lo] = base[i] * share + support0[i]

    # The way through services. Most people are in care and stay there.
    services_key, community_key = address(key, SERVICES), address(key, COMMUNITY)
    for i in range(lo, hi):
        if stage[i] != IN_CARE:
            both = address(services_key, i)
            luck, handoff_luck = first_uniform(both), second_uniform(both)
            if stage[i] == UNKNOWN:
                if luck < offer.outreach:
                    stage[i] = WAITING
            elif stage[i] == WAITING:
                waiting += 1
                if luck < offer.assessed:
                    assessed += 1
                    stage[i] = ASSESSED
            elif stage[i] == ASSESSED:
                tried += offer.between_care
                if handoff_luck < offer.handoff_care:
                    kept += offer.between_care
                    if luck < offer.reablement:
                        started += 1
                        stage[i] = REABLEMENT
                    else:
                        stage[i] = IN_CARE
            elif luck < rules.reablement_exit:
                tried += offer.between_home
                if handoff_luck < offer.handoff_home:
                    kept += offer.between_home
                    stage[i] = IN_CARE
                    ability[i] -= offer.reablement_gain
        if isolated[i] and not joined[i] and stage[i] >= ASSESSED:
            tried += offer.between_community
            if first_uniform(address(community_key, i)) < offer.handoff_community:
                kept += offer.between_community
                joined[i] = 1

    # Care, who brings it, and what falls to unpaid carers.
    for i in range(lo, hi):
        j = i - lo
        in_care = stage[i] == IN_CARE
        support[j] = support0[i] * (1 - rules.strain_effect * strain[i])
        wanted = max(need[j] - support[j], 0.0)
        met = offer.met if in_care else 1.0 if stage[i] == REABLEMENT else 0.0
        paid[j] = wanted if in_care else 0.0
        unmet[j] = wanted * (1 - met)
        short = unmet[j] / need[j]
        strained = rules.strain_up * short * (1 - strain[i])
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
        target = rules.resources_base + rules.resources_met * (1 - unmet[j] / need[j])
        resources[i] = _toward(resources[i], target + own, rise, fall)
        target = (
            rules.expertise_base + served * offer.expertise_served + known * offer.expertise_known
        )
        expertise[i] = _toward(expertise[i], target + own, rise, fall)
        target = (
            rules.connected_base
            + rules.connected_tie * tie[i] / (tie[i] + rules.tie_half)
            + rules.connected_support * support[j] / rules.support_hours
            + rules.connected_isolated * isolated[i]
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

    # Crisis.
    for i in range(lo, hi):
        j = i - lo
        log_odds = (
            rules.crisis_log_odds
            + rules.crisis_need * ((need[j] - support0[i]) / rules.mean_hours - 1)
            + rules.crisis_unmet * unmet[j] / need[j]
            + rules.crisis_wellbeing * (1 - wellbeing[j])
            + rules.crisis_isolation * (isolated[i] * (1 - joined[i]))
        )
        crisis = 1 if crisis_luck[j] * (1 + exp(-log_odds)) < 1 else 0
        struck += crisis
        crises[i] += crisis
        ability[i] += rules.crisis_setback * crisis

    # What is counted, in the order of SUMS.
    n_known = n_reablement = n_care = n_voiceless = n_joined = 0
    for i in range(lo, hi):
        n_known += stage[i] >= WAITING
        n_reablement += stage[i] == REABLEMENT
        n_care += stage[i] == IN_CARE
        n_voiceless += voiceless[i] * (stage[i] >= WAITING)
        n_joined += joined[i]
    start, end = np.uint64(0), hi - lo
    paid_hours = _total(paid, start, end) * rules.weeks
    row = (
        float(end),
        float(n_known),
        float(waiting),
        float(assessed),
        float(started),
        float(n_reablement),
        float(n_care),
        float(n_voiceless),
        float(n_joined),
        _total(need, start, end) * rules.weeks,
        paid_hours,
        paid_hours * offer.met,
        _total(unmet, start, end) * rules.weeks,
        _total(support, start, end) * rules.weeks,
        _total(strain, lo, hi),
        _total(tie, lo, hi),
        tried,
        kept,
        _total(informed, lo, hi),
        _total(partner, lo, hi),
        _total(resources, lo, hi),
        _total(expertise, lo, hi),
        _total(connected, lo, hi),
        float(struck),
        float(died),
        float(died),
    )
    for column in range(len(row)):
        sums[column] += row[column]


@compiled(inline="always")
def _chunk(
    c: int,
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    sums: NDArray[np.float64],
) -> None:
    """A month for chunk `c`, block by block."""
    g = cells.cell[c]
    group, offer = cells.group[g], offer_to(care, g, rules)
    scratch = np.empty((SCRATCH, BLOCK))
    sums[:] = 0.0
    for lo in range(cells.lo[c], cells.hi[c], BLOCK):
        hi = min(lo + BLOCK, cells.hi[c])
        _month(
            np.uint64(lo), np.uint64(hi), group, month, key, newcomer_key, people, rules, offer,
            scratch, sums,
        )  # fmt: skip


@compiled(nogil=True)
def live_month(
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    partial: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """A month for everyone, on one thread; fills `sums`, shape (cells, len(SUMS))."""
    for c in range(len(cells.lo)):
        _chunk(c, month, key, newcomer_key, people, cells, rules, care, partial[c])
    _gather(cells, partial, sums)


@compiled(nogil=True, parallel=True)
def live_month_threads(
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    cells: Cells,
    rules: Living,
    care: Care,
    partial: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """The same month over several threads, with the same bits."""
    for c in prange(len(cells.lo)):
        _chunk(c, month, key, newcomer_key, people, cells, rules, care, partial[c])
    _gather(cells, partial, sums)


@compiled()
def _gather(cells: Cells, partial: NDArray[np.float64], sums: NDArray[np.float64]) -> None:
    """Add the chunks' sums in chunk order, so that threads cannot change the last bit."""
    sums[:] = 0.0
    for c in range(len(cells.lo)):
        for column in range(partial.shape[1]):
            sums[cells.cell[c], column] += partial[c, column]
