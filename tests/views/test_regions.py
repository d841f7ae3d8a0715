"""`regions`: results by council and region, and the map of squares."""

import json

import pandas as pd
import pytest

from alliance_sim.analysis.figures import places as figure
from alliance_sim.analysis.places import WHOLE, Places, by_region
from alliance_sim.evidence import councils, tiles
from alliance_sim.experiments.places import run_places
from alliance_sim.results.places import PLACE_TABLES
from tests.small import small
from tests.views.asking import ask

THREE = {"councils": ["Bexley", "Leeds", "Sheffield"], "residents": 60}
TINY = """\
title: Three councils
place: {councils: [Bexley, Leeds, Sheffield], residents: 60}
months: 14
warm_up: 2
services: [home_care, advocacy]
options: {tender: {mechanism: competitive_tender}, alliance: {mechanism: alliance, members: 3}}
"""


@pytest.fixture(scope="module")
def results():
    parameters = {"market.national_firms": 3}
    scenario = small(place=THREE, months=16, warm_up=4, parameters=parameters)
    return run_places(scenario, replications=2)


@pytest.fixture(scope="module")
def found(results):
    return Places(results.councils, "net_monetary_benefit_gbp")


@pytest.mark.parametrize(
    "name",
    [
        "cost_total_gbp",
        "unmet_need_hours",
        "handbacks",
        "provider_exits",
        "net_monetary_benefit_gbp",
        "wellbeing",
    ],
)
def test_councils_add_up_to_the_outcomes_of_the_whole_place(results, found, name):
    whole = found.regions[found.regions["region"] == WHOLE].set_index(["option", "replication"])
    known = results.outcomes.set_index(["option", "replication"])
    pd.testing.assert_series_equal(whole[name], known.loc[whole.index, name], rtol=1e-9)


def test_regions_add_up_to_the_whole_and_weigh_wellbeing_by_people(found):
    regions = found.regions
    parts, whole = regions[regions["region"] != WHOLE], regions[regions["region"] == WHOLE]
    assert set(parts["region"]) == {"London", "Yorkshire and The Humber"}
    run = ["option", "replication"]
    added = parts.groupby(run, sort=False)["cost_total_gbp"].sum()
    assert added.to_numpy() == pytest.approx(whole["cost_total_gbp"].to_numpy())
    weighed = (parts["wellbeing"] * parts["people"]).groupby([parts[one] for one in run]).sum()
    people = parts.groupby(run)["people"].sum()
    by_run = whole.set_index(run)["wellbeing"]
    assert (weighed / people)[by_run.index].to_numpy() == pytest.approx(by_run.to_numpy())


def test_a_council_without_care_does_not_count_in_a_regions_quality(results):
    rows = results.councils.copy()
    alone = by_region(rows[rows["council"] == "Leeds"])
    rows.loc[rows["council"] == "Sheffield", "quality_experienced"] = float("nan")
    regions = by_region(rows)
    yorkshire = regions[regions["region"] == "Yorkshire and The Humber"]
    own = alone[alone["region"] != WHOLE]["quality_experienced"]
    assert yorkshire["quality_experienced"].to_numpy() == pytest.approx(own.to_numpy())


def test_the_result_does_not_depend_on_who_does_the_work(results):
    class Backwards:
        """Does the last job first, and hands results over in order."""

        def map(self, work, jobs):
            return list(reversed([work(job) for job in reversed(jobs)]))

    parameters = {"market.national_firms": 3}
    scenario = small(place=THREE, months=16, warm_up=4, parameters=parameters)
    again = run_places(scenario, replications=2, executor=Backwards())
    pd.testing.assert_frame_equal(again.councils, results.councils)


def test_every_council_has_a_square_of_its_own_and_three_letters():
    places = tiles()
    assert set(places) == set(councils())
    assert len({(tile.column, tile.row) for tile in places.values()}) == len(places)
    assert len({tile.short for tile in places.values()}) == len(places)


def test_each_region_hangs_together_on_the_map():
    for region in {council.region for council in councils().values()}:
        own = {
            (tiles()[name].column, tiles()[name].row)
            for name, council in councils().items()
            if council.region == region
        }
        reached, edge = set(), [min(own)]
        while edge:
            column, row = edge.pop()
            reached.add((column, row))
            around = {(column + a, row + b) for a in (-1, 0, 1) for b in (-1, 0, 1)}
            edge += list((around & own) - reached)
        assert reached == own, region


def test_the_map_says_in_words_what_it_shows(found):
    chart = figure.build(found)
    assert f"of {len(THREE['councils'])} councils" in chart.title
    assert list(chart.table["Council"]) == THREE["councils"]
    assert list(chart.table["On the map"]) == ["BEX", "LEE", "SHE"]
    for option in found.options:
        assert found.count(option) == sum(one.best == option for one in found.councils_won.values())
    svg = chart.svg().decode()
    assert "<title" in svg
    assert chart.svg() == figure.build(found).svg()


def test_the_verb_shows_regions_and_keeps_tables_and_maps(tmp_path):
    file, out = tmp_path / "three.yaml", tmp_path / "out"
    file.write_text(TINY)
    said = ask("regions", file, "--replications", 2, "--workers", 1, "--json", "--out", out)
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert set(told["best"]["councils"]) == set(THREE["councils"])
    assert told == json.loads((out / "regions.json").read_text())
    for name in PLACE_TABLES:
        stored = pd.read_parquet(out / f"{name}.parquet")
        assert list(stored) == [column.name for column in PLACE_TABLES[name]]
    ranged = pd.read_csv(out / "councils.csv")
    assert len(ranged) == len(THREE["councils"]) * len(told["options"])
    assert (ranged["cost_total_gbp_low"] <= ranged["cost_total_gbp"]).all()
    for by in ("net_monetary_benefit", "cost_total", "wellbeing"):
        for kind in ("png", "svg"):
            assert (out / f"tiles_{by}.{kind}").exists()


def test_an_unknown_measure_is_refused_with_the_nearest_before_anything_runs(tmp_path):
    file = tmp_path / "three.yaml"
    file.write_text(TINY)
    said = ask("regions", file, "--by", "welbeing", "--out", tmp_path / "out")
    assert said.code == 2
    assert "did you mean wellbeing?" in said.err
    assert not (tmp_path / "out").exists()
    assert "allowed:" in ask("regions", file, "--by", "zzz").err
