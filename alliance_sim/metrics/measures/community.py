"""Community-based provision: what it reaches, what it brings, how it lasts."""

import numpy as np

from alliance_sim.metrics.counted import YEAR, Counted, mean
from alliance_sim.metrics.measures.measure import Measure
from alliance_sim.rules.behaviour.community.funding import months_to_recover
from alliance_sim.world.life import AT
from alliance_sim.world.people import GROUPS

THOUSAND = 1000


def _mean_of(period: Counted, name: str) -> float:
    """Mean of what was noted over the counted months; 0 where there was nothing to note."""
    noted = period.noted(name)
    return float(np.nan_to_num(noted).mean())


def _last_of(period: Counted, name: str) -> float:
    """What was noted last; 0 where there was nothing to note."""
    return float(np.nan_to_num(period.noted(name))[-1])


def _hours(period: Counted) -> float:
    return _mean_of(period, "community_hours") * YEAR


def _timebank_hours(period: Counted) -> float:
    return _mean_of(period, "timebank_hours") * YEAR


def _reach(period: Counted) -> float:
    return _mean_of(period, "community_reach")


def _coverage(period: Counted) -> float:
    return _mean_of(period, "community_coverage")


def _fit_spread(period: Counted) -> float:
    return _last_of(period, "community_fit_spread")


def _goodwill(period: Counted) -> float:
    return _mean_of(period, "goodwill")


def _shared_lives(period: Counted) -> float:
    return _last_of(period, "shared_lives")


def _homeshare(period: Counted) -> float:
    return _last_of(period, "homeshare")


def _timebank(period: Counted) -> float:
    return _last_of(period, "timebank")


def _introduced(period: Counted) -> float:
    return _last_of(period, "coordination")


def _micro(period: Counted) -> float:
    return _last_of(period, "micro")


def _micro_survival(period: Counted) -> float:
    """Share that lives through a year at the mean rate at which they stop."""
    return float((1 - mean(period.noted("micro_stopped"))) ** YEAR)


def _years_to_recover(period: Counted) -> float:
    values = period.world.values
    if values["community.cut.depth"] <= 0:
        return 0.0
    after, lasts = int(values["community.cut.after"]), int(values["community.cut.lasts"])
    levels = np.nan_to_num(period.noted("community_hours")).tolist()
    share = values["community.cut.recovered"]
    return months_to_recover(levels, after, after + lasts, share) / YEAR


def _lonely(period: Counted) -> float:
    """Of all residents at the end, those who are isolated, have joined nothing and have nobody."""
    world = period.world
    cells, people = world.place.cells, world.people
    alone = np.zeros(len(cells.group))
    for lo, hi, cell in zip(cells.lo, cells.hi, cells.cell, strict=True):
        alone[cell] += (people.isolated[lo:hi] * (1 - people.joined[lo:hi])).sum()
    return float((alone * (1 - world.care.eased)).sum() / len(people.base))


def _relationships(period: Counted) -> float:
    """Mean standing of ties with care workers among people in care, at the end."""
    people, half = period.world.people, period.world.living.tie_half
    tied = people.tie[people.tie > 0]
    in_care = period.world.sums[:, AT["in_care"]].sum()
    return float((tied / (tied + half)).sum() / in_care) if in_care > 0 else float("nan")


def _hours_each(period: Counted) -> float:
    """Hours of paid home care a week for each person in care, in the last month."""
    sums, weeks = period.world.sums, period.world.living.weeks
    people = sums[:, AT["in_care"]].sum()
    return float(sums[:, AT["delivered_hours"]].sum() / weeks / people) if people else float("nan")


def _wellbeing_for_money(period: Counted) -> float:
    """Points of wellbeing for a year, over all residents, for each thousand pounds."""
    cost = float(period.column("cost_total_gbp").sum())
    lived = float((period.column("wellbeing") * period.column("residents")).sum()) / YEAR
    return lived / (cost / THOUSAND) if cost > 0 else float("nan")


def _uneven(period: Counted) -> float:
    """Standard deviation over neighbourhoods of being connected, in the last month."""
    sums = period.world.sums
    zones = sums.reshape(-1, GROUPS, sums.shape[1]).sum(axis=1)
    return float((zones[:, AT["connected"]] / zones[:, AT["residents"]]).std())


PEOPLE, SHARE, SCORE = "people", "share", "score 0 to 1"

MEASURES = (
    Measure(
        "community_hours_year",
        "Hours from people around",
        "hours a year",
        "Hours that community schemes and goodwill bring, for the whole place.",
        True,
        _hours,
        0,
    ),
    Measure(
        "community_reach",
        "Reach of community support",
        SHARE,
        "Coverage times fit, mean over neighbourhoods and months.",
        True,
        _reach,
    ),
    Measure(
        "community_coverage",
        "Coverage of community support",
        SHARE,
        "How far schemes reach, mean over neighbourhoods and months.",
        True,
        _coverage,
    ),
    Measure(
        "community_fit_spread",
        "Uneven fit of community support",
        SHARE,
        "Standard deviation over neighbourhoods of how well schemes suit people, at the end.",
        False,
        _fit_spread,
        3,
    ),
    Measure(
        "community_years_to_recover",
        "Years to recover from a cut",
        "years",
        "From the end of a cut until capacity is back, or to the end of the run.",
        False,
        _years_to_recover,
    ),
    Measure(
        "shared_lives_people",
        "People in Shared Lives",
        PEOPLE,
        "Arrangements at the end.",
        None,
        _shared_lives,
        0,
    ),
    Measure(
        "homeshare_people",
        "People in Homeshare",
        PEOPLE,
        "Matches at the end.",
        None,
        _homeshare,
        1,
    ),
    Measure(
        "timebank_members", "Timebank members", PEOPLE, "Members at the end.", None, _timebank, 0
    ),
    Measure(
        "timebank_hours_year",
        "Timebank hours",
        "hours a year",
        "Hours that members exchange.",
        True,
        _timebank_hours,
        0,
    ),
    Measure(
        "introduced_people",
        "People introduced by coordinators",
        PEOPLE,
        "People who have found others around them through a coordinator, at the end.",
        True,
        _introduced,
        0,
    ),
    Measure(
        "micro_enterprises",
        "Micro-enterprises",
        "enterprises",
        "Micro-enterprises at the end.",
        None,
        _micro,
        1,
    ),
    Measure(
        "micro_survival_year",
        "Micro-enterprises that survive a year",
        SHARE,
        "Share that lives through a year at the mean rate of stopping.",
        True,
        _micro_survival,
    ),
    Measure(
        "lonely_share",
        "Lonely people",
        SHARE,
        "Residents who are isolated, have joined nothing and have no company, at the end.",
        False,
        _lonely,
        3,
    ),
    Measure(
        "relationship_stock",
        "Standing of ties",
        SCORE,
        "Standing of ties with care workers among people in care, at the end.",
        True,
        _relationships,
        3,
    ),
    Measure("goodwill", "Goodwill", SCORE, "Stock of goodwill, mean.", True, _goodwill, 3),
    Measure(
        "hours_each_week",
        "Paid hours a person",
        "hours a week",
        "Home care delivered to each person in care, in the last month.",
        None,
        _hours_each,
        1,
    ),
    Measure(
        "wellbeing_per_thousand_gbp",
        "Wellbeing for money",
        "point-years per GBP 1,000",
        "Wellbeing of all residents, in points for a year, for each thousand pounds of total cost.",
        True,
        _wellbeing_for_money,
        3,
    ),
    Measure(
        "connected_unevenness",
        "Uneven connection",
        "points",
        "Standard deviation over neighbourhoods of being connected, in the last month.",
        False,
        _uneven,
        3,
    ),
)
