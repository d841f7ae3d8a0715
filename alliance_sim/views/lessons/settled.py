"""The chapter about a deal: its terms settled at what it came to cost, and what follows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alliance_sim.analysis.formats import gbp
from alliance_sim.rules.contracts import Actuals, Agreement
from alliance_sim.views.lessons.chapter import Deal

UNCAPPED = 1.0
"""The place that stands for no cap: providers may lose as much as the whole target."""

_SAID = re.compile(r"(\w+) (<|>|=) (\w+)")


@dataclass(frozen=True)
class Settled:
    """Who ends up with what, GBP."""

    actual: float
    council: float
    """What the council pays in all."""

    providers: float
    """What providers are left with after their cost: their fee with gain or pain."""


def capped(deal: Deal, cap: float) -> Agreement:
    """The deal with another most that providers lose, as a share of the target."""
    rule = deal.agreement.rule.model_copy(update={"pain_cap": None if cap >= UNCAPPED else cap})
    return deal.agreement.model_copy(update={"rule": rule})


def settle(agreement: Agreement, actual: float) -> Settled:
    """Settle a deal at a cost."""
    target = float(agreement.target_cost_gbp or 0.0)
    done = agreement.settle(Actuals(cost_gbp=actual, target_cost_gbp=target))
    council = next(share for share in done.shares if share.side == "commissioner")
    paid = sum(share.pays for share in done.shares if share.side == "provider")
    return Settled(actual, council.pays / 100, -paid / 100)


def facts(deal: Deal) -> Mapping[str, float]:
    """What the chapter's sentences may speak of, GBP."""
    agreement, actual = deal.agreement, deal.actual_cost_gbp
    target = float(agreement.target_cost_gbp or 0.0)
    here, on_target = settle(agreement, actual), settle(agreement, target)
    bare = settle(capped(deal, UNCAPPED), actual)
    saved = settle(agreement, 2 * target - actual)
    over = actual - target
    return {
        "target": target,
        "actual": actual,
        "over": over,
        "council": here.council,
        "council_more": here.council - on_target.council,
        "half": over / 2,
        "providers_lose": on_target.providers - here.providers,
        "providers_lose_bare": on_target.providers - bare.providers,
        "council_more_bare": bare.council - on_target.council,
        "saved_council": on_target.council - saved.council,
        "saved_providers": saved.providers - on_target.providers,
    }


def filled(text: str, known: Mapping[str, float]) -> str:
    """A sentence with its amounts.

    Raises:
        KeyError: It speaks of what is not known.
    """
    return text.format_map({name: gbp(value) for name, value in known.items()})


def all_hold(statements: Sequence[str], known: Mapping[str, float]) -> bool:
    """Whether the settled amounts bear out statements such as `council_more > half`.

    Raises:
        ValueError: A statement is not of this form.
        KeyError: It speaks of what is not known.
    """
    return all(_holds(statement, known) for statement in statements)


def _holds(statement: str, known: Mapping[str, float]) -> bool:
    read = _SAID.fullmatch(statement)
    if read is None:
        raise ValueError(f"not a statement: {statement}")
    apart = round(known[read[1]] - known[read[3]], 2)
    return {"<": apart < 0, ">": apart > 0, "=": apart == 0}[read[2]]
