"""Winners, hatching, shares, tipping points and movers on made-up results."""

import math

import numpy as np
import pytest

from alliance_sim.analysis.aims import aim
from alliance_sim.analysis.estimates import Estimate
from alliance_sim.analysis.figures import regimes as figure
from alliance_sim.analysis.regimes import regime_map, winner
from alliance_sim.analysis.samples import samples, share_won
from alliance_sim.evidence import catalogue
from alliance_sim.experiments.axes import axis
from alliance_sim.experiments.regimes import Sampled

OPTIONS = ("tender", "auction", "alliance")
BENEFIT = "net_monetary_benefit_gbp"
REPLICATIONS = 12
LUCK = np.random.default_rng(1).normal(0, 1e6, REPLICATIONS)
"""Luck that all options share: far larger than the differences between them."""


def world(*means, own=0.0):
    """Results of one world: a mean for each option, shared luck, and luck of each option's own."""
    wobble = np.random.default_rng(2).normal(0, own, (REPLICATIONS, len(means))) if own else 0.0
    return {BENEFIT: np.array(means) + LUCK[:, None] + wobble}


def test_the_best_is_told_from_the_second_by_what_pairing_leaves():
    found = winner(world(1e3, 3e3, 2e3, own=10)[BENEFIT], OPTIONS, True)
    assert (found.best, found.second, found.is_clear) == ("auction", "alliance", True)
    assert found.ahead.mean == pytest.approx(1e3, abs=20)


def test_where_luck_of_their_own_is_larger_than_the_lead_it_cannot_be_told():
    found = winner(world(1e3, 3e3, 2e3, own=1e5)[BENEFIT], OPTIONS, True)
    assert not found.is_clear
    assert found.ahead.low < 0 < found.ahead.high


def test_lower_is_better_turns_the_order_round_and_keeps_the_lead_positive():
    found = winner(world(1e3, 3e3, 2e3, own=10)[BENEFIT], OPTIONS, False)
    assert (found.best, found.second) == ("tender", "alliance")
    assert found.ahead.mean > 0


def test_equals_are_never_told_apart():
    found = winner(world(2e3, 2e3, 1e3)[BENEFIT], OPTIONS, True)
    assert (found.best, found.second, found.is_clear) == ("tender", "auction", False)


def test_what_never_happened_neither_wins_nor_comes_second():
    values = world(1e3, math.nan, math.nan)[BENEFIT]
    found = winner(values, OPTIONS, True)
    assert (found.best, found.second, found.is_clear) == ("tender", "", True)
    nobody = winner(np.full_like(values, math.nan), OPTIONS, True)
    assert (nobody.best, nobody.is_clear) == ("", False)


def a_map(cells):
    """Three by three cells, bottom row first, each with the means of the options."""
    x, y = axis("home_care.kpi_visibility=0:0.4:3"), axis("bidders=4:12:3")
    return regime_map(
        [world(*means, own=1.0) for means in cells],
        OPTIONS,
        aim(BENEFIT),
        x,
        y,
        seed=1,
        usual=(0.25, 11.0),
    )


MIXED = [
    *[(9e3, 1e3, 2e3)] * 3,
    *[(1e3, 2e3, 4e3), (1e3, 2e3, 3e3), (1e3, 4e3, 2e3)],
    *[(1e3, 2e3, 2e3 + 1e-3)] * 3,
]


def test_shares_of_the_map_add_up_and_leave_out_what_is_hatched():
    found = a_map(MIXED)
    assert [found.share(option) for option in OPTIONS] == pytest.approx(
        [3 / 9, 1 / 9 + share_top(found, "auction"), 2 / 9 + share_top(found, "alliance")]
    )
    assert sum(found.share(option) for option in OPTIONS) == pytest.approx(1)
    clearly = sum(found.share(option, clearly=True) for option in OPTIONS)
    assert clearly == pytest.approx(1 - found.untold)
    assert found.untold == pytest.approx(3 / 9)


def share_top(found, option):
    """What an option wins of the top row, which hangs on a hair."""
    return sum(cell.best == option for cell in found.cells[2]) / 9


def test_the_winner_changes_where_the_paired_difference_crosses_nothing():
    (turn,) = a_map(MIXED).tipping()
    # The alliance leads by 1,000 at 20 % and trails by 2,000 at 40 %.
    assert turn.x == pytest.approx(0.2 + 0.2 / 3, abs=1e-3)
    assert (turn.before, turn.after, turn.is_clear) == ("alliance", "auction", True)


def test_without_a_change_of_winner_nothing_tips():
    found = a_map([(1e3, 2e3, 4e3)] * 9)
    assert found.tipping() == []
    assert "the alliance wins all along" in figure.tipping_words(found)


def test_a_grid_of_another_size_is_refused():
    with pytest.raises(ValueError, match="needs as many worlds"):
        a_map(MIXED[:4])


def test_the_sentence_is_written_from_the_numbers():
    text = figure.headline(a_map([(1e3, 2e3, 4e3)] * 9))
    assert "the alliance in 100% of the map, to the tender or the auction nowhere" in text
    assert "cannot be told" not in text
    mixed = figure.headline(a_map(MIXED))
    assert "in 33% the best cannot be told from the second" in mixed


def test_the_figure_hatches_what_cannot_be_told_and_says_all_in_words():
    found = a_map(MIXED)
    chart = figure.build(found)
    patches = chart.figure.axes[0].patches
    hatched = [patch for patch in patches if patch.get_hatch()]
    assert len(hatched) == round(9 * found.untold) == 3
    assert list(chart.table["Told apart"]).count("no") == 3
    svg = chart.svg().decode()
    assert "hatched" in chart.alt
    assert chart.title in chart.alt
    assert chart.alt.replace("&", "&amp;") in svg
    assert chart.svg() == figure.build(found).svg()


def sampled(places):
    paths = ("home_care.kpi_visibility", "market.ceiling_ratio")
    parameters = tuple(catalogue().parameters[path] for path in paths)
    return Sampled(parameters, places, (), 0)


def test_the_parameter_that_decides_the_winner_stands_out_and_the_other_does_not():
    places = np.random.default_rng(3).random((90, 2))
    found = samples(
        sampled(places),
        [world(*((2e3, 1e3, 0) if place > 0.5 else (1e3, 2e3, 0)), own=1) for place, _ in places],
        OPTIONS,
        aim(BENEFIT),
        seed=1,
    )
    first, second = found.movers
    assert first.path == "home_care.kpi_visibility"
    assert first.moved == pytest.approx(1)
    assert (first.low["auction"], first.high["tender"]) == pytest.approx((1, 1))
    assert second.moved <= found.by_chance < first.moved
    assert sum(found.share(option)[0] for option in OPTIONS) == pytest.approx(1)


@pytest.mark.parametrize(("won", "of"), [(0, 20), (7, 20), (20, 20)])
def test_the_interval_of_a_share_holds_it_and_stays_within_bounds(won, of):
    share, low, high = share_won(won, of)
    assert 0 <= low <= share <= high <= 1
    assert high - low < 0.5


def test_no_share_is_known_of_nothing():
    assert all(math.isnan(end) for end in share_won(0, 0))
    assert not Estimate(math.nan, math.nan, math.nan, math.nan, 0).is_clear
