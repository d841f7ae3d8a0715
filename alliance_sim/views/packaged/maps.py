"""The packaged places of the main levers as maps of where each option wins, two at a time."""

from alliance_sim.analysis.choosing import BAD_YEAR, Choice, map_by
from alliance_sim.analysis.regimes import RegimeMap
from alliance_sim.analysis.tipping import nearest
from alliance_sim.experiments.axes import Axis
from alliance_sim.scenario import Scenario
from alliance_sim.views.asked.levers import LEVERS, PER_CENT, Lever
from alliance_sim.views.asked.question import SEED
from alliance_sim.views.packaged.estimate import OUTCOMES, surface


def lever_axis(lever: Lever) -> Axis:
    """A lever as an axis, at the places where every story has been simulated."""
    nodes = [node / PER_CENT if lever.is_share else float(node) for node in lever.nodes]
    return Axis(lever.key, tuple(lever.parameters), tuple(nodes))


def place_in(lever: Lever, scenario: Scenario) -> float:
    """Where a scenario has a lever, in the units of its axis."""
    place = lever.in_story(scenario)
    return place / PER_CENT if lever.is_share else float(place)


def packaged_map(
    story: str, scenario: Scenario, choice: Choice, x: Axis, y: Axis
) -> RegimeMap | None:
    """A story's map over two of the main levers, the third where the story has it.

    None where the axes are no two levers, where nothing is packaged for this scenario, or where
    the aim takes more futures than were packaged.
    """
    keys = (x.name, y.name)
    if choice.by == BAD_YEAR or x.name == y.name or not {*keys} <= {*LEVERS}:
        return None
    found = surface(story, scenario.digest)
    if found is None:
        return None
    here = {key: nearest(lever_axis(one), place_in(one, scenario)) for key, one in LEVERS.items()}
    cells = []
    for up in range(len(y.values)):
        for across in range(len(x.values)):
            at = here | {x.name: across, y.name: up}
            values = found.interpolate.values[tuple(at[key] for key in LEVERS)]
            cells.append({name: values[:, :, n] for n, name in enumerate(OUTCOMES)})
    usual = (place_in(LEVERS[x.name], scenario), place_in(LEVERS[y.name], scenario))
    options = [*scenario.options]
    return map_by(cells, options, choice, x, y, seed=SEED, usual=usual)
