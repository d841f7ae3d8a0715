"""Labels in the margin beside a plot, moved apart so that none touches another."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from alliance_sim.analysis.figures.style import INK, POINTS_PER_INCH, SMALL_SIZE

LEADING = 1.45
OUTSIDE = 1.06
"""How far to the right the labels stand, in widths of the axes."""


def beside(axes: Axes, height: float, labels: list[tuple[str, tuple[float, float], str]]) -> None:
    """Labels in the margin to the right, each tied to its point by a thin line."""
    in_axes = axes.transScale + axes.transLimits
    lines = max((text.count("\n") + 1 for text, _, _ in labels), default=1)
    apart = lines * LEADING * SMALL_SIZE / POINTS_PER_INCH / height
    wanted = [float(in_axes.transform(point)[1]) for _, point, _ in labels]
    for place, (text, point, colour) in zip(spread(wanted, apart), labels, strict=True):
        axes.annotate(
            text,
            point,
            xytext=(OUTSIDE, place),
            textcoords="axes fraction",
            size=SMALL_SIZE,
            color=INK,
            va="center",
            linespacing=1.2,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.9,
                "linestyle": (0, (1, 2)),
                "shrinkB": 0,
                "relpos": (0, 0.5),
            },
        )


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Move places apart, as little as will do, so that labels beside them never touch.

    Args:
        wanted: where each label would like to stand.
        apart: the least distance between two.

    Returns:
        Where each may stand, in the order given.

    >>> spread([0.0, 0.0, 5.0], 1.0)
    [-0.5, 0.5, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    # Groups of labels that touch share the room around their common middle.
    groups: list[list[int]] = []
    middles: list[float] = []
    for place in order:
        groups.append([place])
        middles.append(float(wanted[place]))
        while len(groups) > 1 and _touch(groups, middles, apart):
            last, late = groups.pop(), middles.pop()
            before, early = groups.pop(), middles.pop()
            both = before + last
            groups.append(both)
            middles.append((early * len(before) + late * len(last)) / len(both))
    found = [0.0] * len(wanted)
    for group, middle in zip(groups, middles, strict=True):
        for step, place in enumerate(group):
            found[place] = middle + (step - (len(group) - 1) / 2) * apart
    return found


def _touch(groups: list[list[int]], middles: list[float], apart: float) -> bool:
    room = (len(groups[-1]) + len(groups[-2])) / 2 * apart
    return middles[-1] - middles[-2] < room
