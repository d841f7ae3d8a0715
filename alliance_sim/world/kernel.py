"""One month in the lives of residents, compiled.

Every resident's month reads top to bottom as the model page tells it: the place's resident may
die and be followed by someone new; need moves; the way through services goes on; care comes or
does not; carers strain; the five elements of wellbeing move; a crisis may strike. All draws are
addressed by resident and month, so no other resident, thread or policy moves them.
"""

import math

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from alliance_sim.world.draws import GOLDEN, first_uniform, mix64, normal_of, second_uniform
from alliance_sim.world.life import Care, Living
from alliance_sim.world.people import (
    ASSESSED,
    IN_CARE,
    OVERLOOKED,
    REABLEMENT,
    UNKNOWN,
    WAITING,
    Cells,
    People,
)


@njit(cache=True, inline="always")
def _toward(level: float, target: float, rise: float, fall: float) -> float:
    """Elements fall fast and rise slowly, within 0 and 1."""
    gap = min(max(target, 0.0), 1.0) - level
    return level + gap * (rise if gap > 0 else fall)


@njit(cache=True)
def arrive(i: int, month: int, group: int, key: np.uint64, people: People, rules: Living) -> None:
    """Someone new takes place `i`: who they are is drawn from the place and the month."""
    stream = mix64(key + (np.uint64(i) + np.uint64(1)) * GOLDEN)
    one = mix64(stream + GOLDEN)
    two = mix64(stream + np.uint64(2) * GOLDEN)
    three = mix64(stream + np.uint64(3) * GOLDEN)
    four = mix64(stream + np.uint64(4) * GOLDEN)
    spread = rules.hours_spread
    people.base[i] = rules.mean_hours * math.exp(
        spread * normal_of(first_uniform(one)) - spread * spread / 2
    )
    people.personal[i] = rules.personal_sd * normal_of(second_uniform(one))
    people.voiceless[i] = 1 if first_uniform(two) < rules.voiceless_share else 0
    isolated = second_uniform(two) < rules.isolated_share
    people.isolated[i] = 1 if isolated else 0
    people.support0[i] = rules.support_hours * (rules.support_isolated if isolated else 1.0)
    people.drift[i] = 0.0
    people.arrived[i] = month
    known = rules.known_overlooked if group == OVERLOOKED else rules.known_connected
    people.stage[i] = WAITING if first_uniform(three) < known else UNKNOWN
    people.joined[i] = 0
    people.ability[i] = 0.0
    people.strain[i] = 0.0
    people.tie[i] = 0.0
    people.crises[i] = 0
    for element in (
        people.informed,
        people.partner,
        people.resources,
        people.expertise,
        people.connected,
    ):
        element[i] = min(max(rules.start + people.personal[i], 0.0), 1.0)
    # A fourth block is reserved so that new attributes do not move the ones above.
    _ = four


@njit(cache=True)
def settle_in(lo: int, hi: int, group: int, key: np.uint64, people: People, rules: Living) -> None:
    """The people the story begins with: the known ones are in care already."""
    for i in range(lo, hi):
        arrive(i, 0, group, key, people, rules)
        if people.stage[i] == WAITING:
            people.stage[i] = IN_CARE
            people.tie[i] = rules.tie_half
            people.joined[i] = people.isolated[i]


@njit(cache=True)
def _chunk(
    lo: int,
    hi: int,
    g: int,
    group: int,
    month: int,
    key: np.uint64,
    newcomer_key: np.uint64,
    people: People,
    rules: Living,
    care: Care,
    sums: NDArray[np.float64],
) -> None:
    """A month for places lo to hi of cell `g`; adds what happened to `sums`."""
    outreach, assessed = care.outreach[g], care.assessed[g]
    handoff_care, handoff_home = care.handoff_care[g], care.handoff_home[g]
    handoff_community = care.handoff_community[g]
    to_reablement, reablement_quality = care.reablement[g], care.reablement_quality[g]
    met_paid, tie_broken = care.met[g], care.tie_broken[g]
    changed, tie_kept = care.changed[g] > 0, care.tie_kept[g]
    advocacy, community = care.advocacy[g], care.community[g]
    informed_served = (
        rules.informed_relational * care.informing[g] + rules.informed_sharing * care.sharing[g]
    )
    partner_served = (
        rules.partner_relational * care.relational[g]
        + rules.partner_co_design * care.co_design[g]
        + rules.partner_trust * care.trust[g]
        + rules.partner_monitoring * care.monitoring[g]
    )
    expertise_served = rules.expertise_verifiable * care.verifiable[g]
    expertise_known = rules.expertise_handoffs * care.handoffs[g]
    death = rules.death / 12
    n_known = n_waiting = n_assessed = n_started = n_reablement = n_care = 0
    n_voiceless = n_joined = n_tried = n_kept = n_crises = n_deaths = 0
    s_needed = s_paid = s_delivered = s_unmet = s_support = s_strain = s_tie = 0.0
    s_informed = s_partner = s_resources = s_expertise = s_connected = 0.0
    for i in range(lo, hi):
        stream = mix64(key + (np.uint64(i) + np.uint64(1)) * GOLDEN)
        block_1 = mix64(stream + GOLDEN)
        block_2 = mix64(stream + np.uint64(2) * GOLDEN)
        block_3 = mix64(stream + np.uint64(3) * GOLDEN)
        block_4 = mix64(stream + np.uint64(4) * GOLDEN)
        base = people.base[i]
        # Death and arrival: luck and usual need alone.
        heavier = 1 + rules.death_need * (base / rules.mean_hours - 1)
        if first_uniform(block_1) < death * max(heavier, 0.0):
            n_deaths += 1
            arrive(i, month, group, newcomer_key, people, rules)
            base = people.base[i]
        # Need.
        drift = rules.need_persistence * people.drift[i] + rules.need_sd * normal_of(
            first_uniform(block_2)
        )
        people.drift[i] = drift
        ability = people.ability[i] * (1 - rules.gain_fade)
        support0 = people.support0[i]
        need = base * max(1 + drift + ability, rules.need_floor) + support0
        # The way through services.
        stage = people.stage[i]
        step = second_uniform(block_3)
        if stage == UNKNOWN and first_uniform(block_3) < outreach:
            stage = WAITING
        elif stage == WAITING:
            n_waiting += 1
            if first_uniform(block_3) < assessed:
                n_assessed += 1
                stage = ASSESSED
        elif stage == ASSESSED:
            n_tried += 1
            if step < handoff_care:
                n_kept += 1
                if first_uniform(block_3) < rules.reablement_share * to_reablement:
                    stage = REABLEMENT
                    n_started += 1
                else:
                    stage = IN_CARE
                    people.tie[i] = 0.0
        elif stage == REABLEMENT:
            if first_uniform(block_3) < rules.reablement_exit:
                n_tried += 1
                if step < handoff_home:
                    n_kept += 1
                    stage = IN_CARE
                    people.tie[i] = 0.0
                    ability -= rules.reablement_gain * reablement_quality
        if people.joined[i] == 0 and people.isolated[i] == 1 and stage >= ASSESSED:
            n_tried += 1
            if second_uniform(block_4) < handoff_community:
                n_kept += 1
                people.joined[i] = 1
        # Care, and who brings it.
        tie = people.tie[i]
        support = support0 * (1 - rules.strain_effect * people.strain[i])
        paid = max(need - support, 0.0)
        delivered = 0.0
        if stage == IN_CARE:
            n_care += 1
            delivered = paid * met_paid
            u = second_uniform(block_2)
            if (changed and first_uniform(block_4) >= tie_kept) or u < tie_broken:
                tie = 0.0
            else:
                tie += 1.0
            s_tie += tie
        elif stage == REABLEMENT:
            n_reablement += 1
            delivered = paid
        people.tie[i] = tie
        unmet = paid - delivered
        met = (need - unmet) / need
        # Unpaid carers.
        strain = people.strain[i]
        short = unmet / need
        strain += rules.strain_up * short * (1 - strain) - rules.strain_down * (1 - short) * strain
        people.strain[i] = strain
        # Wellbeing.
        personal = people.personal[i]
        served = 1.0 if stage >= REABLEMENT else 0.0
        known = 1.0 if stage >= WAITING else 0.0
        voiceless = people.voiceless[i] * 1.0
        joined = people.joined[i] * 1.0
        informed = _toward(
            people.informed[i],
            rules.informed_base
            + personal
            + served * informed_served
            + voiceless * (rules.informed_voiceless + known * rules.informed_advocacy * advocacy),
            rules.rise,
            rules.fall,
        )
        partner = _toward(
            people.partner[i],
            rules.partner_base + personal + served * partner_served,
            rules.rise,
            rules.fall,
        )
        resources = _toward(
            people.resources[i],
            rules.resources_base + personal + rules.resources_met * met,
            rules.rise,
            rules.fall,
        )
        expertise = _toward(
            people.expertise[i],
            rules.expertise_base + personal + served * expertise_served + known * expertise_known,
            rules.rise,
            rules.fall,
        )
        connected = _toward(
            people.connected[i],
            rules.connected_base
            + personal
            + rules.connected_tie * tie / (tie + rules.tie_half)
            + rules.connected_community * joined * community
            + rules.connected_support * support / rules.support_hours
            + rules.connected_isolated * people.isolated[i],
            rules.rise,
            rules.fall,
        )
        people.informed[i] = informed
        people.partner[i] = partner
        people.resources[i] = resources
        people.expertise[i] = expertise
        people.connected[i] = connected
        wellbeing = (
            rules.weight_informed * informed
            + rules.weight_partner * partner
            + rules.weight_resources * resources
            + rules.weight_expertise * expertise
            + rules.weight_connected * connected
        )
        # Crisis.
        log_odds = (
            rules.crisis_log_odds
            + rules.crisis_need * ((need - support0) / rules.mean_hours - 1)
            + rules.crisis_unmet * short
            + rules.crisis_wellbeing * (1 - wellbeing)
            + rules.crisis_isolation * people.isolated[i] * (1 - joined)
        )
        if second_uniform(block_1) < 1 / (1 + math.exp(-log_odds)):
            n_crises += 1
            people.crises[i] += 1
            ability += rules.crisis_setback
        people.ability[i] = ability
        people.stage[i] = stage
        # What is counted.
        n_known += stage >= WAITING
        n_voiceless += people.voiceless[i] == 1 and stage >= WAITING
        n_joined += people.joined[i]
        s_needed += need
        s_paid += paid if stage == IN_CARE else 0.0
        s_delivered += delivered if stage == IN_CARE else 0.0
        s_unmet += unmet
        s_support += support
        s_strain += strain
        s_informed += informed
        s_partner += partner
        s_resources += resources
        s_expertise += expertise
        s_connected += connected
    weeks = rules.weeks
    row = (
        1.0 * (hi - lo),
        1.0 * n_known,
        1.0 * n_waiting,
        1.0 * n_assessed,
        1.0 * n_started,
        1.0 * n_reablement,
        1.0 * n_care,
        1.0 * n_voiceless,
        1.0 * n_joined,
        s_needed * weeks,
        s_paid * weeks,
        s_delivered * weeks,
        s_unmet * weeks,
        s_support * weeks,
        s_strain,
        s_tie,
        1.0 * n_tried,
        1.0 * n_kept,
        s_informed,
        s_partner,
        s_resources,
        s_expertise,
        s_connected,
        1.0 * n_crises,
        1.0 * n_deaths,
        1.0 * n_deaths,
    )
    for column in range(len(row)):
        sums[column] = row[column]


@njit(cache=True, nogil=True)
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
        g = cells.cell[c]
        _chunk(
            cells.lo[c], cells.hi[c], g, cells.group[g], month, key, newcomer_key,
            people, rules, care, partial[c],
        )  # fmt: skip
    _gather(cells, partial, sums)


@njit(cache=True, nogil=True, parallel=True)
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
        g = cells.cell[c]
        _chunk(
            cells.lo[c], cells.hi[c], g, cells.group[g], month, key, newcomer_key,
            people, rules, care, partial[c],
        )  # fmt: skip
    _gather(cells, partial, sums)


@njit(cache=True, nogil=True)
def _gather(cells: Cells, partial: NDArray[np.float64], sums: NDArray[np.float64]) -> None:
    """Add the chunks' sums in chunk order, so that threads cannot change the last bit."""
    sums[:] = 0.0
    for c in range(len(cells.lo)):
        for column in range(partial.shape[1]):
            sums[cells.cell[c], column] += partial[c, column]
