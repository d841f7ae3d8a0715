"""Pictures that were drawn before are the same as drawn anew, and never somebody else's."""

import pandas as pd

from alliance_sim.views.charts import Panel, Shown
from alliance_sim.views.charts import remembered as module
from alliance_sim.views.charts.remembered import remembered


def counting():
    calls = []

    @remembered
    def build(what, words, *, many=1):
        calls.append((what, words, many))
        spec = {"words": words, "many": many, "length": len(what)}
        return Shown("x", words, (Panel("", spec, words),), words, pd.DataFrame())

    return build, calls


def test_a_picture_is_drawn_once_for_the_same_question():
    build, calls = counting()
    what = {"a": 1}
    first = build(what, "words", many=2)
    assert build(what, "words", many=2) is first
    assert len(calls) == 1
    assert build(what, "others", many=2).title == "others"
    assert build(what, "words", many=3).panels[0].chart["many"] == 3
    assert len(calls) == 3


def test_another_object_is_never_taken_for_one_that_is_gone():
    build, _ = counting()
    for length in range(1, 300):
        what = dict.fromkeys(range(length))
        assert build(what, "words").panels[0].chart["length"] == length
    assert len(module._kept) <= module.MOST
