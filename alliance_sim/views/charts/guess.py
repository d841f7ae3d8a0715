"""A prediction drawn on a picture of options: its row is ringed and says whose it is."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from alliance_sim.analysis.formats import label
from alliance_sim.views.charts.rows import ROW_FIELD
from alliance_sim.views.charts.shown import Spec

RING = 900
"""Area of the ring around a mark, in pixels."""


def with_guess(
    chart: Spec,
    means: Mapping[str, float],
    guessed: Sequence[str],
    words: str,
) -> Spec:
    """The picture with a ring around each predicted option, and words under its name.

    Args:
        chart: rows of options, as `dots_spec` writes them.
        means: where each option's mark stands.
        guessed: the predicted option, or all of those that were said to be too close to call.
        words: what stands under the name.
    """
    whole = copy.deepcopy(chart)
    names = [label(option) for option in guessed]
    told = " || ".join(f"datum.label == '{_quoted(name)}'" for name in names)
    rows = f"{told} ? [datum.label, '{_quoted(words)}'] : datum.label"
    marks: dict[str, Any] = {}
    for layer in whole["layer"]:
        encoding = layer["encoding"]
        if "y" in encoding:
            encoding["y"].setdefault("axis", {}).update(labelExpr=rows, labelOverlap=False)
        if "shape" in encoding:
            marks = encoding
    ring = {
        "data": {
            "values": [
                {ROW_FIELD: name, "Option": name, "mean": means[option]}
                for name, option in zip(names, guessed, strict=True)
            ]
        },
        "mark": {
            "type": "point",
            "shape": "circle",
            "size": RING,
            "filled": False,
            "strokeWidth": 2,
            "strokeDash": [4, 3],
        },
        "encoding": {name: marks[name] for name in ("x", "y", "color")},
    }
    whole["layer"].append(ring)
    return whole


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
