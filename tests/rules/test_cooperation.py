"""Cooperation: what patience, trust and being seen sustain against free-riding."""

import numpy as np
import pytest

from alliance_sim.rules.behaviour.cooperation import (
    detection,
    effective_share,
    least_to_lose,
    sustained_cooperation,
)
from tests.examples import benchmark, continuity, governance, named


@pytest.mark.parametrize("row", benchmark("B17"), ids=named)
def test_what_patience_sustains_when_every_shirker_is_seen(row):
    assert sustained_cooperation(1.0, row["delta"]) == pytest.approx(row["max_effort"])


@pytest.mark.parametrize("row", benchmark("B17_terms"), ids=named)
def test_what_term_and_renewal_leave_of_patience(row):
    deal = continuity(
        term_months=12 * row["contract_years"], renewal_probability=row["renewal_prob"]
    )
    patience = deal.yearly_discount(row["annual_delta"])
    assert patience == pytest.approx(row["effective_delta"])
    assert sustained_cooperation(1.0, patience) == pytest.approx(row["max_effort"])


def test_full_cooperation_from_one_half():
    assert sustained_cooperation(1.0, 0.5) == 1.0
    assert sustained_cooperation(1.0, 0.49) < 1.0


@pytest.mark.parametrize("months", [1, 6, 12])
def test_a_year_or_less_without_renewal_sustains_nothing(months):
    patience = continuity(term_months=months, renewal_probability=0.0).yearly_discount(0.95)
    assert sustained_cooperation(1.0, patience) == 0.0


def test_longer_terms_and_surer_renewal_make_for_more_patience():
    terms = [continuity(term_months=m).yearly_discount(0.95) for m in (12, 24, 60, 120)]
    assert (np.diff(terms) > 0).all()
    renewals = [
        continuity(renewal_probability=share).yearly_discount(0.95) for share in (0, 0.5, 1)
    ]
    assert (np.diff(renewals) > 0).all()
    assert renewals[-1] == pytest.approx(0.95)


@pytest.mark.parametrize("members", [2, 3, 6])
@pytest.mark.parametrize(("seen", "patience"), [(0.3, 0.4), (0.6, 0.55), (1.0, 0.3)])
def test_shirking_does_not_pay_up_to_that_degree_and_pays_beyond(members, seen, patience):
    # The repeated game, written out: effort worth 1 a unit, strain e^2/2, share 1/n each.
    share, reward = 1 / members, seen * patience / (1 - patience)

    def temptation(degree):
        agreed, alone = effective_share(share, degree), share
        now = (agreed - alone) ** 2 / 2
        later = (agreed - alone) * (1 - share) - now
        return now - reward * later

    degree = sustained_cooperation(seen, patience)
    assert 0 < degree < 1
    assert temptation(degree) == pytest.approx(0.0, abs=1e-12)
    assert temptation(degree * 0.95) < 0 < temptation(degree * 1.05)


@pytest.mark.parametrize("shares", [(0.5, 0.3, 0.2), (0.8, 0.2), (0.4, 0.3, 0.2, 0.1)])
@pytest.mark.parametrize(("seen", "patience"), [(0.3, 0.4), (0.8, 0.5)])
def test_among_unequal_members_the_one_with_least_to_lose_binds(shares, seen, patience):
    # The repeated game again: each does the share of the work that it holds of the result.
    shares, reward = np.array(shares), seen * patience / (1 - patience)

    def temptations(degree):
        extra = (1 - shares) * degree
        own = shares * extra**2 / 2
        others = shares @ extra - shares * extra
        return own - reward * (shares * others - own)

    degree = sustained_cooperation(seen, patience, least_to_lose(shares))
    assert 0 < degree < sustained_cooperation(seen, patience)
    assert temptations(degree).max() == pytest.approx(0.0, abs=1e-12)
    assert temptations(degree * 0.95).max() < 0 < temptations(degree * 1.05).max()


def test_equal_members_bind_alike_and_those_without_work_bind_nobody():
    for members in (2, 3, 8):
        assert least_to_lose(np.full(members, 1 / members)) == pytest.approx(1.0)
    assert least_to_lose(np.array([0.5, 0.5, 0.0])) == pytest.approx(1.0)
    assert least_to_lose(np.array([1.0, 0.0])) == least_to_lose(np.array([1.0])) == 1.0


def test_nobody_seen_nothing_sustained():
    assert sustained_cooperation(0.0, 0.99) == 0.0
    assert sustained_cooperation(0.0, 1.0) == 0.0
    assert sustained_cooperation(0.01, 1.0) == 1.0


def test_being_seen_falls_with_numbers_and_rises_with_trust():
    by_members = [detection(0.8, 0.5, members) for members in (2, 3, 4, 8)]
    assert by_members == pytest.approx([0.8 * 0.5 * 2 / n for n in (2, 3, 4, 8)])
    by_trust = [detection(0.8, trust, 4) for trust in (0.0, 0.4, 1.0)]
    assert by_trust[0] == 0.0
    assert (np.diff(by_trust) > 0).all()
    assert detection(0.0, 1.0, 2) == 0.0
    assert detection(1.0, 1.0, 1) == 1.0


@pytest.mark.parametrize("degree", [0.0, 0.3, 1.0])
def test_a_member_alone_acts_on_the_whole_result(degree):
    assert effective_share(1.0, degree) == 1.0


def test_members_act_on_between_their_share_and_the_whole():
    assert effective_share(0.25, 0.0) == 0.25
    assert effective_share(0.25, 1.0) == 1.0
    assert effective_share(0.25, 0.5) == pytest.approx(0.625)


def test_links_grow_with_pairs_where_all_decide_and_with_contracts_where_one_does():
    bilateral, joint = governance(), governance(decides="unanimous")
    assert [bilateral.links(n, n) for n in (1, 2, 4)] == [1, 2, 4]
    assert [joint.links(1, n) for n in (1, 2, 4, 8)] == [1, 3, 10, 36]
