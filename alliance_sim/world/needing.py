"""The first half of a resident's month, compiled: death, need and the way through services.

What a month asks of home care is known when everyone has been through this half; what staff can
give is then shared out, and the second half (`living.py`) follows.
"""

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.compiled import compiled
from alliance_sim.world.draws import (
    Whole,
    address,
    central_normal,
    first_uniform,
    in_tail,
    second_uniform,
    tail_normal,
)
from alliance_sim.world.life import AT, Living
from alliance_sim.world.newcomers import arrive
from alliance_sim.world.offer import Offer
from alliance_sim.world.people import ASSESSED, IN_CARE, REABLEMENT, UNKNOWN, WAITING, People

DEATH_AND_NEED, TIE_AND_CRISIS, SERVICES, COMMUNITY = 0, 1, 2, 3
"""Under each month's key, a key for each pair of draws that a resident has. The first pair decides
only what no policy moves; the upper and lower halves of the third are chance and hand-off."""

EIGHT = np.uint64(8)

TRIED, KEPT, WAITED = AT["handoffs_tried"], AT["handoffs_kept"], AT["waiting"]
MADE, STARTED, ASKED = AT["assessed"], AT["reablement_started"], AT["paid_need_hours"]
DIED, CAME = AT["deaths"], AT["arrivals"]
LOST, AGAIN = AT["handoffs_lost"], AT["reassessed"]


@compiled()
def total(values: NDArray[np.float64], lo: Whole, hi: Whole) -> float:
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
def need_of(
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
    """The first half of the month for places lo to hi, all of one cell; adds to `sums`.

    Indices are unsigned, which spares a check for negative ones: `i` is a place, `j` the same
    place within this block.
    """
    base, support0, drift, need = people.base, people.support0, people.drift, people.need
    isolated, joined, stage = people.isolated, people.joined, people.stage
    ability, strain, network = people.ability, people.strain, people.network
    death_luck, need_luck, shock, asked = scratch[0], scratch[1], scratch[2], scratch[3]
    died = waiting = assessed = started = lost = again = 0
    tried = kept = 0.0

    # Luck.
    death_key = address(key, DEATH_AND_NEED)
    for i in range(lo, hi):
        j = i - lo
        one = address(death_key, i)
        death_luck[j], need_luck[j] = first_uniform(one), second_uniform(one)
        shock[j] = central_normal(need_luck[j])

    # Rare luck: a large shock; death, by luck and usual need alone, and someone new.
    for i in range(lo, hi):
        j = i - lo
        if in_tail(need_luck[j]):
            shock[j] = tail_normal(need_luck[j])
        heavier = 1 + rules.death_need * (base[i] / rules.mean_hours - 1)
        if death_luck[j] < rules.death / 12 * max(heavier, 0.0):
            died += 1
            arrive(i, month, group, offer.level, newcomer_key, people, rules)

    # Need.
    for i in range(lo, hi):
        drift[i] = rules.need_persistence * drift[i] + rules.need_sd * shock[i - lo]
        ability[i] *= 1 - rules.gain_fade
        share = max(1 + drift[i] + ability[i], rules.need_floor)
        need[i] = base[i] * share + support0[i]

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
                    network[i] = offer.network
            elif stage[i] == ASSESSED:
                tried += offer.between_care
                if handoff_luck < offer.handoff_care:
                    kept += offer.between_care
                    if luck < offer.reablement:
                        started += 1
                        stage[i] = REABLEMENT
                    else:
                        stage[i] = IN_CARE
                elif handoff_luck >= offer.lost_care:
                    lost += 1
                    again += luck >= rules.dropped
                    stage[i] = WAITING if luck >= rules.dropped else UNKNOWN
            elif luck < rules.reablement_exit:
                tried += offer.between_home
                if handoff_luck < offer.handoff_home:
                    kept += offer.between_home
                    stage[i] = IN_CARE
                    ability[i] -= offer.reablement_gain
                elif handoff_luck >= offer.lost_home:
                    lost += 1
                    again += luck >= rules.dropped * rules.reablement_exit
                    stage[i] = WAITING if luck >= rules.dropped * rules.reablement_exit else UNKNOWN
        if isolated[i] and not joined[i] and stage[i] >= ASSESSED:
            tried += offer.between_community
            if first_uniform(address(community_key, i)) < offer.handoff_community:
                kept += offer.between_community
                joined[i] = 1

    # What home care is asked for.
    for i in range(lo, hi):
        support = support0[i] * (1 + network[i]) * (1 - rules.strain_effect * strain[i])
        asked[i - lo] = max(need[i] - support, 0.0) if stage[i] == IN_CARE else 0.0

    sums[WAITED] += waiting
    sums[MADE] += assessed
    sums[STARTED] += started
    sums[TRIED] += tried
    sums[KEPT] += kept
    sums[ASKED] += total(asked, np.uint64(0), hi - lo) * rules.weeks * (1 - offer.lent)
    sums[DIED] += died
    sums[CAME] += died
    sums[LOST] += lost
    sums[AGAIN] += again
