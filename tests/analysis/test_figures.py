"""Figures: nothing cut, nothing on top of anything else, nothing without its words."""

import itertools

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from alliance_sim.analysis import figures
from alliance_sim.analysis.appraisal import WellbeingScale
from alliance_sim.analysis.compare import compare
from alliance_sim.analysis.figures import differences, months, plane
from alliance_sim.analysis.figures.margin import spread
from alliance_sim.analysis.figures.style import PALETTE, drawing, look, wrapped
from tests.analysis.reading import check_words
from tests.analysis.synthetic import (
    PEOPLE,
    POINTS_PER_UNIT,
    POUNDS_PER_POINT_YEAR,
    WARM_UP,
    monthly,
    outcomes,
)

SCALE = WellbeingScale(POINTS_PER_UNIT, PEOPLE, POUNDS_PER_POINT_YEAR)
CASES = {
    "three": (("tender", "auction", "alliance"), 20),
    "one": (("tender",), 20),
    "one future": (("A", "soft_tender"), 1),
    "odd names": (
        ("Competitive_tender_as_it_is_now_2024", "auc<b>$x$", "x", "a_very_long_name_for_eleven"),
        6,
    ),
}


def built(options, replications):
    return figures.build(
        compare(outcomes(options, replications)),
        monthly(options, replications),
        scale=SCALE,
        warm_up=WARM_UP,
    )


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def charts(request):
    return built(*CASES[request.param])


@pytest.fixture(scope="module")
def three():
    return built(*CASES["three"])


def test_no_word_is_cut_and_none_lies_on_another(charts):
    check_words(charts)


def test_every_figure_travels_with_its_words_and_numbers(charts):
    for chart in charts:
        assert chart.title
        assert not chart.title.endswith(".")
        assert chart.takeaway.startswith(chart.title)
        assert chart.title in chart.alt
        assert len(chart.description) > len(chart.title) / 2
        assert not chart.table.empty
        for said in (chart.title, chart.alt, chart.description, *chart.table.columns):
            assert "_" not in said
            assert "nan" not in said.lower().split()


def test_files_are_the_same_bytes_each_time(three):
    again = {chart.name: chart for chart in built(*CASES["three"])}
    for chart in three[::3]:
        assert chart.svg() == again[chart.name].svg()
    assert three[0].png() == again[three[0].name].png()


def test_a_picture_alone_still_has_a_role_a_name_and_a_description(three):
    files = figures.files(three[:1])
    assert sorted(files) == ["figures/options.png", "figures/options.svg"]
    svg = files["figures/options.svg"].decode()
    assert svg.startswith("<svg")
    assert 'role="img" aria-labelledby="options-name options-words"' in svg
    assert f'<title id="options-name">{three[0].title}</title>' in svg
    assert "date" not in svg.lower()
    assert files["figures/options.png"].startswith(b"\x89PNG")


def test_what_needs_two_options_is_left_out_where_there_is_one():
    names = [chart.name for chart in built(*CASES["one"])]
    assert names == [
        "options",
        "who_bears_what",
        "share_of_variance",
        "elements",
        "measured_against_lived",
        "months",
    ]
    alone = compare(outcomes(("tender",)))
    with pytest.raises(ValueError, match="two options"):
        differences.build(alone)
    with pytest.raises(ValueError, match="two options"):
        plane.build(alone, SCALE)


def test_an_option_keeps_its_colour_and_its_mark(three):
    options = CASES["three"][0]
    assert [look(options, option).colour for option in options] == list(PALETTE[:3])
    assert len({look(range(8), place).mark for place in range(8)}) == 8


def test_the_words_in_the_corners_of_the_plane_stay_in_their_corners(three):
    chart = next(chart for chart in three if chart.name == "cost_wellbeing_plane")
    axes = chart.figure.axes[0]
    middle = axes.transData.transform((0, 0))[0]
    with drawing():
        renderer = FigureCanvasAgg(chart.figure).get_renderer()
        boxes = {
            text.get_text(): Text.get_window_extent(text, renderer)
            for text in axes.texts
            if "wellbeing," in text.get_text()
        }
    assert len(boxes) == 4
    for said, box in boxes.items():
        assert (box.x1 < middle) if said.startswith("less") else (box.x0 > middle)


def test_pairs_with_the_first_are_drawn_where_options_are_many():
    comparison = compare(outcomes(tuple("abcdef"), 2))
    assert differences.drawn(comparison) == [(b, "a") for b in "bcdef"]
    assert len(comparison.differences) == 15


def test_a_measure_that_never_happened_is_left_out_of_the_months():
    options = ("tender", "alliance")
    table = monthly(options, 3).assign(trust=np.nan)
    chart = months.build(compare(outcomes(options, 3)), table, 0)
    assert not any("Trust" in column for column in chart.table.columns)
    assert "warm" not in chart.description


def test_labels_move_apart_by_no_more_than_they_must():
    assert spread([1.0, 5.0], 1.0) == [1.0, 5.0]
    assert spread([2.0, 2.0, 2.0], 1.0) == [1.0, 2.0, 3.0]
    found = sorted(spread([0.0, 0.1, 0.2, 3.0, 3.05], 1.0))
    assert all(b - a >= 1.0 - 1e-9 for a, b in itertools.pairwise(found))
    assert spread([], 1.0) == []


def test_long_names_are_cut_and_short_ones_are_not():
    assert wrapped("a very long name", 8, 1) == "a very…"
    assert wrapped("short", 8, 1) == "short"
