"""Every claim can be asked; off is the model without the mechanism; on does something."""

from functools import cache

import pytest

from alliance_sim.evidence import Parameter, Value, catalogue
from alliance_sim.evidence.claims import Claim, claims
from alliance_sim.experiments.claims import RESIDENTS, worlds_of
from alliance_sim.metrics.measures import MEASURES
from alliance_sim.scenario import Scenario
from alliance_sim.scenario.load import with_changes
from alliance_sim.simulate import simulate
from alliance_sim.views.shipped import find

PEOPLE, SHORT = 300, 48
FUTURES = 3

CLAIMS = claims()
BY_NUMBER = {claim.id: claim for claim in CLAIMS}
SWITCHED = [claim for claim in CLAIMS if claim.belonging]


def name(claim: Claim) -> str:
    return str(claim.id)


@cache
def worlds(number: int) -> tuple[Scenario, Scenario]:
    """The worlds of a claim, off and on, small and short."""
    return tuple(
        with_changes(world, {RESIDENTS: min(PEOPLE, world.residents)})
        for world in worlds_of(BY_NUMBER[number], find, PEOPLE)
    )


def elsewhere(one: Parameter) -> Value:
    """A value of a parameter that is not its own: an end of its range, or another choice."""
    if one.unit == "switch":
        return not one.value
    if one.allowed:
        return next(choice for choice in one.allowed if choice != one.value)
    return one.high if one.high != one.value else one.low


def everything(claim: Claim, world: Scenario, option: str, replication: int) -> dict[str, float]:
    wanted = [claim.output] if claim.output in MEASURES else []
    run = simulate(world, option, 1, replication, measures=wanted)
    return {**run.outcomes, **run.parties, **run.measures}


@cache
def found(number: int, is_on: bool, option: str, replication: int) -> dict[str, float]:
    """What a future of a claim's world comes to."""
    return everything(BY_NUMBER[number], worlds(number)[is_on], option, replication)


@pytest.mark.parametrize("claim", CLAIMS, ids=name)
def test_the_worlds_of_a_claim_differ_in_its_switch_alone(claim):
    off, on = worlds(claim.id)
    assert tuple(off.options) == tuple(on.options) == claim.options
    assert off.digest != on.digest
    assert set(off.values) == set(on.values)


@pytest.mark.parametrize("claim", SWITCHED, ids=name)
def test_off_nothing_that_belongs_to_a_switch_matters(claim):
    off, _ = worlds(claim.id)
    known = catalogue().parameters
    moved = with_changes(
        off, {f"parameters.{path}": elsewhere(known[path]) for path in claim.belonging}
    )
    assert moved.digest != off.digest
    for option in claim.options:
        other = everything(claim, moved, option, 0)
        assert repr(found(claim.id, False, option, 0)) == repr(other)


@pytest.mark.parametrize("claim", CLAIMS, ids=name)
def test_on_the_output_moves_or_the_entry_says_why_not(claim):
    def outputs(is_on: bool, replication: int) -> list[float]:
        return [found(claim.id, is_on, one, replication)[claim.output] for one in claim.options]

    moves = any(repr(outputs(False, one)) != repr(outputs(True, one)) for one in range(FUTURES))
    assert moves or claim.unmoved
