"""A picture with type that can be read from the back of a room."""

from dataclasses import replace

from alliance_sim.views.charts.shown import Panel, Shown

TYPE = 20
"""Size of letters on axes and keys, in pixels."""


def large(shown: Shown, only: int | None = None) -> Shown:
    """The same picture with large letters.

    Args:
        shown: the picture.
        only: the one panel that is shown; all where None. The table keeps every number.
    """
    panels = shown.panels if only is None else (shown.panels[only],)
    return replace(shown, panels=tuple(map(_larger, panels)))


def _larger(panel: Panel) -> Panel:
    chart = panel.chart.configure_axis(labelFontSize=TYPE, titleFontSize=TYPE)
    chart = chart.configure_legend(labelFontSize=TYPE, titleFontSize=TYPE)
    return replace(panel, chart=chart.configure_text(fontSize=TYPE))
