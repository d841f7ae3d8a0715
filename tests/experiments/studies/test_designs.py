"""Rows of designs: what they are made of, and that they are what statistics takes them for."""

import numpy as np
import pytest

from alliance_sim.evidence import catalogue
from alliance_sim.experiments.axes import at, at_place, has_range
from alliance_sim.experiments.screening import ENDS, far_end
from alliance_sim.experiments.studies.factors import Factor, Spread, factor_from
from alliance_sim.experiments.studies.used import uncertain
from alliance_sim.simulate import simulate
from tests.experiments.studies.trivial import STUDY, planned, with_
from tests.small import alike, shipped

DESIGN = "design: {kind: lhs, n: 8}"
VARY = "vary: {home_care.kpi_visibility: , market.providers: {values: [4, 8]}}"


def settings(plan):
    return [tuple(setting.values()) for _, _, setting in plan.rows]


def test_a_grid_is_every_combination_with_the_last_factor_moving_first(tmp_path):
    plan = planned(tmp_path, with_(DESIGN, "design: {kind: full_factorial, levels: 3}"))
    own = catalogue().parameters["home_care.kpi_visibility"]
    levels = [own.low, (own.low + own.high) / 2, own.high]
    assert settings(plan) == [(kpi, count) for kpi in levels for count in (4, 8)]


def test_one_at_a_time_starts_from_the_scenario_and_moves_one(tmp_path):
    plan = planned(tmp_path, with_(DESIGN, "design: {kind: one_at_a_time}"))
    world = plan.worlds["tiny"]
    base, *moved = settings(plan)
    assert base == (world.values["home_care.kpi_visibility"], world.values["market.providers"])
    assert len(moved) == 4
    assert all(sum(a != b for a, b in zip(base, row, strict=True)) <= 1 for row in moved)


def test_zip_takes_the_first_of_each_and_then_the_second(tmp_path):
    vary = "vary: {months: {values: [14, 15]}, market.providers: {values: [4, 8]}}"
    plan = planned(tmp_path, with_(VARY, vary, with_(DESIGN, "design: {kind: zip}")))
    assert settings(plan) == [(14, 4), (15, 8)]


def test_listed_rows_and_a_table_are_taken_as_they_stand(tmp_path):
    rows = "design: {kind: list, rows: [{market.providers: 5, months: 14}, {market.providers: 6, "
    text = with_(VARY + "\n", "", with_(DESIGN, rows + "months: 16}]}"))
    listed = planned(tmp_path, text)
    assert settings(listed) == [(5, 14), (6, 16)]
    (tmp_path / "rows.csv").write_text("market.providers,months\n5,14\n6,16\n", encoding="utf-8")
    table = with_(VARY + "\n", "", with_(DESIGN, "design: {kind: table, file: rows.csv}"))
    assert planned(tmp_path, table).digest == listed.digest


def test_a_latin_hypercube_meets_every_slice_of_every_range_once(tmp_path):
    plan = planned(tmp_path, with_("n: 8", "n: 16"))
    places = plan.rows.parts[0].places
    assert places.shape == (16, 2)
    assert all(sorted((column * 16).astype(int)) == list(range(16)) for column in places.T)


def test_sobol_and_morris_have_the_rows_that_their_indices_need(tmp_path):
    sobol = planned(tmp_path, with_(DESIGN, "design: {kind: sobol, n: 16}"))
    second = planned(tmp_path, with_(DESIGN, "design: {kind: sobol, n: 16, second_order: true}"))
    morris = planned(tmp_path, with_(DESIGN, "design: {kind: morris, trajectories: 6}"))
    assert [len(one.rows) for one in (sobol, second, morris)] == [16 * 4, 16 * 6, 6 * 3]
    steps = np.diff(morris.rows.parts[0].places.reshape(6, 3, 2), axis=1) != 0
    assert (steps.sum(axis=2) == 1).all()


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(tmp_path):
    for design in (
        DESIGN,
        "design: {kind: sobol, n: 8}",
        "design: {kind: morris, trajectories: 4}",
    ):
        text = with_(DESIGN, design)
        first = planned(tmp_path, text).digest
        assert planned(tmp_path, text).digest == first
        assert planned(tmp_path, with_("seed: 7", "seed: 8", text)).digest != first


def test_every_scenario_meets_the_same_rows(tmp_path):
    planned(tmp_path)
    (tmp_path / "longer.yaml").write_text("extends: tiny.yaml\nmonths: 16\n", encoding="utf-8")
    plan = planned(tmp_path, with_("scenario: tiny.yaml", "scenarios: [tiny.yaml, longer.yaml]"))
    assert [name for _, name, _ in plan.rows] == ["tiny"] * 8 + ["longer"] * 8
    assert settings(plan)[:8] == settings(plan)[8:]


PLACES = np.linspace(0, 1, 2_001)


@pytest.mark.parametrize(
    ("spread", "mean"),
    [
        (Spread("uniform", 2, 6), 4.0),
        (Spread("triangular", 0, 9, 3), 4.0),
        (Spread("normal", 0, 8, 4, 2), 4.0),
    ],
)
def test_a_value_at_a_place_is_the_inverse_of_the_place_of_a_value(spread, mean):
    factor = Factor("x", "x", "", "real", spread)
    values = factor.values_at(PLACES)
    assert values[0] == spread.low
    assert values[-1] == spread.high
    assert (np.diff(values) >= 0).all()
    assert values.mean() == pytest.approx(mean, abs=0.01)
    back = [factor.place_of(float(value)) for value in values]
    assert back == pytest.approx(PLACES, abs=1e-9)


def test_every_whole_number_and_every_listed_value_is_as_likely():
    whole = Factor("x", "x", "count", "whole", Spread("uniform", 3, 6))
    listed = Factor("x", "x", "", "text", Spread("values", values=("a", "b", "c")))
    places = (np.arange(1_200) + 0.5) / 1_200
    for factor, each in ((whole, 300), (listed, 400)):
        _, counts = np.unique(factor.values_at(places), return_counts=True)
        assert set(counts) == {each}


def test_a_factor_is_the_same_after_it_is_stored(tmp_path):
    vary = "vary: {home_care.kpi_visibility: {normal: [0.4, 0.1]}, months: {values: [14, 16]}}"
    for factor in planned(tmp_path, with_(VARY, vary)).factors:
        assert factor_from(factor.as_dict()) == factor


def test_what_all_uncertain_leaves_out_moves_nothing():
    more = {"place.residents": 60, "months": 16, "warm_up": 2, "services": ["home_care"]}
    world = shipped("bexley_home_care", **more)
    varied = {one.path for one in uncertain([world])}
    assert len(varied) > 300
    rest = [
        one
        for one in catalogue().parameters.values()
        if has_range(one) and one.path not in varied and one.path not in world.overrides
    ]
    ends = {one.path: at_place(one, ENDS[far_end(one, world.values[one.path])]) for one in rest}
    moved = at(world, ends)
    for option in world.options:
        assert alike(simulate(world, option), simulate(moved, option))


def test_all_uncertain_leaves_what_the_scenario_decides(tmp_path):
    own = "{options.alliance.contract.provider_share: {values: [0.4]}, all_uncertain: }"
    plan = planned(tmp_path, with_(VARY, f"vary: {own}", STUDY))
    names = [one.name for one in plan.factors]
    assert "alliance.selection.members" not in names
    assert "home_care.kpi_visibility" in names
    assert "options.alliance.contract.provider_share" in names
