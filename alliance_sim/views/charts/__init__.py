"""Pictures on a page: drawn in the visitor's browser, each with its words and its numbers."""

from alliance_sim.views.charts.shown import Panel, Shown

__all__ = ["Panel", "Shown"]
