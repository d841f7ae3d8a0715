"""The report of a comparison: one self-contained page."""

from alliance_sim.analysis.report.facts import LEAVES_OUT, RunFacts
from alliance_sim.analysis.report.page import render

__all__ = ["LEAVES_OUT", "RunFacts", "render"]
