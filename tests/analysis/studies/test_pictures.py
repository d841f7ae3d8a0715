"""The pictures of a study's analyses read well whatever its factors and options are called."""

import numpy as np
import pytest
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from alliance_sim.analysis.studies.analyse import analyse
from alliance_sim.analysis.studies.names import NAMES
from tests.analysis.reading import check_words
from tests.analysis.studies.made_up import Knob, study, uniform

LONG = "How far what the indicators of a contract see is what residents really live through"
KNOBS = (
    Knob("home_care.kpi_visibility", LONG, "share"),
    Knob("market.bidders", "market, bidders", "count", low=2.0, high=8.0),
    Knob("market.price_sd", "market, price sd", "GBP an hour", low=0.1, high=3.0),
    Knob("options.alliance.members", "options, alliance, members", "count", low=2, high=6),
    Knob("home_care.secondment", "home care, secondment", "switch", is_number=False),
    *(Knob(f"more.number_{place}", f"more, number {place}") for place in range(9)),
)
OPTIONS = ("Competitive_tender_as_it_is_now_2024", "auc<b>$x$", "x", "a_very_long_name_for_eleven")


def of(settings, option):
    x = (settings[[knob.name for knob in KNOBS if knob.is_number]] - 0.1).to_numpy()
    place = OPTIONS.index(option)
    cost = 2.8e7 * (1 + 0.02 * place) - 4e5 * x[:, 1] * (place % 2)
    wellbeing = 0.5 + 0.02 * place + 0.3 * (x[:, 0] - 0.4) * (place > 1) + 0.01 * x[:, 5]
    return {
        "cost_total_gbp": cost,
        "wellbeing": wellbeing,
        "net_monetary_benefit_gbp": 1e8 * wellbeing - cost,
    }


@pytest.fixture(scope="module")
def charts():
    count = len(KNOBS)
    names = [str(place) for place in range(count)]
    problem = {"num_vars": count, "names": names, "bounds": [[0.0, 1.0]] * count}
    sobol = sobol_sample.sample(problem, 16, calc_second_order=False, seed=1)
    morris = morris_sample.sample(problem, 6, num_levels=4, seed=1)
    found = []
    for kind, places, options, asked in (
        ("lhs", uniform(90, count), OPTIONS, NAMES[5:]),
        ("lhs", uniform(90, count), OPTIONS[1:3], NAMES[2:5]),
        ("sobol", sobol, OPTIONS, ["sobol"]),
        ("morris", morris, OPTIONS, ["morris"]),
    ):
        made = study(KNOBS, places, of, kind=kind, options=options, replications=2, noise=0.01)
        spread = 1e5 * np.random.default_rng(1).normal(size=len(made.outcomes))
        made.outcomes["net_monetary_benefit_gbp"] += spread
        for one in analyse(made, asked).findings:
            found += one.charts
    return found


def test_no_word_of_a_picture_is_cut_and_none_lies_on_another(charts):
    assert {chart.name.split("_")[0] for chart in charts} == {*NAMES, "plane"}
    check_words(charts)


def test_no_raw_name_is_left_in_a_picture_or_its_words(charts):
    for chart in charts:
        for said in (chart.title, chart.alt, chart.description):
            assert "_" not in said, (chart.name, said)
            assert "nan" not in said.lower().split(), chart.name
        assert not chart.title.endswith(".")
