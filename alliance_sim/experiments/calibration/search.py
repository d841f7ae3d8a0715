"""The search: sets of parameters that come ever nearer to the figures, by pyABC.

Approximate Bayesian computation by sequential Monte Carlo (Toni and others 2009, as pyABC has it):
sets are drawn from what is believed beforehand, simulated, and kept if what the model gives lies
near the figures; each further round draws from those kept, a little moved, and asks for half the
distance that the round before had at its middle. What is kept in the last round, with its weights,
is a sample of what is to be believed after the figures are seen. Sets are tried one after another,
each with luck of its own, so that the number of workers moves nothing.
"""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliance_sim.experiments.calibration.figures import Figure, measured
from alliance_sim.experiments.calibration.plan import Calibration
from alliance_sim.experiments.compare import run_all
from alliance_sim.experiments.studies.factors import Factor
from alliance_sim.experiments.studies.targets import change_of
from alliance_sim.scenario.load import with_changes

Floats = NDArray[np.float64]
Settings = Mapping[str, Any]
Evaluate = Callable[[Settings, int], Mapping[str, float]]
"""What the model gives for every figure, under settings, with luck of this number."""

Tell = Callable[[int, int], None]
"""Told after each set that is tried: how many sets the round has kept, and of how many."""

FAR = 1e9
"""The distance of a set for which the model gives no number."""


@dataclass(frozen=True)
class Posterior:
    """What is to be believed after the figures are seen.

    Attributes:
        factors: What was fitted.
        targets: What it was fitted to.
        held_out: Further figures that it is held against.
        places: Sets that were kept, as places in each factor's distribution, shape (particles,
            factors).
        weights: Their weights, which add up to 1, shape (particles,).
        fits: What the model gave for each target under each, shape (particles, targets).
        rounds: One line a round: the distance allowed, sets tried, sets kept.
        drawn: Which particles were simulated afresh, shape (draws,).
        predicted: What they gave for every target and then every held-out figure.
    """

    factors: tuple[Factor, ...]
    targets: Mapping[str, Figure]
    held_out: Mapping[str, Figure]
    places: Floats
    weights: Floats
    fits: Floats
    rounds: pd.DataFrame
    drawn: NDArray[np.int64]
    predicted: Floats

    def values(self, factor: int) -> Floats:
        """The values of one factor, shape (particles,)."""
        return np.asarray(self.factors[factor].values_at(self.places[:, factor]), dtype=float)


def search(
    plan: Calibration,
    evaluate: Evaluate | None = None,
    *,
    executor: Executor | None = None,
    tell: Tell = lambda kept, of: None,
) -> Posterior:
    """Fit the chosen parameters.

    Args:
        plan: What is fitted to what.
        evaluate: What stands in for the model; the model itself unless given.
        executor: Worker processes for the futures of one set.
        tell: Told after each set that is tried.
    """
    model = evaluate or simulated(plan, executor)
    places, weights, fits, rounds = _abc(plan, model, tell)
    luck = np.random.default_rng([plan.written.seed, 1])
    drawn = luck.choice(len(weights), size=plan.written.draws, p=weights)
    figures = [*plan.targets, *plan.held_out]
    tried = int(rounds["tried"].sum())
    predicted = []
    for number, particle in enumerate(drawn):
        gave = model(settings_at(plan, places[particle]), tried + number)
        predicted.append([gave.get(name, np.nan) for name in figures])
        tell(number + 1, len(drawn))
    return Posterior(
        plan.factors,
        plan.targets,
        plan.held_out,
        places,
        weights,
        fits,
        rounds,
        drawn,
        np.array(predicted, dtype=float),
    )


def settings_at(plan: Calibration, places: Floats) -> dict[str, Any]:
    """The settings at places in the factors' distributions."""
    return {
        factor.name: factor.values_at(places[[at]])[0].item()
        for at, factor in enumerate(plan.factors)
    }


def simulated(plan: Calibration, executor: Executor | None = None) -> Evaluate:
    """The model: the mean of some futures under the option, with other luck each time."""
    names = [*plan.targets, *plan.held_out]

    def evaluate(settings: Settings, number: int) -> Mapping[str, float]:
        world = with_changes(plan.world, {change_of(path): v for path, v in settings.items()})
        results = run_all(
            world,
            replications=plan.written.replications,
            seed=plan.written.seed + number,
            executor=executor,
        )
        return measured(world, results, plan.written.option, names)

    return evaluate


def distance(targets: Mapping[str, Figure], gave: Mapping[str, float]) -> float:
    """How far the model is from the figures: root mean square, in errors of each."""
    off = [(gave[name] - one.value) / one.error for name, one in targets.items()]
    found = float(np.sqrt(np.mean(np.square(off))))
    return found if np.isfinite(found) else FAR


def _abc(
    plan: Calibration, evaluate: Evaluate, tell: Tell
) -> tuple[Floats, Floats, Floats, pd.DataFrame]:
    # Twelve seconds to load.
    import pyabc
    from pyabc.sampler import SingleCoreSampler

    logging.getLogger("ABC").setLevel(logging.WARNING)
    names = [f"place_{at}" for at in range(len(plan.factors))]
    tried, kept = 0, 0

    def model(parameters: Mapping[str, float]) -> dict[str, float]:
        nonlocal tried
        places = np.array([parameters[name] for name in names])
        gave = evaluate(settings_at(plan, places), tried)
        tried += 1
        tell(min(kept, plan.written.particles), plan.written.particles)
        return {name: float(gave[name]) for name in plan.targets}

    def away(gave: Mapping[str, float], _: Mapping[str, float]) -> float:
        return distance(plan.targets, gave)

    prior = pyabc.Distribution(**{name: pyabc.RV("uniform", 0, 1) for name in names})
    rule = pyabc.ABCSMC(
        model,
        prior,
        away,
        population_size=plan.written.particles,
        sampler=SingleCoreSampler(),
    )
    rule.new("sqlite://", {name: one.value for name, one in plan.targets.items()})
    # The library draws from NumPy's own global stream, which is given back as it was.
    before = np.random.get_state()  # noqa: NPY002
    np.random.seed(plan.written.seed)  # noqa: NPY002
    try:
        history = rule.run(
            minimum_epsilon=plan.written.near_enough, max_nr_populations=plan.written.rounds
        )
    finally:
        np.random.set_state(before)  # noqa: NPY002
    particles = history.get_population(t=history.max_t).particles
    weights = np.array([one.weight for one in particles], dtype=float)
    rounds = history.get_all_populations()
    rounds = rounds[rounds.t >= 0]
    return (
        np.array([[one.parameter[name] for name in names] for one in particles], dtype=float),
        weights / weights.sum(),
        np.array([[one.sum_stat[name] for name in plan.targets] for one in particles], dtype=float),
        pd.DataFrame(
            {
                "round": rounds.t.to_numpy() + 1,
                "distance_allowed": rounds.epsilon.to_numpy(),
                "tried": rounds.samples.to_numpy(),
                "kept": rounds.particles.to_numpy(),
            }
        ),
    )
