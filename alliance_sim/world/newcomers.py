"""Who comes: the people a run begins with, and those who take the places of the dead."""

import math

import numpy as np

from alliance_sim.rules.compiled import compiled
from alliance_sim.world.draws import Whole, address, first_uniform, normal_of, second_uniform
from alliance_sim.world.life import Living
from alliance_sim.world.people import IN_CARE, OVERLOOKED, UNKNOWN, WAITING, People


@compiled()
def arrive(
    i: Whole,
    month: Whole,
    group: Whole,
    level: float,
    key: np.uint64,
    people: People,
    rules: Living,
) -> None:
    """Someone new takes place `i`: who they are is drawn from the place and the month.

    They arrive with the wellbeing of their area, which lies `level` from the country's.
    """
    mine = address(key, i)
    one, two, three = address(mine, 0), address(mine, 1), address(mine, 2)
    spread = rules.hours_spread
    people.base[i] = rules.mean_hours * math.exp(
        spread * normal_of(first_uniform(one)) - spread * spread / 2
    )
    people.personal[i] = rules.personal_sd * normal_of(second_uniform(one))
    people.voiceless[i] = first_uniform(two) < rules.voiceless_share
    isolated = second_uniform(two) < rules.isolated_share
    people.isolated[i] = isolated
    people.support0[i] = rules.support_hours * (rules.support_isolated if isolated else 1.0)
    if people.voiceless[i] and second_uniform(three) < rules.unbefriended:
        people.support0[i] = 0.0
    people.drift[i] = 0.0
    people.arrived[i] = month
    known = rules.known_overlooked if group == OVERLOOKED else rules.known_connected
    people.stage[i] = WAITING if first_uniform(three) < known else UNKNOWN
    people.joined[i] = 0
    people.ability[i] = people.strain[i] = people.tie[i] = people.network[i] = 0.0
    people.crises[i] = 0
    start = min(max(rules.start + level + people.personal[i], 0.0), 1.0)
    people.informed[i] = people.partner[i] = people.resources[i] = start
    people.expertise[i] = people.connected[i] = start


@compiled()
def settle_in(
    lo: int,
    hi: int,
    group: int,
    level: float,
    key: np.uint64,
    people: People,
    rules: Living,
) -> None:
    """The people the story begins with: the known ones are in care already."""
    for i in range(np.uint64(lo), np.uint64(hi)):
        arrive(i, np.int64(0), group, level, key, people, rules)
        if people.stage[i] == WAITING:
            people.stage[i] = IN_CARE
            people.tie[i] = rules.tie_half
            people.joined[i] = people.isolated[i]
