"""The verdict on one figure: near enough to theory, or not."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from alliance_sim.experiments.verification.estimates import Estimate

STANDARD_ERRORS = 4
"""How many standard errors a figure may lie from theory."""

SHARE = 0.005
"""How far it may lie from theory in any case, as a share of it."""

FLOOR = 1e-5
"""How far it may lie from a theory of 0, of which no share can be taken."""


@dataclass(frozen=True, slots=True)
class Check:
    """One output of one row, held against theory.

    `theory` and `model` are numbers, true or false, lists of numbers, or None where there is no
    such figure; `tolerance` is a list where they are. `se` is the standard error of the difference.
    """

    name: str
    inputs: Mapping[str, Any]
    output: str
    theory: Any
    model: Any
    se: float
    tolerance: Any
    holds: bool
    source: str

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for programs."""
        return asdict(self)

    @property
    def error(self) -> float:
        """Largest deviation from theory, as a share of what is allowed; infinite if not allowed."""
        if isinstance(self.theory, bool) or self.theory is None or self.model is None:
            return 0.0 if self.holds else math.inf
        wide = isinstance(self.theory, list)
        rows = zip(
            *(given if wide else [given] for given in (self.theory, self.model, self.tolerance)),
            strict=False,
        )
        return max(abs(model - theory) / allowed for theory, model, allowed in rows)


def allowed(theory: float, se: float) -> float:
    """How far the model may lie from a figure of theory."""
    share = SHARE * abs(theory) if theory else FLOOR
    return max(STANDARD_ERRORS * se, share)


def judge(
    name: str,
    inputs: Mapping[str, Any],
    output: str,
    theory: Any,
    found: Estimate,
    source: str,
    theory_se: float = 0.0,
) -> Check:
    """Hold what the model says against theory.

    Args:
        name: Id of the benchmark.
        inputs: Inputs of the row.
        output: Name of the output.
        theory: Theory's figure.
        found: The model's.
        source: Who showed it.
        theory_se: Standard error of theory's figure, where it is itself a simulation.
    """
    model: Any = found.value
    tolerance: Any = 0.0
    se = math.hypot(found.se, theory_se)
    if theory is None or model is None or isinstance(theory, bool) or isinstance(model, bool):
        holds = type(theory) is type(model) and theory == model
    elif isinstance(theory, list) or isinstance(model, tuple):
        wanted = theory if isinstance(theory, list) else [theory]
        model = list(model) if isinstance(model, tuple) else [model]
        tolerance = [allowed(one, se) for one in wanted]
        holds = len(wanted) == len(model) and all(
            abs(mine - its) <= most
            for mine, its, most in zip(model, wanted, tolerance, strict=True)
        )
    else:
        tolerance = allowed(theory, se)
        holds = bool(abs(model - theory) <= tolerance)
    return Check(name, dict(inputs), output, theory, model, se, tolerance, holds, source)
