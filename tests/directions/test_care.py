"""Care answers to promises, people to hire, time to settle in, and who is looked for."""

import numpy as np
import pytest

from alliance_sim.simulate import simulate
from tests.small import small

REPLICATIONS = 2
# An alliance starts after fourteen months here; then its first year is settled.
MONTHS = 28


def outcome(name, option, story):
    runs = [simulate(story, option, replication=r) for r in range(REPLICATIONS)]
    return float(np.mean([run.outcomes[name] for run in runs]))


# A parameter, two values of it, an outcome, and whether the second value gives more of it.
UNDER_A_TENDER = [
    ("competitive_tender.continuity.volume_guarantee", 1.0, 0.0, "unmet_need_hours", True),
    ("competitive_tender.continuity.term_months", 36, 4, "cost_procurement_gbp", True),
    ("competitive_tender.continuity.term_months", 36, 4, "continuity_months", False),
    ("competitive_tender.continuity.term_months", 36, 4, "trust", False),
    ("workforce.fill_rate", 0.4, 0.05, "unmet_need_hours", True),
    ("workforce.rotation", 0.0, 0.3, "continuity_months", False),
    ("workforce.rotation", 0.0, 0.3, "wellbeing_connected", False),
    ("residents.assessed_month", 0.9, 0.1, "unmet_need_hours", True),
    ("trust.handoff_base", 0.3, 0.6, "handoffs_kept_share", True),
    ("trust.monitoring_loss", 0.0, 0.05, "trust", False),
    ("governance.monitoring_cost", 1000.0, 4000.0, "cost_monitoring_gbp", True),
    ("governance.gaming", 0.0, 0.5, "quality_gap", True),
    ("crisis.log_odds", -5.0, -3.5, "cost_crisis_gbp", True),
    ("market.background_closure", 0.0, 0.4, "provider_exits", True),
    ("market.background_closure", 0.0, 0.4, "continuity_months", False),
    ("effort.damage_relational", 0.0, 1.0, "quality_experienced", False),
    ("provider_kinds.local_private.mission", 0.0, 0.6, "quality_experienced", True),
]
UNDER_AN_ALLIANCE = [
    ("alliance.selection.members", 2, 5, "cost_governance_gbp", True),
    ("alliance.governance.peer_visibility", 0.0, 1.0, "quality_experienced", True),
    ("alliance.governance.information_sharing", 0.0, 1.0, "wellbeing_informed", True),
    ("alliance.governance.co_design", 0.0, 1.0, "wellbeing_partner", True),
    ("alliance.price.contingency", 0.0, 0.1, "cost_care_gbp", True),
    ("alliance.price.audit_accuracy", 0.0, 1.0, "cost_care_gbp", False),
    ("alliance.continuity.set_up_cost_share", 0.0, 0.1, "cost_procurement_gbp", True),
]
MOVES = [("tender", *move) for move in UNDER_A_TENDER]
MOVES += [("alliance", *move) for move in UNDER_AN_ALLIANCE]


@pytest.mark.parametrize(("option", "parameter", "low", "high", "name", "more"), MOVES)
def test_an_outcome_moves_as_it_should(option, parameter, low, high, name, more):
    one, other = (
        outcome(name, option, small(parameters={parameter: value}, months=MONTHS))
        for value in (low, high)
    )
    assert (other > one) == more
