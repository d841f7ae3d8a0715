"""What the deal in the editor does: pay-off, one outcome, warnings, the contract in words."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from alliance_sim.analysis.deals.course import Course
from alliance_sim.analysis.deals.pounds import exact, round_pounds
from alliance_sim.analysis.deals.sweep import Range, Sweep, sweep
from alliance_sim.analysis.deals.warnings import Warned, warnings
from alliance_sim.analysis.deals.words import in_words
from alliance_sim.analysis.deals.year import Year, course, year
from alliance_sim.analysis.formats import capital
from alliance_sim.rules.contracts.pence import PENCE
from alliance_sim.scenario.terms import load_terms_text
from alliance_sim.views.dealing.terms import NAME
from alliance_sim.views.wording import say

SHOWN = Range(0.6, 1.5, 46)
"""Outturns of the pay-off line: every two hundredths."""

REMEMBERED = 64
"""Deals whose course is kept worked out."""


@dataclass(frozen=True)
class Effect:
    """A deal at what was planned, and everything that is read off it."""

    planned: Course

    @cached_property
    def swept(self) -> Sweep:
        """The deal over the outturns that are shown."""
        return sweep(self.planned, SHOWN.ratios())

    @cached_property
    def warned(self) -> tuple[Warned, ...]:
        """Its perverse incentives."""
        return warnings(self.planned)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The contract in plain words, at what was planned."""
        return in_words(self.planned)

    def year(self, ratio: float) -> Year:
        """The year in which cost comes out at a ratio to what was planned."""
        return year(self.planned, ratio)


@lru_cache(maxsize=REMEMBERED)
def effect(terms: str, performance: float, amount: float) -> Effect:
    """What terms do.

    Args:
        terms: the terms as YAML.
        performance: results reached, 0 to 1.
        amount: what was planned where the terms do not say, GBP.

    Raises:
        InputError: They are no terms.
        ValueError: They cannot be settled.
    """
    agreement = load_terms_text(terms, NAME)
    units = agreement.expected_units or 1.0
    return Effect(course(agreement, performance=performance, amount=amount, units=units))


def parties(found: Year) -> pd.DataFrame:
    """Every party's money in a year, to the penny, and how it stands against the plan."""
    rows = []
    for party in found.actual.shares:
        if party.side == "commissioner":
            money = say("deal", "pays", amount=exact(party.pays))
        else:
            key = "owes" if party.pays > 0 else "keeps"
            money = say("deal", key, amount=exact(abs(party.pays)))
        against = exact(found.moves[party.name], signed=True)
        rows.append((capital(party.name), money, against))
    together = say("deal", "together")
    costs = say("deal", "costs", amount=exact(found.actual.cost))
    rows.append((together, costs, exact(sum(found.moves.values()), signed=True)))
    return pd.DataFrame(rows, columns=[say("deal", f"col_{n}") for n in ("party", "money", "plan")])


def padded(planned: Course, share: float) -> str:
    """What padding of a share of the target is worth to the providers, settled with and without.

    Empty where there is no target to pad.
    """
    if not planned.agreement.rule.needs_target or not share:
        return ""
    target = planned.actuals.target_cost_gbp
    honest = target * (1 - share)
    cost = round(honest * PENCE)
    with_it = planned.at(cost)
    without = planned.at(cost, target_cost_gbp=honest)
    kept = with_it.paid - without.paid
    key = "padding_pays" if kept > 0 else "padding_nothing"
    return say(
        "deal",
        key,
        pad=round_pounds(round((target - honest) * PENCE)),
        honest=round_pounds(cost),
        kept=round_pounds(kept),
    )
