"""Terms and aims: from words to what is searched, and what is refused."""

import pytest

from alliance_sim.analysis.aims import AimError, aim, limit
from alliance_sim.analysis.design import Search
from alliance_sim.experiments.terms import TermsError, available, chosen, present, with_terms
from alliance_sim.scenario.load import with_changes
from tests.small import WAYS, small

SCENARIO = small()
ALLIANCE, TENDER = SCENARIO.options["alliance"], SCENARIO.options["tender"]


@pytest.mark.parametrize(
    ("option", "words", "message"),
    [
        (ALLIANCE, ["provider_shere"], "did you mean 'provider_share'?"),
        (ALLIANCE, ["quality_floor"], "no term 'quality_floor'"),
        (TENDER, ["bands"], "no term 'bands'"),
        (ALLIANCE, ["members", "members=2:4"], "named twice"),
        (ALLIANCE, ["pain_cap=much"], "low:high"),
        (ALLIANCE, ["pain_cap=0.3:0.1"], "no range"),
        (ALLIANCE, ["bands", "provider_share"], "one or the other"),
    ],
)
def test_a_term_that_cannot_be_searched_is_refused(option, words, message):
    with pytest.raises(TermsError, match=message.replace("?", r"\?")):
        chosen(option, words)


def test_ranges_come_from_the_evidence_unless_given():
    share, cap, term = chosen(ALLIANCE, ["provider_share", "pain_cap=0.02:0.1", "term_months"])
    assert (share.low, share.high) == (0.1, 0.9)
    assert (cap.low, cap.high) == (0.02, 0.1)
    assert (term.low % 12, term.high % 12, term.step) == (0, 0, 12)


def test_every_term_of_every_option_can_be_set():
    for name, way in SCENARIO.options.items():
        for word in available(way):
            (term,) = chosen(way, [word])
            now = present(way, [term])[word]
            for value in (term.nearest(end) for end in (term.low, term.high, now)):
                settings = with_terms(SCENARIO, name, {word: value}, name)
                with_changes(SCENARIO, {"options": {name: settings}})


def test_bands_stand_either_side_of_the_target():
    point = {"band_width": 0.1, "far_gain_share": 0.2, "near_share": 0.4, "far_pain_share": 0.8}
    settings = with_terms(SCENARIO, "alliance", point, "alliance")
    world = with_changes(SCENARIO, {"options": {"alliance": settings}})
    contract = world.options["alliance"].contract
    shares = [contract.cost_share(ratio) for ratio in (0.8, 0.95, 1.05, 1.2)]
    assert shares[:3] == [0.2, 0.4, 0.4]
    assert [(band.upto, band.provider_share) for band in contract.bands] == [
        (0.9, 0.2),
        (1.1, 0.4),
        (None, 0.8),
    ]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("welbeing", "did you mean 'wellbeing'"),
        ("bidders_mean", "say max:bidders_mean or min:bidders_mean"),
        ("most:wellbeing", "max or min"),
        ("median.wellbeing", "no statistic 'median'"),
    ],
)
def test_an_aim_that_says_nothing_is_refused(word, message):
    with pytest.raises(AimError, match=message):
        aim(word)


def test_aims_know_their_direction():
    up = {word: aim(word).higher_is_better for word in ("wellbeing", "cvar95.providers", "nhs")}
    down = {
        word: aim(word).higher_is_better
        for word in ("cost_total_gbp", "sd.commissioner", "p_loss.providers", "insolvency")
    }
    assert set(up.values()) == {True}
    assert set(down.values()) == {False}
    assert aim("max:bidders_mean").higher_is_better


@pytest.mark.parametrize("word", ["wellbeing", "wellbeing<0.5", "wellbeing<=high", "<=1"])
def test_a_limit_that_is_no_comparison_is_refused(word):
    with pytest.raises(AimError, match="a limit is a result"):
        limit(word, 0.05)


def test_the_limit_on_reserves_is_one_year_in_twenty():
    found = limit("reserves", 0.05)
    assert (found.measure.name, found.sign, found.bound) == ("years_short", 1.0, 0.05)


def test_a_limit_keeps_out_of_the_front_what_the_search_alone_would_choose():
    scenario = small({"alliance": WAYS["alliance"]}, months=18)
    terms = chosen(scenario.options["alliance"], ["provider_share", "members=2:4"])
    free, bound = (
        Search(scenario, "alliance", terms, [aim("max:party_providers_gbp")], limits).run(
            tries=12, replications=2, test_replications=2, seed=1, points=3
        )
        for limits in ([], [limit("party_providers_gbp<=1000000", 0.05)])
    )
    (best,) = free.front
    assert best.judged.aims[0] == max(one.judged.aims[0] for one in free.tried)
    assert all(one.judged.aims[0] <= 1000000 for one in bound.front)
    assert all(one.judged.overstepped[0] <= 0 for one in bound.front)


def test_the_present_contract_against_itself_changes_nothing():
    scenario = small({"alliance": WAYS["alliance"]}, months=18)
    way = scenario.options["alliance"]
    now = way.contract.provider_share
    terms = chosen(way, [f"provider_share={now}:{now}"])
    found = Search(scenario, "alliance", terms, [aim("wellbeing")]).run(
        tries=2, replications=2, test_replications=3, seed=1, points=3
    )
    (only,) = found.front
    assert only.judged == found.now
    (change,) = only.changes
    assert (change.mean, change.low, change.high) == (0, 0, 0)
