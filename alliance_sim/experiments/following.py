"""Following people: the same life under every option, with the same luck."""

from collections.abc import Sequence

from alliance_sim.metrics.lives.life import Life
from alliance_sim.metrics.lives.roll import Resident, call_roll
from alliance_sim.metrics.lives.telling import Telling
from alliance_sim.metrics.lives.watched import Watched
from alliance_sim.scenario import Scenario


def follow(
    scenario: Scenario,
    number: int,
    seed: int = 1,
    replication: int = 0,
    options: Sequence[str] | None = None,
) -> tuple[Life, ...]:
    """One person's life under each option, in the scenario's order.

    Who the person is, when they come and go, and all their luck are the same under every option.

    Args:
        scenario: What is simulated.
        number: The person's number, from 1; newcomers come after those there at the start.
        seed: Seed of the experiment.
        replication: Which future.
        options: Only these options; all of them if not given.

    Raises:
        LookupError: Nobody has this number.
        KeyError: The scenario has no such option.
    """
    resident = call_roll(scenario, seed, replication).resident(number)
    chosen = scenario.options if options is None else options
    return tuple(
        life
        for option in chosen
        for life in lives_under(scenario, option, [resident], seed, replication)
    )


def lives_under(
    scenario: Scenario,
    option: str,
    residents: Sequence[Resident],
    seed: int = 1,
    replication: int = 0,
) -> list[Life]:
    """The lives of some people under one option, in one run that ends when all of them have left.

    Args:
        scenario: What is simulated.
        option: Name of one of its options.
        residents: People of this future, from its roll.
        seed: Seed of the experiment.
        replication: Which future.

    Raises:
        KeyError: The scenario has no such option.
    """
    places = [resident.place for resident in residents]
    world = Watched(scenario, option, seed, replication, places)
    try:
        tellings = [Telling(resident, option) for resident in residents]
        last = max((one.left or scenario.months for one in residents), default=0)
        for _ in range(last):
            world.step()
            for telling in tellings:
                telling.month(world)
        return [telling.life for telling in tellings]
    finally:
        world.forget()
