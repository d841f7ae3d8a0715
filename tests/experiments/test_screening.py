"""One assumption at a time: what is in use is found, what is not is left out."""

from alliance_sim.evidence import catalogue
from alliance_sim.experiments.screening import alike, far_end, idle, one_at_a_time
from tests.small import WAYS, small


def named(*paths):
    return [catalogue().parameters[path] for path in paths]


def place():
    """A small place that buys home care alone, in two ways."""
    return small(
        options={name: WAYS[name] for name in ("tender", "alliance")}, services=["home_care"]
    )


def test_numbers_of_a_way_that_nobody_compares_are_found_to_be_idle():
    scenario = place()
    unused = [
        one
        for path, one in catalogue().parameters.items()
        if path.startswith("prime_provider.continuity.") and one.low is not None
    ]
    used = named("home_care.kpi_visibility", "home_care.base_cost")
    asleep = idle(scenario, [*unused, *used], seed=1)
    assert asleep == {one.path for one in unused}


def test_moving_one_number_leaves_the_story_itself_alone():
    scenario = place()
    ends = [(named("home_care.base_cost")[0], end) for end in ("low", "high")]
    base, (low, high) = one_at_a_time(scenario, ends, replications=1, seed=1)
    again, _ = one_at_a_time(scenario, [], replications=1, seed=1)
    assert alike(base, again)
    costs = [one.found["cost_care_gbp"][0, 0] for one in (low, high)]
    assert costs[0] < base["cost_care_gbp"][0, 0] < costs[1]


def test_the_far_end_is_the_one_farther_from_the_value():
    (one,) = named("home_care.kpi_visibility")
    assert far_end(one, one.low) == "high"
    assert far_end(one, one.high) == "low"
