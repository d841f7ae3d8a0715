"""Reading a figure as a person does: is every word whole, and does none lie on another."""

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from alliance_sim.analysis.figures.style import drawing


def written(figure):
    """Every word of a figure with the box it covers, in pixels."""
    with drawing():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        for axes in figure.axes:
            for axis in (axes.xaxis, axes.yaxis):
                low, high = sorted(axis.get_view_interval())
                for tick in axis.get_major_ticks():
                    if not low <= tick.get_loc() <= high:
                        tick.label1.set_visible(False)
        # An annotation's own extent would count its line too.
        return [
            (text.get_text(), Text.get_window_extent(text, renderer))
            for text in figure.findobj(Text)
            if text.get_visible() and text.get_text().strip()
        ]


def check_words(charts):
    """No word of any chart is cut, and none lies on another."""
    for chart in charts:
        words = written(chart.figure)
        bounds = chart.figure.bbox
        for text, box in words:
            assert bounds.x0 <= box.x0, (chart.name, text)
            assert box.x1 <= bounds.x1, (chart.name, text)
            assert bounds.y0 <= box.y0, (chart.name, text)
            assert box.y1 <= bounds.y1, (chart.name, text)
        for (one, here), (other, there) in itertools.combinations(words, 2):
            across = min(here.x1, there.x1) - max(here.x0, there.x0)
            down = min(here.y1, there.y1) - max(here.y0, there.y0)
            # Boxes hold room for letters with tails: only what truly covers counts.
            assert across <= 1 or down <= 0.25 * min(here.height, there.height), (
                chart.name,
                one,
                other,
            )
