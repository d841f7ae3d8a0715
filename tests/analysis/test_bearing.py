"""Who bears the risk: shares add up, premiums follow tolerance, and no split beats Borch's."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.analysis.bearing import Tolerances, bearing, tolerances
from alliance_sim.evidence import catalogue
from alliance_sim.experiments.compare import run_all
from tests.small import small

COSTS = "shocks.common_sd"
# What only cost can move: nobody ages, nobody enters by chance, nobody is watched or paid by KPI.
money = st.floats(-1e7, 1e7)


def tables(council, nhs, **firms):
    """One option's two tables; each firm is (kind, results, insolvent futures)."""
    n = len(council)
    outcomes = pd.DataFrame(
        {
            "option": "deal",
            "replication": range(n),
            "party_commissioner_gbp": council,
            "party_nhs_gbp": nhs,
        }
    )
    providers = pd.concat(
        [
            pd.DataFrame(
                {
                    "option": "deal",
                    "replication": range(n),
                    "name": name,
                    "kind": kind,
                    "result_gbp": results,
                    "insolvent": [int(r in failed) for r in range(n)],
                }
            )
            for name, (kind, results, failed) in firms.items()
        ]
    )
    return outcomes, providers


TOLERANCE = Tolerances(commissioner=100.0, nhs=50.0, kinds={"big": 5.0, "small": 1.0})


def one(council, nhs, **firms):
    return bearing(*tables(council, nhs, **firms), TOLERANCE)["deal"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(money, money, money, money), min_size=3, max_size=8))
def test_shares_add_to_one_and_no_split_costs_less_than_the_efficient_one(futures):
    council, nhs, big, little = np.array(futures).T
    shared = one(council, nhs, a=("big", big, ()), b=("small", little, ()))
    total = sum(b.variance_share for b in shared.bearers)
    assert np.isnan(total) or total == pytest.approx(1, abs=1e-5)
    assert sum(b.efficient_share for b in shared.bearers) == pytest.approx(1)
    assert shared.efficient_premium_gbp <= shared.premium_gbp * (1 + 1e-9) + 1e-9
    assert shared.excess_gbp >= 0


def test_a_party_that_steadies_the_total_has_a_negative_share():
    swing = np.array([-2.0, -1.0, 1.0, 2.0])
    shared = one(3 * swing, 0 * swing, a=("big", -swing, ()))
    shares = {b.name: b.variance_share for b in shared.bearers}
    assert shares["a"] == pytest.approx(-0.5)
    assert shares["commissioner"] == pytest.approx(1.5)


def test_the_premium_is_half_the_variance_over_the_tolerance():
    swing = np.array([-1.0, 0.0, 1.0])
    shared = one(0 * swing, 0 * swing, b=("small", swing, (0,)))
    (small_firm,) = shared.of("small")
    assert small_firm.premium_gbp == pytest.approx(1 / 2)
    # All of it on the smallest, against 100, 50 and 1 sharing.
    assert shared.efficient_premium_gbp == pytest.approx(1 / (2 * 151))
    assert small_firm.p_insolvency == pytest.approx(1 / 3)
    assert shared.insolvency == {"providers": pytest.approx(1 / 3), "small": pytest.approx(1 / 3)}


def test_everyone_has_a_tolerance_and_councils_pool_theirs():
    values = catalogue().values({})
    alone, three = tolerances(values, 1), tolerances(values, 3)
    assert three.commissioner == pytest.approx(3 * alone.commissioner)
    assert alone.kinds["voluntary_sector"] < alone.kinds["national_private"] < alone.commissioner


def cost_moves(contract):
    """A market in which general cost is the great unknown, bought under one contract."""
    way = {"mechanism": "competitive_tender", "contract": contract}
    return small(
        {"deal": {**way, "continuity": {"term_months": 24, "set_up_months": 0}}},
        {COSTS: 0.05, "shocks.own_sd": 0.0, "market.background_closure": 0.0},
        months=20,
    )


def test_cost_risk_is_the_providers_under_a_fixed_price_and_the_councils_under_cost_plus():
    shares = {}
    for name, contract in (
        ("fixed", {"kind": "fixed_price", "indexation": 0.0}),
        ("plus", {"kind": "cost_plus", "fee_share": 0.05}),
    ):
        scenario = cost_moves(contract)
        found = run_all(scenario, replications=8)
        shared = bearing(found.outcomes, found.providers, tolerances(scenario.values, 1))["deal"]
        shares[name] = {
            side: sum(b.sd**2 for b in shared.of(side)) for side in ("commissioner", "providers")
        }
    assert shares["fixed"]["providers"] > shares["plus"]["providers"]
    assert shares["plus"]["commissioner"] > shares["fixed"]["commissioner"]


def test_named_providers_add_up_to_the_party_of_all():
    found = run_all(small(), replications=2)
    named = found.providers.groupby(["option", "replication"])["result_gbp"].sum()
    party = found.outcomes.set_index(["option", "replication"])["party_providers_gbp"]
    assert np.allclose(named.sort_index(), party.sort_index())
    assert set(found.providers["insolvent"]) <= {0, 1}
