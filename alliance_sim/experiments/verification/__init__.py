"""Verification: every behaviour alone against what theory says it comes to.

Theory's figures are in `evidence/benchmarks.json`. The model's come from the functions that the
simulation calls, awards repeated and optima found by trying; each benchmark has one adapter that
says which inputs of the model its inputs are. No formula of theory is written in code.
"""

from alliance_sim.experiments.verification.adapters import ADAPTERS, Adapter
from alliance_sim.experiments.verification.run import verify
from alliance_sim.experiments.verification.verdict import (
    FLOOR,
    SHARE,
    STANDARD_ERRORS,
    Check,
)

__all__ = ["ADAPTERS", "FLOOR", "SHARE", "STANDARD_ERRORS", "Adapter", "Check", "verify"]
