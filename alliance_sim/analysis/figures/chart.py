"""What every figure is: a picture, the sentence it says, the words for it, its numbers."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

import pandas as pd
from matplotlib.figure import Figure

from alliance_sim.analysis.figures.style import drawing

DOTS_PER_INCH = 144


@dataclass(frozen=True)
class Chart:
    """One figure and everything that must travel with it."""

    name: str
    """File name without its ending."""

    subject: str
    """What is shown, as a caption says it."""

    title: str
    """The message; it stands above the picture."""

    takeaway: str
    """One sentence that could replace the picture."""

    alt: str
    """What the picture is and says, for a reader who cannot see it."""

    description: str
    """The longer description: how to read it, and each number that matters."""

    table: pd.DataFrame
    """The numbers shown, ready to read."""

    figure: Figure = field(repr=False, compare=False)

    def png(self) -> bytes:
        """The picture as PNG; the same numbers give the same bytes."""
        return self._saved("png", {"Software": None}, DOTS_PER_INCH)

    def svg(self) -> bytes:
        """The picture as SVG, with its alternative text inside; reproducible."""
        return self.inline_svg.encode()

    @cached_property
    def inline_svg(self) -> str:
        """The picture as an `<svg>` element for a page: a role, a name, a description.

        Ids are prefixed with the figure's name, for a page holds several figures.
        """
        raw = self._saved("svg", {"Date": None, "Creator": None, "Format": None, "Type": None})
        text = raw.decode()
        text = text[text.index("<svg") :].strip()
        text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
        text = re.sub(r'\bid="', f'id="{self.name}-', text)
        text = re.sub(r'href="#', f'href="#{self.name}-', text)
        text = text.replace("url(#", f"url(#{self.name}-")
        names = f'aria-labelledby="{self.name}-name {self.name}-words"'
        inside = (
            f'<title id="{self.name}-name">{escape(self.title)}</title>'
            f'<desc id="{self.name}-words">{escape(self.alt)}</desc>'
        )
        opening, rest = text.split(">", 1)
        return f'{opening} role="img" {names}>{inside}{rest}\n'

    def _saved(self, kind: str, metadata: Mapping[str, str | None], dpi: int = 72) -> bytes:
        buffer = io.BytesIO()
        with drawing():
            self.figure.savefig(buffer, format=kind, metadata=dict(metadata), dpi=dpi)
        return buffer.getvalue()


def files(charts: Sequence[Chart]) -> dict[str, bytes]:
    """Every chart as PNG and SVG, by its path inside a run's folder."""
    found: dict[str, bytes] = {}
    for chart in charts:
        found[f"figures/{chart.name}.png"] = chart.png()
        found[f"figures/{chart.name}.svg"] = chart.svg()
    return found
