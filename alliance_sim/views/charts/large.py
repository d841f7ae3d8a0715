"""A picture with type that can be read from the back of a room."""

import copy
from dataclasses import replace

from alliance_sim.views.charts.shown import Panel, Shown, Spec

TYPE = 20
"""Size of letters on axes and keys, in pixels."""

TALLER = 1.5
"""How much taller a picture is, so that two lines of large type fit into a row."""


def large(shown: Shown, only: int | None = None) -> Shown:
    """The same picture with large letters.

    Args:
        shown: the picture.
        only: the one panel that is shown; all where None. The table keeps every number.
    """
    panels = shown.panels if only is None else (shown.panels[only],)
    return replace(shown, panels=tuple(map(_larger, panels)))


def _larger(panel: Panel) -> Panel:
    drawn = panel.chart
    whole: Spec = copy.deepcopy(drawn) if isinstance(drawn, dict) else drawn.to_dict()
    whole["height"] = whole["height"] * TALLER
    whole["config"] = {
        "axis": {"labelFontSize": TYPE, "titleFontSize": TYPE},
        "axisX": {"labelBound": True},
        "legend": {"labelFontSize": TYPE, "titleFontSize": TYPE},
        "text": {"fontSize": TYPE},
    }
    return replace(panel, chart=whole)
