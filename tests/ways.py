"""Small instances of every way of buying, beside the three of `examples.py`."""

from alliance_sim.rules.contracts import Block, CostPlus, FixedPrice, OutcomePayment, Spot
from alliance_sim.rules.levers import PrimeLead, RankedList, ResidentsChoose
from alliance_sim.rules.mechanisms import (
    BlockGrant,
    DynamicPurchasing,
    InHouse,
    OutcomeContract,
    PersonalBudgets,
    PriceCompetitiveAlliance,
    PrimeProvider,
    RankedFramework,
    SpotPurchase,
    VoluntaryConsortium,
)
from tests.examples import (
    alliance,
    capability_first,
    continuity,
    first_price,
    governance,
    lowest_price,
    open_book_target,
    own_team,
    reverse_auction,
    scored_bids,
    tender,
)


def spot_purchase(**levers):
    usual = {
        "selection": lowest_price(by_package=True, asked=3),
        "price": first_price(),
        "contract": Spot(),
        "governance": governance(kpi_stake=0.0),
        "continuity": continuity(term_months=6, set_up_months=1, volume_guarantee=0.0),
    }
    return SpotPurchase(**usual | levers)


def block_grant(**levers):
    usual = {
        "selection": scored_bids(price_weight=0.0, open_to="voluntary_sector"),
        "price": open_book_target(contingency=0.0),
        "contract": Block(),
        "governance": governance(monitoring_intensity=0.15, kpi_stake=0.0),
        "continuity": continuity(term_months=12, renewal_probability=0.8),
    }
    return BlockGrant(**usual | levers)


def in_house(**levers):
    usual = {
        "selection": own_team(),
        "price": first_price(set_by="buyer"),
        "contract": CostPlus(fee_share=0.0),
        "governance": governance(kpi_stake=0.0),
        "continuity": continuity(renewal_probability=1.0),
    }
    return InHouse(**usual | levers)


def outcome_contract(**levers):
    usual = {
        "selection": scored_bids(),
        "price": first_price(),
        "contract": OutcomePayment(upfront_share=0.2, expected_outcomes=0.6),
        "governance": governance(monitoring_intensity=0.3, kpi_stake=0.0),
        "continuity": continuity(term_months=60),
    }
    return OutcomeContract(**usual | levers)


def price_competitive_alliance(**levers):
    levers = {"selection": capability_first(price_weight=0.4)} | levers
    like = alliance(**levers)
    return PriceCompetitiveAlliance(
        selection=like.selection,
        price=like.price,
        contract=like.contract,
        governance=like.governance,
        continuity=like.continuity,
    )


def dynamic_purchasing(**levers):
    usual = {
        "selection": scored_bids(by_package=True),
        "price": first_price(),
        "contract": Spot(),
        "governance": governance(kpi_stake=0.05),
        "continuity": continuity(term_months=12, volume_guarantee=0.0),
    }
    return DynamicPurchasing(**usual | levers)


def ranked_list(**changes):
    usual = {"places": 3, "framework_months": 48, "call_off_cost": 15.0, "by_package": True}
    return RankedList(**scored_bids().model_dump(exclude={"kind"}) | usual | changes)


def ranked_framework(**levers):
    usual = {
        "selection": ranked_list(),
        "price": first_price(),
        "contract": FixedPrice(),
        "governance": governance(kpi_stake=0.1),
        "continuity": continuity(term_months=12, volume_guarantee=0.0),
    }
    return RankedFramework(**usual | levers)


def prime_lead(**changes):
    usual = {
        "margin": 0.1,
        "kpi_passed_down": 1.0,
        "supervision": 0.3,
        "sub_term_months": 12,
        "sub_set_up_months": 1,
        "sub_procurement_cost": 1000.0,
        "sub_bid_cost": 1000.0,
        "sub_quality_floor": 0.5,
    }
    return PrimeLead(**scored_bids().model_dump(exclude={"kind"}) | usual | changes)


def prime_provider(**levers):
    usual = {
        "selection": prime_lead(),
        "price": first_price(),
        "contract": FixedPrice(),
        "governance": governance(),
        "continuity": continuity(term_months=60, set_up_months=9),
    }
    return PrimeProvider(**usual | levers)


def voluntary_consortium(**levers):
    usual = {
        "selection": capability_first(open_to="voluntary_and_community"),
        "price": open_book_target(contingency=0.0),
        "contract": Block(),
        "governance": governance(kpi_stake=0.0, decides="lead", judged_together=True),
        "continuity": continuity(term_months=48, set_up_months=12),
    }
    return VoluntaryConsortium(**usual | levers)


def residents_choose(**changes):
    usual = {
        "take_up": 0.5,
        "take_up_gap": 0.6,
        "help": 0.3,
        "brokerage_cost": 400.0,
        "choice_noise": 0.1,
        "tie_weight": 0.15,
        "by_package": True,
    }
    return ResidentsChoose(**lowest_price().model_dump(exclude={"kind"}) | usual | changes)


def personal_budgets(**levers):
    usual = {
        "selection": residents_choose(),
        "price": first_price(set_by="buyer"),
        "contract": Spot(),
        "governance": governance(kpi_stake=0.0),
        "continuity": continuity(term_months=12, volume_guarantee=0.0),
    }
    return PersonalBudgets(**usual | levers)


WAYS = {
    "competitive_tender": tender,
    "reverse_auction": reverse_auction,
    "alliance": alliance,
    "spot_purchase": spot_purchase,
    "block_grant": block_grant,
    "in_house": in_house,
    "outcome_contract": outcome_contract,
    "price_competitive_alliance": price_competitive_alliance,
    "dynamic_purchasing": dynamic_purchasing,
    "ranked_framework": ranked_framework,
    "prime_provider": prime_provider,
    "voluntary_consortium": voluntary_consortium,
    "personal_budgets": personal_budgets,
}
"""A maker of each way of buying, by name; levers given replace those of the preset."""
