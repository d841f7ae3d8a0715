"""Ways to buy care, compared on the same people with the same luck.

>>> import alliance_sim
>>> scenario = alliance_sim.load("scenarios/bexley_home_care.yaml")  # doctest: +SKIP
>>> results = alliance_sim.run_all(scenario, replications=5)  # doctest: +SKIP
>>> alliance_sim.compare(results.outcomes).probability_best  # doctest: +SKIP

A name is imported when it is first used, so that asking for help does not load the model.
"""

import sys
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_sim.analysis.compare import Comparison, compare
    from alliance_sim.evidence import InputError, catalogue, councils, references
    from alliance_sim.experiments.compare import Results, run_all
    from alliance_sim.results import ResultsError, open_results, write_run
    from alliance_sim.scenario import Scenario, load, load_text, to_yaml, with_changes
    from alliance_sim.simulate import Run, simulate

__all__ = [
    "Comparison",
    "InputError",
    "Results",
    "ResultsError",
    "Run",
    "Scenario",
    "__version__",
    "catalogue",
    "compare",
    "councils",
    "load",
    "load_text",
    "open_results",
    "references",
    "run_all",
    "simulate",
    "to_yaml",
    "with_changes",
    "write_run",
]

__version__ = version("alliance-sim")

_HOMES = {
    "analysis.compare": ("Comparison", "compare"),
    "evidence": ("InputError", "catalogue", "councils", "references"),
    "experiments.compare": ("Results", "run_all"),
    "results": ("ResultsError", "open_results", "write_run"),
    "scenario": ("Scenario", "load", "load_text", "to_yaml", "with_changes"),
    "simulate": ("Run",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    """This package as a module that keeps one name for a function.

    `simulate` is also the name of the file that the function lives in, which Python would put in
    the function's place whenever that file is imported.
    """

    @property
    def simulate(self) -> Any:
        return vars(import_module(f"{__name__}.simulate"))["simulate"]

    @simulate.setter
    def simulate(self, module: ModuleType) -> None:
        pass


sys.modules[__name__].__class__ = _Package

# Type checkers read the imports above, and should complain about any other name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first asked for."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted({*globals(), *__all__})
