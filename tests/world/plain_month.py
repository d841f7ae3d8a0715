"""What a resident's month means: the compiled kernel's rules again, in plain Python.

Slow, without numba, one person at a time, with the same keyed luck. The kernel must agree with it
event by event.
"""

import math

from alliance_sim.world.kernel import Month
from alliance_sim.world.life import SUMS
from alliance_sim.world.people import (
    ASSESSED,
    IN_CARE,
    OVERLOOKED,
    REABLEMENT,
    UNKNOWN,
    WAITING,
)

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15

# Acklam's rational approximation of the normal quantile, highest power first.
CENTRE_ABOVE = (
    -3.969683028665376e01, 2.209460984245205e02, -2.759285104469687e02,
    1.383577518672690e02, -3.066479806614716e01, 2.506628277459239e00,
)  # fmt: skip
CENTRE_BELOW = (
    -5.447609879822406e01, 1.615858368580409e02, -1.556989798598866e02,
    6.680131188771972e01, -1.328068155288572e01, 1.0,
)  # fmt: skip
TAIL_ABOVE = (
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e00,
    -2.549732539343734e00, 4.374664141464968e00, 2.938163982698783e00,
)  # fmt: skip
TAIL_BELOW = (
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e00,
    3.754408661907416e00, 1.0,
)  # fmt: skip


def address(key, position):
    """64 bits under a key (SplitMix64)."""
    x = (int(key) + (int(position) + 1) * GOLDEN) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def uniforms(bits):
    """Two uniforms from 64 bits: the upper half as a whole number with a sign, then the lower."""
    halves = bits >> 32, bits & 0xFFFFFFFF
    signed = (half - 2**32 if half >= 2**31 else half for half in halves)
    return tuple((whole + 2**31 + 0.5) / 2**32 for whole in signed)


def polynomial(x, coefficients):
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


def normal(u):
    """Standard normal quantile."""
    if min(u, 1 - u) < 0.02425:
        q = math.sqrt(-2 * math.log(min(u, 1 - u)))
        tail = polynomial(q, TAIL_ABOVE) / polynomial(q, TAIL_BELOW)
        return tail if u < 0.5 else -tail
    q = u - 0.5
    return q * polynomial(q * q, CENTRE_ABOVE) / polynomial(q * q, CENTRE_BELOW)


def within_unit(x):
    return min(max(x, 0.0), 1.0)


class Person:
    """One resident, read from the columns and written back."""

    def __init__(self, people, i):
        self.people, self.i = people, i
        for name in people._fields:
            setattr(self, name, getattr(people, name)[i].item())

    def write_back(self):
        for name in self.people._fields:
            getattr(self.people, name)[self.i] = getattr(self, name)

    def arrive(self, month, group, key, rules, level):
        mine = address(key, self.i)
        base_luck, personal_luck = uniforms(address(mine, 0))
        voice_luck, isolation_luck = uniforms(address(mine, 1))
        known_luck, friend_luck = uniforms(address(mine, 2))
        spread = rules.hours_spread
        self.base = rules.mean_hours * math.exp(spread * normal(base_luck) - spread**2 / 2)
        self.personal = rules.personal_sd * normal(personal_luck)
        self.voiceless = int(voice_luck < rules.voiceless_share)
        self.isolated = int(isolation_luck < rules.isolated_share)
        self.support0 = rules.support_hours * (rules.support_isolated if self.isolated else 1.0)
        if self.voiceless and friend_luck < rules.unbefriended:
            self.support0 = 0.0
        known = rules.known_overlooked if group == OVERLOOKED else rules.known_connected
        self.stage = WAITING if known_luck < known else UNKNOWN
        self.arrived = month
        self.joined = self.crises = 0
        self.drift = self.ability = self.strain = self.tie = self.network = 0.0
        start = within_unit(rules.start + level + self.personal)
        self.informed = self.partner = self.resources = self.expertise = self.connected = start


def first_half(one, month, group, key, newcomer_key, rules, care, count):
    """Death, need and the way through services; `care` by name, `count` by name of SUMS."""
    death_luck, need_luck = uniforms(address(address(key, 0), one.i))
    luck, handoff_luck = uniforms(address(address(key, 2), one.i))
    community_luck, _ = uniforms(address(address(key, 3), one.i))

    # Death and arrival.
    heavier = 1 + rules.death_need * (one.base / rules.mean_hours - 1)
    if death_luck < rules.death / 12 * max(heavier, 0.0):
        count["deaths"] += 1
        count["arrivals"] += 1
        one.arrive(month, group, newcomer_key, rules, care["level"])

    # Need.
    one.drift = rules.need_persistence * one.drift + rules.need_sd * normal(need_luck)
    one.ability *= 1 - rules.gain_fade
    share = max(1 + one.drift + one.ability, rules.need_floor)
    one.need = one.base * share + one.support0

    # The way through services.
    if one.stage == UNKNOWN:
        if luck < care["outreach"]:
            one.stage = WAITING
    elif one.stage == WAITING:
        count["waiting"] += 1
        if luck < care["assessed"]:
            count["assessed"] += 1
            one.stage = ASSESSED
            one.network = care["network"]
    elif one.stage == ASSESSED:
        count["handoffs_tried"] += care["between_care"]
        if handoff_luck < care["handoff_care"]:
            count["handoffs_kept"] += care["between_care"]
            if luck < rules.reablement_share * care["reablement"]:
                count["reablement_started"] += 1
                one.stage = REABLEMENT
            else:
                one.stage = IN_CARE
        elif handoff_luck >= 1 - (1 - care["handoff_care"]) * care["lost_care"]:
            lose(one, luck < rules.dropped, count)
    elif one.stage == REABLEMENT and luck < rules.reablement_exit:
        count["handoffs_tried"] += care["between_home"]
        if handoff_luck < care["handoff_home"]:
            count["handoffs_kept"] += care["between_home"]
            one.stage = IN_CARE
            one.ability -= rules.reablement_gain * care["reablement_quality"]
        elif handoff_luck >= 1 - (1 - care["handoff_home"]) * care["lost_home"]:
            lose(one, luck < rules.dropped * rules.reablement_exit, count)
    if one.isolated and not one.joined and one.stage >= ASSESSED:
        count["handoffs_tried"] += care["between_community"]
        if community_luck < care["handoff_community"]:
            count["handoffs_kept"] += care["between_community"]
            one.joined = 1

    if one.stage == IN_CARE:
        support = one.support0 * (1 + one.network) * (1 - rules.strain_effect * one.strain)
        asked = max(one.need - support, 0.0) * (1 - care["lent"])
        count["paid_need_hours"] += asked * rules.weeks


def lose(one, dropped, count):
    """A hand-off fails for good: out of sight, or back to be assessed again."""
    count["handoffs_lost"] += 1
    count["reassessed"] += not dropped
    one.stage = UNKNOWN if dropped else WAITING


def index(one, elements, rules):
    """The five elements taken together where they do not make up for one another."""
    weights = {name: getattr(rules, f"weight_{name}") for name in elements}
    levels = {name: max(getattr(one, name), 1e-3) for name in elements}
    power, whole = 1 - rules.complements, sum(weights.values())
    if power == 0:
        logs = sum(weights[name] * math.log(levels[name]) for name in elements)
        return whole * math.exp(logs / whole)
    mean = sum(weights[name] * levels[name] ** power for name in elements) / whole
    return whole * mean ** (1 / power)


def second_half(one, key, rules, care, count):
    """Care, wellbeing and crises."""
    tie_luck, crisis_luck = uniforms(address(address(key, 1), one.i))
    need = one.need

    # Care, and who brings it: a tie outlives the month if the care worker stays and, where the
    # provider is a new one, came over with the residents.
    willing = one.support0 * (1 + one.network) * (1 - rules.strain_effect * one.strain)
    support = min(willing, need)
    paid = max(need - support, 0.0)
    brought, delivered = paid * care["lent_before"], 0.0
    if one.stage == IN_CARE:
        brought = paid * care["lent"]
        delivered = (paid - brought) * care["met"]
        stays = (care["tie_kept"] if care["changed"] else 1.0) * (1 - care["tie_broken"])
        one.tie = 0.0 if tie_luck < 1 - stays else one.tie + 1
        count["in_care"] += 1
        count["delivered_hours"] += delivered * rules.weeks
        count["tie_months"] += one.tie
    elif one.stage == REABLEMENT:
        brought, delivered = 0.0, paid
        count["in_reablement"] += 1
    unmet = paid - brought - delivered
    short = unmet / need

    # Unpaid carers.
    pressed = rules.strain_up * short + rules.network_strain * one.network
    strained = pressed * (1 - one.strain)
    one.strain += strained - rules.strain_down * (1 - short) * one.strain

    # Wellbeing.
    known, served = one.stage >= WAITING, one.stage >= REABLEMENT
    target = {
        "informed": rules.informed_base
        + served * rules.informed_relational * care["informing"]
        + served * rules.informed_sharing * care["sharing"]
        + served * rules.informed_planning * care["planned"]
        + one.voiceless * rules.informed_voiceless
        + one.voiceless * known * rules.informed_advocacy * care["advocacy"],
        "partner": rules.partner_base
        + served * rules.partner_relational * care["relational"]
        + served * rules.partner_co_design * care["co_design"]
        + served * rules.partner_trust * care["trust"]
        + served * rules.partner_monitoring * care["monitoring"]
        + served * rules.partner_planning * care["planned"],
        "resources": rules.resources_base + rules.resources_met * (1 - short),
        "expertise": rules.expertise_base
        + served * rules.expertise_verifiable * care["verifiable"]
        + known * rules.expertise_handoffs * care["handoffs"],
        "connected": rules.connected_base
        + care["company"]
        + rules.connected_tie * one.tie / (one.tie + rules.tie_half)
        + rules.connected_community * one.joined * care["community"]
        + rules.connected_support * support / rules.support_hours
        + rules.connected_isolated * one.isolated * (1 - care["eased"]),
    }
    wellbeing = 0.0
    for element, aim in target.items():
        level = getattr(one, element)
        gap = within_unit(aim + one.personal + care["level"]) - level
        level += gap * (rules.rise if gap > 0 else rules.fall)
        setattr(one, element, level)
        wellbeing += getattr(rules, f"weight_{element}") * level
        count[element] += level
    if rules.complements > 0:
        wellbeing = index(one, target, rules)
        count["index"] += wellbeing
    count["lowest"] += min(getattr(one, element) for element in target)

    # Crisis.
    log_odds = (
        rules.crisis_log_odds
        - care["safer"]
        + rules.crisis_need * ((need - one.support0) / rules.mean_hours - 1)
        + rules.crisis_unmet * short
        + rules.crisis_wellbeing * (1 - wellbeing)
        + rules.crisis_isolation * one.isolated * (1 - one.joined) * (1 - care["eased"])
    )
    if crisis_luck < 1 / (1 + math.exp(-log_odds)):
        count["crises"] += 1
        one.crises += 1
        one.ability += rules.crisis_setback

    # What is counted.
    count["residents"] += 1
    count["known"] += known
    count["voiceless_known"] += one.voiceless * known
    count["joined"] += one.joined
    count["needed_hours"] += need * rules.weeks
    count["unmet_hours"] += unmet * rules.weeks
    count["support_hours"] += support * rules.weeks
    count["strain"] += one.strain


def halves(cells, care, people, sums, live):
    """Everyone through one half; `live` is called with a person, its cell's care and count."""
    counts = [dict(zip(SUMS, row, strict=True)) for row in sums]
    for lo, hi, g in zip(cells.lo, cells.hi, cells.cell, strict=True):
        offered = {name: getattr(care, name)[g].item() for name in care._fields}
        for i in range(lo, hi):
            one = Person(people, i)
            live(one, cells.group[g], offered, counts[g])
            one.write_back()
    for g, count in enumerate(counts):
        sums[g] = [count[name] for name in SUMS]


def plain_need(month, key, newcomer_key, people, cells, rules, care, partial, sums):
    """The first half for everyone, called as the kernel is; `partial` is not used."""
    sums[:] = 0.0
    halves(
        cells, care, people, sums,
        lambda one, group, offered, count: first_half(
            one, month, group, key, newcomer_key, rules, offered, count
        ),
    )  # fmt: skip


def plain_life(key, people, cells, rules, care, partial, sums):
    """The second half for everyone."""
    halves(
        cells, care, people, sums,
        lambda one, group, offered, count: second_half(one, key, rules, offered, count),
    )  # fmt: skip


PLAIN = Month(plain_need, plain_life)
