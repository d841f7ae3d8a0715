"""A textbook market and a way of buying, from what was typed after `procure`."""

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from alliance_sim.views.screen import refuse

if TYPE_CHECKING:
    from alliance_sim.experiments.laboratory import TextbookMarket
    from alliance_sim.experiments.laboratory.market import Rule
    from alliance_sim.rules.mechanisms import Mechanism

HISTORY = 50
"""Awards in a row that adaptive bidders learn from."""

HERE = "options.award."
"""Where the settings stand in the scenario that they are made into."""

CURVATURE = 2.0
"""Power at which the cost of chosen quality rises."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `procure` that describe a textbook market, as they were typed."""

    mechanism: str
    bidding: str
    risk: str
    entry_cost: float
    cost_risk: float
    optimal_scoring: bool
    costs: str | None
    bidders: int | None
    settings: list[str] | None
    margin: float | None
    reserve: str | None
    outside: float | None
    common_error: str | None
    quality: str | None
    fixed_costs: str | None
    standard: float | None
    cost_share: float | None
    effort_cost: float | None


def way_of(asked: Asked) -> "Mechanism":
    """The way of buying, with its settings.

    Raises:
        typer.Exit: A name, setting or value is not known or allowed.
    """
    from alliance_sim.evidence import InputError, nearest_names
    from alliance_sim.evidence.problems import either
    from alliance_sim.evidence.yaml_values import meaning
    from alliance_sim.experiments.laboratory import textbook_way
    from alliance_sim.rules.mechanisms import MECHANISMS

    name = asked.mechanism
    if name not in MECHANISMS:
        near = nearest_names(name, MECHANISMS)
        hint = f"did you mean {either(near)}?" if near else f"there are {either([*MECHANISMS])}"
        refuse(f"--mechanism: no way of buying is called '{name}'; {hint}")
    settings: dict[str, Any] = {}
    for written in asked.settings or []:
        path, equals, value = written.partition("=")
        if not equals or "." not in path:
            refuse(f"--set: '{written}' is not LEVER.FIELD=VALUE, such as price.decrement=0.01")
        settings[path.strip()] = meaning(value.strip())
    if asked.reserve == "optimal":
        settings["price.reserve"] = "optimal"
    try:
        return textbook_way(name, settings)
    except InputError as error:
        # Where it stands in the scenario that these settings make says nothing to who typed them.
        told = [
            str(replace(problem, file="--set", field=problem.field.removeprefix(HERE), spot=None))
            for problem in error.problems
        ]
        refuse("\n".join(told))


def market_of(asked: Asked) -> "TextbookMarket":
    """The market.

    Raises:
        typer.Exit: An option cannot be read, or two do not go together.
        MarketError: There can be no such market.
    """
    from alliance_sim.evidence import catalogue
    from alliance_sim.experiments.laboratory import MarketError, TextbookMarket
    from alliance_sim.experiments.laboratory.words import attitude, distribution
    from alliance_sim.rules.behaviour.cost_share import SharedWork
    from alliance_sim.rules.behaviour.quality_bidding import QualityCost

    def read(flag: str, text: str | None) -> Any:
        try:
            return None if text is None else distribution(text)
        except MarketError as error:
            refuse(f"{flag}: {error}")

    _check(asked)
    known = catalogue().values({})
    costs = read("--costs", asked.costs)
    chosen = asked.quality == "chosen"
    fixed = read("--fixed-costs", asked.fixed_costs)
    shared = None
    if asked.cost_share is not None:
        # Without a cost of effort, saving a pound is made too dear to happen.
        shared = SharedWork(asked.effort_cost or sys.float_info.max, asked.cost_risk)
    ceiling = None
    if asked.reserve not in (None, "optimal"):
        try:
            ceiling = float(asked.reserve)
        except ValueError:
            refuse(f"--reserve: must be a price or 'optimal', found '{asked.reserve}'")
    habitual = known["bidding.markup"] if asked.bidding in ("naive", "adaptive") else 0.0
    try:
        towards_risk = attitude(asked.risk)
    except MarketError as error:
        refuse(f"--risk: {error}")
    return TextbookMarket(
        costs=costs,
        bidders=asked.bidders or 0,
        rule=cast("Rule", asked.bidding),
        ceiling=ceiling,
        outside=asked.outside,
        entry_cost=asked.entry_cost,
        margin=float(habitual) if asked.margin is None else asked.margin,
        step=float(known["bidding.markup_step"]),
        history=HISTORY,
        attitude=towards_risk,
        error=read("--common-error", asked.common_error),
        quality=None if chosen else read("--quality", asked.quality),
        technology=QualityCost(costs, CURVATURE, fixed) if chosen else None,
        standard=asked.standard,
        shared=shared,
        share=1.0 if asked.cost_share is None else asked.cost_share,
    )


def _check(asked: Asked) -> None:
    """Refuse options that are out of range or do not go together."""
    if asked.bidders is None:
        refuse("--bidders: a textbook market needs to know how many could bid")
    for flag, value in (("--fixed-costs", asked.fixed_costs), ("--standard", asked.standard)):
        if value is not None and asked.quality != "chosen":
            refuse(f"{flag}: only goes with --quality chosen")
    if asked.effort_cost is not None and asked.cost_share is None:
        refuse("--effort-cost: only goes with --cost-share")
    for flag, value in (("--effort-cost", asked.effort_cost), ("--standard", asked.standard)):
        if value is not None and value <= 0:
            refuse(f"{flag}: must be above 0, found {value:g}")
    if asked.standard is not None and asked.standard > 1:
        refuse(f"--standard: must be at most 1, found {asked.standard:g}")
    if asked.cost_risk < 0:
        refuse(f"--cost-risk: must be at least 0, found {asked.cost_risk:g}")
    if asked.reserve == "optimal" and asked.outside is None:
        refuse("--reserve: the optimal one needs --outside, what the buyer's alternative costs")
