"""One month in the model, as a column of steps that leads back to its beginning."""

from collections.abc import Sequence
from html import escape

WIDTH, STEP, BOX = 360, 74, 46
"""Pixels: the picture's width, from step to step, and the height of a step."""

LEFT, RIGHT = 30, 300
"""Where boxes begin, and where they end."""

INK, PAPER, LINE = "#111111", "#FFFFFF", "#12436D"
"""The picture has paper of its own, so that it is read in a dark theme too."""


def month(steps: Sequence[str]) -> str:
    """The picture, as SVG.

    Args:
        steps: short names, in their order.
    """
    height = STEP * len(steps) + (STEP - BOX) // 2
    middle = (LEFT + RIGHT) // 2
    size = f'width="{WIDTH}" height="{height}"'
    tip = f'<path d="M0 0L8 4L0 8z" fill="{LINE}"/>'
    marker = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {size}>',
        f'<rect {size} rx="10" fill="{PAPER}"/>',
        f'<defs><marker id="tip" {marker}>{tip}</marker></defs>',
    ]
    for place, step in enumerate(steps):
        top = STEP * place + (STEP - BOX) // 2
        parts.append(
            f'<rect x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{BOX}" rx="8" '
            f'fill="{PAPER}" stroke="{LINE}" stroke-width="2"/>'
            f'<text x="{middle}" y="{top + BOX // 2 + 6}" text-anchor="middle" fill="{INK}" '
            f'font-family="sans-serif" font-size="17">{place + 1}. {escape(step)}</text>'
        )
        if place + 1 < len(steps):
            parts.append(_arrow(f"M{middle} {top + BOX}V{top + STEP - 2}"))
    first, last = STEP // 2, STEP * (len(steps) - 1) + STEP // 2
    parts.append(_arrow(f"M{RIGHT} {last}H{WIDTH - 20}V{first}H{RIGHT + 3}"))
    return "".join([*parts, "</svg>"])


def _arrow(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="2" marker-end="url(#tip)"/>'
