"""Hypothesis vocabulary: scenarios of any place, services, market and way of buying."""

from hypothesis import strategies as st

from alliance_sim.rules.services import SERVICES
from tests.small import STARTS

share = st.floats(0, 1)

SELECTIONS = ("scored_bids", "lowest_price", "capability_first")
PRICES = ("first_price", "descending_clock", "open_book_target")

contracts = st.one_of(
    st.fixed_dictionaries({"kind": st.sampled_from(["fixed_price", "block"]), "indexation": share}),
    st.fixed_dictionaries({"kind": st.just("cost_plus"), "fee_share": share}),
    st.fixed_dictionaries(
        {"kind": st.just("gain_share"), "provider_share": share, "fee_share": share},
        optional={"gain_cap": share, "pain_cap": share, "dead_band": st.floats(0, 0.2)},
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("three_limbs"),
            "provider_share": share,
            "key_results": st.sampled_from(["none", "pool", "modifier"]),
            "pain_capped_at_fee": st.booleans(),
        }
    ),
)

governances = st.fixed_dictionaries(
    {},
    optional={
        "monitoring_intensity": share,
        "kpi_stake": share,
        "outcome_stake": share,
        "judged_together": st.booleans(),
        "peer_visibility": share,
        "information_sharing": share,
        "decides": st.sampled_from(["commissioner", "unanimous"]),
        "best_for_service": st.booleans(),
    },
)

continuities = st.fixed_dictionaries(
    {},
    optional={
        "term_months": st.integers(1, 14),
        "renewal_probability": share,
        "set_up_months": st.integers(0, 6),
        "set_up_cost_share": share,
        "staff_transfer_share": share,
        "volume_guarantee": share,
    },
)


def kinds(names):
    return st.fixed_dictionaries({"kind": st.sampled_from(names)})


ways = st.fixed_dictionaries(
    {"mechanism": st.sampled_from(sorted(STARTS.values()))},
    optional={
        "selection": kinds(SELECTIONS),
        "price": kinds(PRICES),
        "price_set_by": st.sampled_from(["bids", "buyer"]),
        "contract": contracts,
        "governance": governances,
        "continuity": continuities,
    },
)
"""A preset with any of its levers changed, hybrids included."""

parameters = st.fixed_dictionaries(
    {},
    optional={
        "market.providers": st.integers(0, 14),
        "market.background_closure": share,
        "market.entry_months": st.integers(1, 6),
        "market.ceiling_ratio": st.floats(0.7, 2),
        "market.handback_loss": st.floats(0, 0.1),
        "bidding.rule": st.sampled_from(["equilibrium", "adaptive", "naive"]),
        "shocks.common_sd": st.floats(0, 0.08),
        "shocks.own_sd": st.floats(0, 0.08),
        "trust.initial": share,
        "residents.overlooked_share": share,
        "residents.voiceless_share": share,
        "workforce.fill_rate": share,
    },
)


@st.composite
def stories(draw):
    """A small scenario with one option, named `it`: what to call `small` with.

    Not the scenario itself, so that a failure prints what is special about it and no more.
    """
    months = draw(st.integers(2, 20))
    councils = draw(st.sampled_from([["Bexley"], ["Leeds"], ["Bexley", "Camden"]]))
    return {
        "options": {"it": draw(ways)},
        "parameters": draw(parameters),
        "place": {"councils": councils, "residents": draw(st.integers(len(councils), 40))},
        "months": months,
        "warm_up": draw(st.integers(0, min(months - 1, 4))),
        "services": draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True)),
    }
