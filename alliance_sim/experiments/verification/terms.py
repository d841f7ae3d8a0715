"""Adapters: what contracts, owners, missions and risk do (B14 to B20)."""

import re

import numpy as np

from alliance_sim.experiments.verification.efforts import incentives, technology
from alliance_sim.experiments.verification.estimates import Ask, Found, exact
from alliance_sim.rules.behaviour.cooperation import sustained_cooperation
from alliance_sim.rules.behaviour.cost_share import SharedWork
from alliance_sim.rules.behaviour.distributions import uniform
from alliance_sim.rules.behaviour.effort import (
    EffortCosts,
    Incentives,
    choose_effort,
    own_motivation,
)
from alliance_sim.rules.behaviour.incentive_strength import net_worth
from alliance_sim.rules.behaviour.mission import best_bonus, matched_mission
from alliance_sim.rules.behaviour.ownership import Owner, ownership_of
from alliance_sim.rules.behaviour.renegotiation import renegotiation_cost
from alliance_sim.rules.behaviour.risk_sharing import efficient_shares, risk_premium_of_shares
from alliance_sim.rules.behaviour.search import turning_point
from alliance_sim.rules.behaviour.share_menu import menu_share
from alliance_sim.rules.contracts import Contract, CostPlus, FixedPrice
from alliance_sim.rules.levers import Continuity

NEARLY = 1e-9
"""What full cooperation may fall short by and still be full."""

SLIGHTLY = 1e-6
"""A little more of an incentive, to see what it changes."""


def menu(ask: Ask, *, lam: float, theta: float, theta_lo: float, theta_hi: float) -> Found:
    """B14: a menu of shares for providers who know their own cost."""
    work = SharedWork(effort_cost=1.0, risk=0.0)
    share = menu_share(work, uniform(theta_lo, theta_hi), theta, lam)
    return exact(provider_cost_share=share, effort=work.saving(share))


def change_of_need(ask: Ask, *, d: float, renegotiation_friction: float) -> Found:
    """B15: fixed price against cost plus where a contract may have to be agreed anew."""
    costs, saved = technology(d, saving=1.0), incentives(cost_share=1.0)
    fixed, reimbursed = FixedPrice(), CostPlus(fee_share=0.0)

    def worth(contract: Contract, chance: float = 0.0) -> float:
        effort = choose_effort(costs, incentives(cost_share=contract.cost_share()))
        lost = renegotiation_cost(chance, renegotiation_friction, contract.reimburses_cost)
        return float(net_worth(costs, saved, effort)[0] - lost)

    return exact(
        saving_from_fixed_price=worth(fixed) - worth(reimbursed),
        threshold_prob_of_change=turning_point(
            lambda chance: worth(fixed, chance) <= worth(reimbursed, chance), 0.0, 1.0
        ),
    )


def owners(ask: Ask, *, A: float, B: float, G: float, lam: float) -> Found:
    """B16: shading and improving quality under three forms of ownership.

    Theory's efforts are the squares of the model's. Saving hurts relational quality, on which no
    effort is worth its cost; improvement is verifiable effort.
    """
    costs = EffortCosts(0.0, 1.0, 2 * A, 2.0, 0.0, 0.0, 2 * B)
    felt = {"cost_share": 1.0, "outcome": 1.0, "weight_verifiable": 2 * G, "weight_relational": 1.0}
    counted = incentives(**felt)
    forms: dict[str, Owner] = {
        "first_best": "plain",
        "private": "contractor",
        "public": "manager",
    }
    surplus, quality = {}, {}
    for name, owner in forms.items():
        own = ownership_of(owner, bargained=1 / 2, managers=lam / 2)
        mine = {f"own_{part}": share for part, share in own._asdict().items()}
        effort = choose_effort(costs, incentives(**felt, **mine))
        surplus[f"surplus_{name}"] = float(net_worth(costs, counted, effort)[0])
        improved = counted.weight_verifiable * effort.quality_verifiable
        quality[f"quality_{name}"] = float((improved + effort.quality_relational)[0])
    better = surplus["surplus_private"] > surplus["surplus_public"]
    return exact(**surplus, **quality, private_better=better)


def relationship(
    ask: Ask,
    *,
    delta: float = 0.0,
    outside_surplus: float = 0.0,
    annual_delta: float = 0.0,
    contract_years: float = 0.0,
    renewal_prob: float = 0.0,
) -> Found:
    """B17: effort that a promise can sustain, by patience, contract term and way out."""
    if contract_years:
        delta = Continuity(
            term_months=round(12 * contract_years),
            renewal_probability=renewal_prob,
            set_up_months=0,
            set_up_cost_share=0.0,
            staff_transfer_share=0.0,
            volume_guarantee=0.0,
        ).yearly_discount(annual_delta)

    def effort(patience: float) -> float:
        return sustained_cooperation(1.0, patience, outside=outside_surplus)

    def full(patience: float) -> bool:
        return effort(patience) >= 1 - NEARLY

    return exact(
        effective_delta=delta,
        max_effort=effort(delta),
        first_best_sustainable=full(delta),
        threshold_delta_first_best=turning_point(full, 0.0, 1.0),
    )


def crowding_out(
    ask: Ask, *, m0: float, kappa: float, beta: float, c: float, drop: float = 0.0
) -> Found:
    """B18: an incentive that takes the place of own motivation."""
    mission = np.array([m0])

    def effort(paid: float) -> float:
        left = own_motivation(mission, 0.0, np.zeros(1), np.array([paid]), kappa, drop)
        given = incentives(kpi=paid, outcome=float(left[0]), weight_verifiable=1.0)
        return float(choose_effort(technology(c), given).verifiable[0])

    more = (effort(beta + SLIGHTLY) - effort(beta)) / SLIGHTLY
    return exact(effort=effort(beta), marginal_effect_of_beta=more)


def mission(ask: Ask, *, pi: float, theta: float) -> Found:
    """B19: a bonus for success to a provider whose mission is the buyer's too."""
    own = float(matched_mission(np.array(theta), np.array(1.0), mismatch_loss=1.0))

    def paid(bonus: float) -> Incentives:
        return incentives(kpi=bonus, outcome=own, weight_verifiable=1.0)

    def effort(bonus: float) -> float:
        return float(choose_effort(technology(), paid(bonus)).verifiable[0])

    bonus = best_bonus(pi, effort)
    return exact(bonus=bonus, effort=effort(bonus))


def risk_sharing(ask: Ask, *, tau: list[float], rule: str, sigma2: float, case: str = "") -> Found:
    """B20: a risk shared in the best way, or by a rule of thumb; the council comes first."""
    count = len(tau)
    rules = {
        "borch": lambda: efficient_shares(tau),
        "equal": lambda: np.full(count, 1 / count),
        "all_on_council": lambda: np.eye(count)[0],
        "all_on_providers": lambda: (1 - np.eye(count)[0]) / (count - 1),
    }
    if re.fullmatch(r"\d+(_\d+)*", rule):
        shares = np.array([float(part) for part in rule.split("_")]) / 100
    elif rule in rules:
        shares = rules[rule]()
    else:
        raise ValueError(
            f"rule: must be one of {', '.join(rules)} or percentages, such as 50_25_25"
        )
    return exact(
        shares=tuple(shares.tolist()),
        total_risk_premium=risk_premium_of_shares(shares, tau, sigma2),
    )
