"""Adapters: what effort answers to, and how strong its incentives should be (B10 to B12b)."""

import re

import numpy as np

from alliance_sim.experiments.verification.estimates import Ask, Estimate, Found, exact
from alliance_sim.rules.behaviour.bidding import risk_premium
from alliance_sim.rules.behaviour.cooperation import effective_share
from alliance_sim.rules.behaviour.effort import Effort, EffortCosts, Incentives, choose_effort
from alliance_sim.rules.behaviour.incentive_strength import (
    best_strength,
    joint_certainty_equivalent,
    net_worth,
)

PLENTY = 100.0
"""Own motivation, in units of what tasks are worth, that keeps a provider at all of its tasks."""


def technology(curvature: float = 1.0, **other: float) -> EffortCosts:
    """Effort that costs nothing but its strain, with what else is named."""
    return EffortCosts(**dict.fromkeys(EffortCosts._fields, 0.0) | {"curvature": curvature} | other)


def incentives(**given: float) -> Incentives:
    """One provider's incentives; what is not named is nothing, and all effort arrives."""
    named = dict.fromkeys(
        ("cost_share", "kpi", "outcome", "kpi_visibility", "weight_verifiable"), 0.0
    )
    named |= {"weight_relational": 0.0, "human_scale": 1.0} | given
    return Incentives(**{name: np.array([value]) for name, value in named.items()})


def premium(aversion: float, share: float, variance: float) -> float:
    """What bearing a share of a risk costs one party."""
    return float(risk_premium(np.array(aversion), share, variance**0.5, 1.0))


PRODUCT = incentives(outcome=1.0, weight_verifiable=1.0)
"""What a unit of plain output is worth to all together."""


def plain_incentive(
    ask: Ask,
    *,
    c: float,
    sigma2: float,
    r: float = 0.0,
    r_agent: float = 0.0,
    r_principal: float = 0.0,
) -> Found:
    """B10 and B10b: one task, risk on whoever is paid by result, and on the buyer for the rest."""
    costs, averse = technology(c), r + r_agent

    def worth(beta: float) -> float:
        borne = premium(averse, beta, sigma2) + premium(r_principal, 1 - beta, sigma2)
        return joint_certainty_equivalent(costs, incentives(kpi=beta), PRODUCT, borne)

    beta, total = best_strength(worth)
    first_best = float(net_worth(costs, PRODUCT, choose_effort(costs, PRODUCT))[0])
    return exact(
        beta=beta,
        numeric_argmax=beta,
        effort=float(choose_effort(costs, incentives(kpi=beta)).verifiable[0]),
        total_CE=total,
        first_best=first_best,
        efficiency=total / first_best,
    )


def _two_tasks(c1: float, c2: float, gamma: float) -> tuple[EffortCosts, float, float]:
    """Technology of two tasks, and the model's units of effort in each of theory's.

    The model counts both efforts so that each strains alike.
    """
    one, two = c1**0.5, c2**0.5
    return technology(1.0, substitution=gamma / (one * two)), one, two


def measured_and_unmeasured(
    ask: Ask, *, beta: float, c1: float, c2: float, gamma: float, m1: float, m2: float
) -> Found:
    """B11: a KPI that sees one of two tasks, and own motivation for both."""
    costs, one, two = _two_tasks(c1, c2, gamma)
    effort = choose_effort(
        costs,
        incentives(
            kpi=beta / one, outcome=1.0, weight_verifiable=m1 / one, weight_relational=m2 / two
        ),
    )
    found = exact(
        effort_measured=float(effort.verifiable[0]) / one,
        effort_unmeasured=float(effort.relational[0]) / two,
    )
    for name in ask.outputs:
        weights = re.fullmatch(r"value_b1_([\d.]+)_b2_([\d.]+)", name)
        if weights:
            found[name] = Estimate(_value(effort, float(weights[1]) / one, float(weights[2]) / two))
    return found


def _value(effort: Effort, verifiable: float, relational: float) -> float:
    """Worth of what was done, at a worth of each kind of effort."""
    worth = incentives(outcome=1.0, weight_verifiable=verifiable, weight_relational=relational)
    return float(net_worth(technology(0.0), worth, effort)[0])


def best_measured(
    ask: Ask, *, b1: float, b2: float, r_sigma2: float, c1: float, c2: float, gamma: float
) -> Found:
    """B11b: how strong the KPI should be, where own motivation keeps up both tasks."""
    costs, one, two = _two_tasks(c1, c2, gamma)
    most = abs(b1) + abs(b2)
    own = PLENTY * most

    def tasks(verifiable: float, relational: float, kpi: float = 0.0) -> Incentives:
        return incentives(
            kpi=kpi / one,
            outcome=1.0,
            weight_verifiable=(verifiable + own) / one,
            weight_relational=(relational + own) / two,
        )

    def worth(beta: float) -> float:
        borne = premium(r_sigma2, beta, 1.0)
        return joint_certainty_equivalent(costs, tasks(0.0, 0.0, beta), tasks(b1, b2), borne)

    reach = most * max(1.0, abs(gamma) / min(c1, c2))
    return exact(beta_optimal_interior=best_strength(worth, -reach, reach)[0])


def free_riding(ask: Ask, *, n: int, c: float, total_share: float) -> Found:
    """B12: equal members share a joint result and do not cooperate."""
    costs = technology(c)
    share = float(effective_share(np.full(n, total_share / n), 0.0)[0])
    alone = choose_effort(costs, incentives(outcome=share, weight_verifiable=1.0))
    together = choose_effort(costs, PRODUCT)
    surplus, most = (float(net_worth(costs, PRODUCT, done)[0]) for done in (alone, together))
    return exact(
        effort=float(alone.verifiable[0]),
        effort_first_best=float(together.verifiable[0]),
        surplus_ratio=surplus / most,
    )


def members_share(ask: Ask, *, n: int, r_c_sigma2: float) -> Found:
    """B12b: how much of a pooled deviation each of equal members should bear."""
    costs = technology()

    def worth(share: float) -> float:
        paid = incentives(outcome=share, weight_verifiable=1.0)
        borne = n * premium(r_c_sigma2, share, 1.0)
        return joint_certainty_equivalent(costs, paid, PRODUCT, borne, members=n)

    return exact(optimal_individual_share=best_strength(worth, 0.0, 1 / n)[0])
