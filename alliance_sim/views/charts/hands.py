"""How a class voted: the hands for each answer, and the answer that came out."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from alliance_sim.analysis.formats import number
from alliance_sim.views.charts.shown import ROW, Panel, Shown
from alliance_sim.views.wording import say


def hands(answers: Sequence[str], counts: Sequence[int], right: str) -> Shown:
    """A bar for each answer.

    Args:
        answers: every answer, in words.
        counts: hands for each.
        right: the answer that the numbers give, in words.
    """
    total = sum(counts)
    names = [
        f"{name}: {number(count)}{say('learn', 'came_out') if name == right else ''}"
        for name, count in zip(answers, counts, strict=True)
    ]
    data = pd.DataFrame({"Answer": names, "Hands": list(counts)})
    base = alt.Chart(data).encode(
        y=alt.Y("Answer:N", sort=names, title=None, axis=alt.Axis(labelLimit=ROW * 5, ticks=False)),
        x=alt.X(
            "Hands:Q",
            title=say("learn", "hands_axis"),
            axis=alt.Axis(tickMinStep=1, tickCount=4, grid=False),
            scale=alt.Scale(domain=[0, max([*counts, 1]) * 1.15], nice=False),
        ),
    )
    picture = base.mark_bar(height=ROW / 2).properties(
        height=ROW * len(names) + ROW, width="container"
    )
    agreed = sum(count for name, count in zip(answers, counts, strict=True) if name == right)
    title = say("learn", "hands_title", agreed=number(agreed), total=number(total))
    told = "; ".join(names)
    return Shown(
        name="hands",
        title=title,
        panels=(Panel("", picture, f"{title}. {told}."),),
        description=f"{say('learn', 'hands_words')} {told}.",
        table=pd.DataFrame(
            {
                "Answer": list(answers),
                "Hands": [f"{number(count)} of {number(total)}" for count in counts],
            }
        ),
    )
