"""Which adapter answers for which benchmark, what it may be asked, and which rules it asks."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from alliance_sim.experiments.verification import bidders, efforts, prices, terms
from alliance_sim.experiments.verification.estimates import Found


@dataclass(frozen=True, slots=True)
class Adapter:
    """One benchmark's way into the model.

    `find` takes what is asked and the row's inputs by name; `outputs` are the names it can find,
    as patterns; `asks` says which rules it asks, and `switch` where the simulation sets them.
    """

    find: Callable[..., Found]
    outputs: tuple[str, ...]
    asks: str
    switch: str

    @property
    def inputs(self) -> Mapping[str, inspect.Parameter]:
        """Inputs by name; those without a default are needed."""
        given = inspect.signature(self.find).parameters
        return {name: value for name, value in given.items() if name != "ask"}

    def knows(self, output: str) -> bool:
        """Whether it can find an output."""
        return any(re.fullmatch(pattern, output) for pattern in self.outputs)

    @property
    def names(self) -> list[str]:
        """Names of outputs that are written in full."""
        return [name for name in self.outputs if re.fullmatch(r"\w+", name)]


BID_AT = r"bid_at_c\d+"
AWARDS = "`Mechanism.awards` in `rules/mechanisms/mechanism.py`"
SEALED = f"{AWARDS} with `equilibrium_markup` in `rules/behaviour/bidding.py`"
STRENGTH = (
    "`best_strength` in `rules/behaviour/incentive_strength.py` over `choose_effort` and "
    "`risk_premium`"
)

ADAPTERS: Mapping[str, Adapter] = {
    "B1_fpsb_uniform": Adapter(
        prices.first_price_uniform,
        (
            "expected_winner_cost",
            "expected_price",
            "expected_rent",
            "var_price_first",
            "var_price_second",
            BID_AT,
        ),
        SEALED,
        "price lever `first_price` or `second_price`",
    ),
    "B2_fpsb_power": Adapter(
        prices.first_price_power,
        ("expected_winner_cost", "expected_price", BID_AT),
        SEALED,
        "price lever `first_price`",
    ),
    "B3_fpsb_exponential": Adapter(
        prices.first_price_exponential,
        ("expected_winner_cost", "expected_price", "markup", BID_AT),
        SEALED,
        "price lever `first_price`",
    ),
    "B4_vickrey_english": Adapter(
        prices.open_auction,
        (
            "expected_price_vickrey",
            r"clock_price_decrement_\d*\.\d+_(mc|se)",
            r"tie_share_\d*\.\d+_mc",
        ),
        f"{AWARDS} with `run_clock` in `rules/levers/clock.py`",
        "price lever `second_price`; `descending_clock` with its `decrement`",
    ),
    "B5_reserve": Adapter(
        prices.reserve_price,
        ("expected_buyer_cost", "prob_no_award"),
        f"{AWARDS} with `optimal_reserve` in `rules/behaviour/reserve.py`",
        "price lever's `reserve`",
    ),
    "B6_winners_curse": Adapter(
        bidders.winners_curse,
        (
            "naive_profit_uniform",
            "naive_profit_normal",
            "breakeven_margin_uniform",
            "breakeven_margin_normal",
            "rnne_margin_uniform",
            "rnne_winner_profit_uniform",
        ),
        f"{AWARDS} with `curse` and `common_value_margin` in `rules/behaviour/common_value.py`",
        "`bidding.common_error_sd`, `bidding.error_shape`, `bidding.awareness`",
    ),
    "B7_che_scoring": Adapter(
        bidders.scored_quality,
        (
            "buyer_utility_scoring",
            "expected_quality",
            "expected_price",
            "buyer_utility_optimal_rule",
            "expected_quality_optimal_rule",
            "best_min_quality_standard",
            "buyer_utility_price_only_with_best_min_quality",
            r"bid_price_theta\d+",
        ),
        f"{AWARDS} with `rules/behaviour/quality_bidding.py`",
        "selection lever `scored_bids` with formula `monetised_quality` and `quality_points`",
    ),
    "B8_pseudotype": Adapter(
        bidders.pseudo_types,
        ("expected_top_pseudotype", "buyer_utility"),
        f"{AWARDS} with `pseudo_types` in `rules/behaviour/quality_bidding.py`",
        "the same",
    ),
    "B9_levin_smith_entry": Adapter(
        bidders.entry,
        (
            "entry_prob",
            "expected_entrants",
            "prob_no_bid",
            "expected_buyer_cost",
            "identity_cmin_plus_entry",
            "pure_free_entry_n",
        ),
        f"`entry_probability` in `rules/behaviour/entry.py`, then {AWARDS}",
        "`bid_cost` of the selection lever",
    ),
    "B10_holmstrom_milgrom_linear": Adapter(
        efforts.plain_incentive,
        ("beta", "effort", "total_CE", "first_best", "efficiency"),
        STRENGTH,
        "`market.share_rule`: `worked_out` (stated)",
    ),
    "B10b_hm_risk_averse_principal": Adapter(
        efforts.plain_incentive, ("beta", "numeric_argmax"), STRENGTH, "the same"
    ),
    "B11_multitask_effort": Adapter(
        efforts.measured_and_unmeasured,
        ("effort_measured", "effort_unmeasured", r"value_b1_\d+(\.\d+)?_b2_\d+(\.\d+)?"),
        "`choose_effort` in `rules/behaviour/effort.py`",
        "`effort.substitution`, `kpi_visibility`",
    ),
    "B11b_multitask_optimal": Adapter(
        efforts.best_measured, ("beta_optimal_interior",), STRENGTH, "as for B10"
    ),
    "B12_team_free_riding": Adapter(
        efforts.free_riding,
        ("effort", "effort_first_best", "surplus_ratio"),
        "`choose_effort`, on the share of `effective_share` in `rules/behaviour/cooperation.py`",
        "`judged_together` and `peer_visibility` of the governance lever",
    ),
    "B12b_alliance_share_with_risk": Adapter(
        efforts.members_share, ("optimal_individual_share",), STRENGTH, "as for B10"
    ),
    "B13_target_cost_share": Adapter(
        bidders.auctioned_share,
        (
            "provider_share",
            "expected_payment_optimal",
            "expected_payment_fixed_price",
            "expected_payment_near_cost_plus",
            "expected_payment_cost_plus_random_winner",
        ),
        f"{AWARDS} with `SharedWork` and `best_share` in `rules/behaviour/cost_share.py`",
        "a contract's `provider_share` under competitive bids",
    ),
    "B14_laffont_tirole": Adapter(
        terms.menu,
        ("effort", "provider_cost_share"),
        "`menu_share` in `rules/behaviour/share_menu.py`",
        "`market.share_rule`: `menu` (stated), `market.fund_cost`",
    ),
    "B15_bajari_tadelis": Adapter(
        terms.change_of_need,
        ("saving_from_fixed_price", "threshold_prob_of_change"),
        "`choose_effort` under both contracts, `renegotiation_cost` in "
        "`rules/behaviour/renegotiation.py`",
        "`market.change_probability` (0), `market.change_friction`",
    ),
    "B16_hart_shleifer_vishny": Adapter(
        terms.owners,
        (
            "surplus_first_best",
            "surplus_private",
            "surplus_public",
            "quality_first_best",
            "quality_private",
            "quality_public",
            "private_better",
        ),
        "`choose_effort` under `ownership_of` in `rules/behaviour/ownership.py`",
        "`provider_kinds.KIND.owner` (plain), `effort.bargained_share`, `effort.manager_share`",
    ),
    "B17_relational_contract": Adapter(
        terms.relationship,
        (
            "max_effort",
            "first_best_sustainable",
            "threshold_delta_first_best",
            "effective_delta",
        ),
        "`sustained_cooperation` in `rules/behaviour/cooperation.py`, `yearly_discount` of the "
        "continuity lever",
        "`governance.outside_surplus` (0), term and renewal",
    ),
    "B18_crowding_out": Adapter(
        terms.crowding_out,
        ("effort", "marginal_effect_of_beta"),
        "`own_motivation` and `choose_effort` in `rules/behaviour/effort.py`",
        "`effort.incentive_crowding` (0), `effort.incentive_drop` (0)",
    ),
    "B19_besley_ghatak": Adapter(
        terms.mission,
        ("bonus", "effort"),
        "`matched_mission` and `best_bonus` in `rules/behaviour/mission.py`, `choose_effort`",
        "`effort.mismatch_loss` (0); the bonus is a buyer's tool, which nothing in a run calls",
    ),
    "B20_borch": Adapter(
        terms.risk_sharing,
        ("shares", "total_risk_premium"),
        "`efficient_shares` and `risk_premium_of_shares` in `rules/behaviour/risk_sharing.py`",
        "a measure of who bears what, not a part of a run",
    ),
    "B1b_fpsb_risk_averse": Adapter(
        prices.first_price_averse,
        ("expected_price_first", "expected_price_open", "markup_coefficient"),
        SEALED,
        "bidders' attitude to risk",
    ),
    "B21_noisy_quality_selection": Adapter(
        bidders.noisy_quality,
        (
            "expected_true_quality_of_winner",
            "expected_measured_quality_of_winner",
            "reliability",
        ),
        f"{AWARDS} with `panel_scores` in `rules/levers/selection.py`",
        "`quality_noise_sd` of the selection lever",
    ),
}
"""Adapters by the id of the benchmark."""
