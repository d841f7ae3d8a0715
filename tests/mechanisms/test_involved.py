"""Residents' seat, and residents who bring in staff."""

import numpy as np
import pytest

from alliance_sim.metrics import counted
from alliance_sim.metrics.measures import measure
from alliance_sim.rules.behaviour.induction import next_share, turnover_ratio
from alliance_sim.rules.behaviour.residents_voice import assent_of_residents, with_residents
from alliance_sim.world.ledger import PURPOSE
from tests.small import finished, small


def town(options, parameters=None, **changes):
    place = {"councils": ["Bexley"], "residents": 300}
    return small(options=options, parameters=parameters, place=place, **changes)


def seated(mechanism, seat):
    return {"way": {"mechanism": mechanism, "governance": {"residents_seat": seat}}}


def test_residents_agree_to_what_gains_and_stop_what_breaks_ties():
    usual = assent_of_residents(0.05, 0.0, 1.0, 20.0, 0.15)
    assert assent_of_residents(0.2, 0.0, 1.0, 20.0, 0.15) > usual
    assert assent_of_residents(0.05, 0.8, 1.0, 20.0, 0.15) < usual


def test_a_seat_makes_up_part_of_what_is_missing_to_co_design():
    assert with_residents(np.array(0.2), np.array(0.0), 0.5) == 0.2
    assert with_residents(np.array(0.2), np.array(1.0), 0.5) == pytest.approx(0.6)


@pytest.mark.parametrize("mechanism", ["competitive_tender", "alliance"])
def test_a_seat_brings_partnership_at_a_cost_whatever_the_way_of_buying(mechanism):
    off, on = (finished(town(seated(mechanism, seat)), "way") for seat in (0.0, 1.0))
    assert on.care.co_design.mean() > off.care.co_design.mean()
    paid = on.ledger.rows()["purpose"] == PURPOSE["involvement"]
    assert paid.any()
    assert on.ledger.balances.sum() == 0
    assert off.beside == ()


def test_a_veto_that_is_always_used_stops_every_move():
    stubborn = {"seat.tie_worth": 0.4, "seat.interest": 60, "governance.assent_base": 3.0}
    always = {**stubborn, "governance.placement_gain": 0.0}
    world = finished(town(seated("alliance", 1.0), always, months=36), "way")
    period = counted(world)
    asked = np.nansum(world.record.noted("residents_asked"))
    vetoes = measure(period, "residents_vetoes_year") * period.years
    assert 0 <= vetoes <= asked


def test_new_staff_change_the_share_as_they_come():
    share = next_share(np.array([0.0]), np.array([90.0]), np.array([10.0]), 0.5)
    assert share[0] == pytest.approx(0.05)
    assert next_share(np.array([0.0]), np.array([0.0]), np.array([0.0]), 0.5)[0] == 0


def test_being_sent_is_no_loss_where_residents_choose():
    sent = turnover_ratio(np.array([0.0]), np.array([1.0]), 0.2, 0.5, 0.0)
    chosen = turnover_ratio(np.array([0.0]), np.array([1.0]), 0.2, 0.5, 1.0)
    assert sent[0] == pytest.approx(1.5)
    assert chosen[0] == pytest.approx(1.0)


def test_staff_whom_residents_brought_in_stay_and_their_training_is_paid_for():
    tender = {"tender": {"mechanism": "competitive_tender"}}
    off = finished(town(tender, months=36), "tender")
    on = finished(town(tender, {"induction.user_led": 1.0}, months=36), "tender")
    turnover = [world.record.columns["staff_turnover_year"][-1] for world in (off, on)]
    assert turnover[1] < turnover[0]
    assert 0 < measure(counted(on), "staff_inducted_share") <= 1
    assert on.ledger.balances.sum() == 0


def test_a_job_centre_fills_vacancies_faster():
    tender = {"tender": {"mechanism": "competitive_tender"}}
    off = finished(town(tender), "tender")
    on = finished(town(tender, {"induction.job_centre": 0.5}), "tender")
    assert on.working.fill_rate > off.working.fill_rate
