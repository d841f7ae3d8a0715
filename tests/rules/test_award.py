"""Awards: what each way of buying does as a whole, and the nulls that show none is favoured."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.cooperation import effective_share
from alliance_sim.rules.behaviour.effort import choose_effort
from alliance_sim.rules.contracts import Actuals
from tests.examples import (
    CONTRACTS,
    PRICES,
    SELECTIONS,
    agrees,
    alliance,
    beliefs,
    bidders,
    capability_first,
    descending_clock,
    effort_costs,
    first_price,
    gain_share,
    governance,
    incentives,
    lowest_price,
    open_book_target,
    reverse_auction,
    scored_bids,
    tender,
)
from tests.ways import WAYS

COMBINATIONS = [
    (way, selection, price) for way in WAYS for selection in SELECTIONS for price in PRICES
]
FLOORS = [0.95, 0.9, 1.05, 1.0]
CAPABILITY = [0.6, 0.7, 0.9, 0.8]


def entrants(**changes):
    return bidders(FLOORS, **{"capability": CAPABILITY} | changes)


def made(way, selection, price, **changes):
    lever = PRICES[price].model_copy(update=changes)
    return WAYS[way](selection=SELECTIONS[selection], price=lever)


@pytest.mark.parametrize(("way", "selection", "price"), COMBINATIONS)
def test_every_mix_of_levers_awards(way, selection, price):
    award = made(way, selection, price).award(entrants(), beliefs())
    expected = 3 if selection == "capability_first" else 1
    assert len(award.winners) == expected
    assert set(award.winners) <= {100, 101, 102, 103}
    assert 0.9 <= award.price_ratio <= 1.2
    assert award.bids.shape == award.scored_quality.shape == (4,)


@pytest.mark.parametrize(("way", "selection", "price"), COMBINATIONS)
def test_what_counts_is_the_levers_and_not_the_name_of_the_preset(way, selection, price):
    award = made(way, selection, price).award(entrants(), beliefs())
    same = made("competitive_tender", selection, price).award(entrants(), beliefs())
    assert award.winners == same.winners
    assert award.price_ratio == same.price_ratio


@pytest.mark.parametrize(("way", "selection", "price"), COMBINATIONS)
def test_a_price_fixed_by_the_buyer_is_what_is_paid(way, selection, price):
    award = made(way, selection, price, set_by="buyer").award(entrants(), beliefs())
    assert award.price_ratio == 1.0
    # Who cannot live with the reference price stays away, whatever the ceiling.
    assert 102 not in award.winners
    assert np.isnan(award.bids[2])
    assert (award.bids[[0, 1, 3]] == 1.0).all()


def test_with_prices_fixed_by_the_buyer_the_best_wins_a_tender():
    way = tender(price=first_price(set_by="buyer"))
    assert way.award(entrants(), beliefs()).winners == (103,)


@pytest.mark.parametrize(("way", "selection", "price"), COMBINATIONS)
@pytest.mark.parametrize("set_by", ["bids", "buyer"])
def test_no_acceptable_bid_no_award(way, selection, price, set_by):
    buying = made(way, selection, price, set_by=set_by)
    for nobody in (bidders([]), bidders([1.3, 1.4])):
        award = buying.award(nobody, beliefs())
        assert award.winners == ()
        assert np.isnan(award.price_ratio)
        assert np.isnan(award.bids).all()


@pytest.mark.parametrize("way", [tender(), reverse_auction()], ids=lambda way: way.kind)
def test_a_lone_bidder_is_paid_the_ceiling(way):
    assert way.award(bidders([0.9]), beliefs()).price_ratio == 1.2


@pytest.mark.parametrize("price", PRICES)
def test_one_above_the_ceiling_changes_nothing(price):
    for selection in SELECTIONS:
        for rule in ("equilibrium", "adaptive", "naive"):
            way, facing = made("competitive_tender", selection, price), beliefs(rule=rule)
            usual = way.award(entrants(), facing)
            more = bidders(
                [*FLOORS, 1.21],
                capability=[*CAPABILITY, 1.0],
                trust=[0.5] * 4 + [1.0],
                tie=[*entrants().tie, 0.01],
            )
            with_one_more = way.award(more, facing)
            assert with_one_more.winners == usual.winners
            assert with_one_more.price_ratio == usual.price_ratio
            assert with_one_more.bids[:4].tolist() == usual.bids.tolist()
            assert np.isnan(with_one_more.bids[4])


def test_a_contract_is_settled_alike_whichever_way_it_was_awarded():
    actuals = Actuals(cost_gbp=900.0, units=50.0, price_gbp=20.0, target_cost_gbp=1000.0)
    for contract in CONTRACTS.values():
        paid = {way(contract=contract).contract.settle(actuals).paid_gbp for way in WAYS.values()}
        assert len(paid) == 1


def test_partners_of_an_alliance_agree_one_target_from_their_own_books():
    way = alliance(selection=capability_first(members=2, trust_weight=0.0))
    award = way.award(entrants(), beliefs())
    assert award.winners == (102, 103)
    assert award.price_ratio == pytest.approx(award.bids[[2, 3]].mean())


def test_a_competitively_priced_alliance_is_paid_what_its_partners_ask_together():
    way = alliance(price=first_price())
    award = way.award(entrants(), beliefs(rule="naive"))
    chosen = [winner - 100 for winner in award.winners]
    assert award.price_ratio == pytest.approx(np.array(FLOORS)[chosen].mean() * 1.05)


def test_an_open_book_tender_is_paid_its_winners_target_and_not_the_losers():
    way = tender(price=open_book_target(), contract=gain_share())
    award = way.award(entrants(), beliefs())
    winner = award.winners[0] - 100
    assert award.price_ratio == award.bids[winner]
    loser_dearer = bidders([1.15, *FLOORS[1:]], capability=CAPABILITY)
    again = way.award(loser_dearer, beliefs())
    assert winner != 0
    assert again.winners == award.winners
    assert again.price_ratio == award.price_ratio


def test_an_alliance_of_one_is_a_plain_incentive_contract():
    target = open_book_target()
    one = alliance(
        selection=capability_first(members=1, trust_weight=0.0),
        governance=governance(decides="unanimous", judged_together=True, peer_visibility=0.5),
    )
    plain = tender(selection=scored_bids(price_weight=0.0), price=target, contract=gain_share())
    ours, theirs = (way.award(entrants(), beliefs()) for way in (one, plain))
    assert ours.winners == theirs.winners == (102,)
    assert ours.price_ratio == theirs.price_ratio
    # It bears the same share of cost, shares results with nobody, and has one link to keep up.
    assert one.contract.cost_share(1.0) == plain.contract.cost_share(1.0) == 0.5
    assert one.governance.links(1, 1) == plain.governance.links(1, 1) == 1
    costs = effort_costs(saving=1.0, damage_relational=0.4, verifiable=0.1)
    efforts = [
        choose_effort(
            costs,
            incentives(
                cost_share=way.contract.cost_share(1.0) * effective_share(1.0, degree),
                outcome=0.8 * effective_share(1.0, degree),
            ),
        )
        for way, degree in ((one, 0.0), (one, 0.7), (plain, 0.0))
    ]
    assert len({(float(e.verifiable), float(e.relational), float(e.cutting)) for e in efforts}) == 1


@pytest.mark.statistical
def test_standard_care_costs_the_same_by_tender_and_by_auction():
    # Equally good bidders, no decrement, nothing but cost differs.
    sealed, opened = [], []
    ways = tender(selection=scored_bids()), reverse_auction(price=descending_clock())
    for floors in np.random.default_rng(11).uniform(0.8, 1.2, (1500, 4)):
        first, second = (way.award(bidders(floors), beliefs()) for way in ways)
        assert first.winners == second.winners == (100 + floors.argmin(),)
        sealed.append(first.price_ratio)
        opened.append(second.price_ratio)
    assert agrees(np.subtract(sealed, opened), 0.0)


def test_a_price_only_tender_and_a_weighted_one_agree_on_standard_care():
    for formula in ("lowest_ratio", "range", "fixed_line", "monetised_quality"):
        weighted = tender(selection=scored_bids(formula=formula, price_weight=0.4))
        priced = tender(selection=lowest_price())
        same = entrants(capability=[0.7] * 4)
        worth = weighted.selection.pound_per_point(spread=0.4, ceiling=1.2)
        one = weighted.award(same, beliefs(pound_per_point=worth))
        other = priced.award(same, beliefs())
        assert one.winners == other.winners == (101,)
        assert one.price_ratio == pytest.approx(other.price_ratio, abs=1e-12)
