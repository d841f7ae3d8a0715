"""Each driver can be switched off: at 0, what it works through makes no difference any more."""

import numpy as np
import pytest

from alliance_sim.simulate import simulate
from alliance_sim.world.model import World
from tests.small import WAYS, alike, equal, finished, small

# What is switched off; the option it is tried under; the driver that then must not matter, with
# two values far apart.
SILENT = {
    "engagement": (
        {
            "trust.engagement": 0.0,
            "wellbeing.partner.co_design": 0.0,
            "bidding.understanding": 0.0,
        },
        "tender",
        ("competitive_tender.governance.co_design", 0.0, 1.0),
    ),
    "handoff_trust": ({"trust.handoff_trust": 0.0}, "tender", ("trust.rivals", 0.0, 1.0)),
    "pairs": ({"trust.handoff_trust": 0.0}, "auction", ("trust.pair_speed", 0.0, 1.0)),
    "peer_visibility": (
        {"alliance.governance.peer_visibility": 0.0},
        "alliance",
        ("governance.discount", 0.0, 1.0),
    ),
    "monitoring": (
        {
            "effort.crowding_out": 0.0,
            "governance.monitoring_burden": 0.0,
            "governance.monitoring_cost": 0.0,
            "trust.monitoring_loss": 0.0,
            "wellbeing.partner.monitoring": 0.0,
        },
        "tender",
        ("competitive_tender.governance.monitoring_intensity", 0.0, 1.0),
    ),
    "stakes": (
        {"competitive_tender.governance.kpi_stake": 0.0},
        "tender",
        ("governance.gaming", 0.0, 1.0),
    ),
    "disputes": (
        {
            "competitive_tender.governance.kpi_stake": 0.0,
            "competitive_tender.governance.outcome_stake": 0.0,
        },
        "tender",
        ("trust.dispute_loss", 0.0, 2.0),
    ),
    "reserves": (
        {"workforce.squeeze_effect": 0.0, "workforce.squeeze_relational": 0.0},
        "tender",
        ("workforce.squeeze_reserves_months", 0.0, 12.0),
    ),
    "assent": (
        {"alliance.governance.best_for_service": False},
        "alliance",
        ("governance.assent_alignment", 0.0, 20.0),
    ),
    "estimates": (
        {"bidding.common_error_sd": 0.0},
        "auction",
        ("bidding.awareness", 0.0, 1.0),
    ),
    "understanding": (
        {"bidding.common_error_sd": 0.0},
        "alliance",
        ("bidding.understanding", 0.0, 0.8),
    ),
    "investment": (
        {"market.investment_volume": 0.0},
        "tender",
        ("competitive_tender.continuity.volume_guarantee", 0.0, 1.0),
    ),
    "share": (
        {"contracts.gain_share.provider_share": 0.0},
        "alliance",
        ("bidding.padding_cost", 1.0, 50.0),
    ),
    "relations": (
        {
            f"{service}.relational_share": 0.0
            for service in (
                "home_care",
                "care_act_assessment",
                "advocacy",
                "reablement",
                "community_connection",
            )
        }
        | {
            f"wellbeing.{driver}": 0.0
            for driver in (
                "informed.relational",
                "partner.relational",
                "informed.advocacy",
                "connected.community",
            )
        }
        | {f"{service}.kpi_visibility": 0.0 for service in ("home_care", "reablement")}
        | {"advocacy.kpi_visibility": 0.0, "care_act_assessment.kpi_visibility": 0.0}
        | {"community_connection.kpi_visibility": 0.0},
        "auction",
        ("workforce.squeeze_relational", 0.0, 0.3),
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_switched_off_at_its_source_a_driver_makes_no_difference(name):
    off, option, (driver, low, high) = SILENT[name]
    runs = [simulate(small(parameters=off | {driver: value}), option) for value in (low, high)]
    assert alike(*runs)


@pytest.mark.parametrize("name", SILENT)
def test_switched_on_the_same_driver_makes_one(name):
    _, option, (driver, low, high) = SILENT[name]
    runs = [simulate(small(parameters={driver: value}), option) for value in (low, high)]
    assert not alike(*runs)


def members_terms(visibility):
    story = small(parameters={"alliance.governance.peer_visibility": visibility}, months=30)
    world = finished(story, "alliance")
    (deal,) = (lot.deal for lot in world.lots())
    assert len(deal.members) > 1
    return deal, world.terms


def test_without_peers_who_see_members_act_on_their_own_share_alone():
    deal, _ = members_terms(0.0)
    assert deal.cooperation(1.0, 0.95) == 0.0
    assert equal(deal.member_share(1.0, 0.95), deal.shares())
    assert deal.shares().sum() == pytest.approx(1.0)


def test_peers_who_see_one_another_sustain_cooperation():
    deal, terms = members_terms(1.0)
    alone, _ = members_terms(0.0)
    assert deal.cooperation(0.5, 0.95) > 0
    assert (deal.member_share(0.5, 0.95) > deal.shares()).all()
    assert terms.peer[deal.members].min() == 1.0
    assert alone.mechanism.governance.peer_visibility == 0.0


def first_month(**parameters):
    """Delivery in a first month, under contracts that luck has handed out."""
    world = World(small(parameters=parameters), "tender", 1, 0)
    world.step()
    return world.delivery


HOME = 0
STAKE = "competitive_tender.governance.kpi_stake"
# Relational effort costs no money, so that there is some to crowd out; KPIs see nothing of it, and
# cutting corners does it no harm.
UNSEEN = {
    "effort.relational_cost": 0.0,
    "effort.damage_relational": 0.0,
    "home_care.kpi_visibility": 0.0,
    "workforce.cutting_effect": 0.0,
}


@pytest.mark.parametrize("substitution", [0.0, 0.6])
def test_pay_for_what_is_seen_crowds_out_the_rest_only_where_one_takes_the_others_place(
    substitution,
):
    unpaid, paid = (
        first_month(**UNSEEN, **{"effort.substitution": substitution, STAKE: stake})
        for stake in (0.0, 0.4)
    )
    assert (paid.verifiable[:, HOME] > unpaid.verifiable[:, HOME]).any()
    lost = unpaid.relational[:, HOME] - paid.relational[:, HOME]
    assert (lost >= 0).all()
    assert (lost > 0).any() == (substitution > 0)


@pytest.mark.parametrize("option", WAYS)
def test_gaming_shows_in_what_is_reported_and_in_no_life(option):
    # Reports are paid for; nobody is ever so short of money that it shows in care.
    calm = {"workforce.squeeze_effect": 0.0, "workforce.squeeze_relational": 0.0}
    # Nor does money withheld cost anyone's trust.
    calm |= {"workforce.squeeze_reserves_months": 0.0, "trust.dispute_loss": 0.0}
    calm |= {"market.handback_loss": 1.0}
    # Nor does what somebody earns already make the next offer cheaper by carrying overhead.
    for kind in ("national_private", "local_private", "voluntary_sector", "community_network"):
        calm[f"provider_kinds.{kind}.reserves_months"] = 99
        calm[f"provider_kinds.{kind}.overhead_fixed"] = 0.0
    honest, gaming = (
        simulate(small(parameters=calm | {"governance.gaming": value}), option)
        for value in (0.0, 1.0)
    )
    assert equal(honest.monthly["wellbeing"], gaming.monthly["wellbeing"])
    assert equal(honest.monthly["quality_experienced"], gaming.monthly["quality_experienced"])
    assert gaming.outcomes["quality_measured"] > honest.outcomes["quality_measured"]
    assert np.nansum(gaming.monthly["cost_care_gbp"]) > np.nansum(honest.monthly["cost_care_gbp"])
