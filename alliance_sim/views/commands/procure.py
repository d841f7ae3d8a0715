"""`procure`: one award, many times over."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_sim import __version__
from alliance_sim.views.award_markets import Asked, market_of, way_of
from alliance_sim.views.commands.options import AsJson, Out, Seed
from alliance_sim.views.screen import heading, paper, plain_table, print_json, refuse, refusing

if TYPE_CHECKING:
    from alliance_sim.experiments.laboratory import Report, Sample

TEXTBOOK_REPEAT, SCENARIO_REPEAT = 100_000, 200
"""Awards where none are asked for: a textbook market is drawn far faster than a scenario's."""

TEXTBOOK_ONLY = (
    "bidders",
    "settings",
    "margin",
    "reserve",
    "outside",
    "common_error",
    "quality",
    "fixed_costs",
    "standard",
    "cost_share",
    "effort_cost",
)
"""Options that say nothing in a scenario's own market, where there is a value of its own."""
FLAGS = {"settings": "set"}
"""Options that are not called as they are typed."""


def _word(flag: str, metavar: str, text: str) -> Any:
    return typer.Option(flag, metavar=metavar, help=text, show_default=False)


def procure(
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="[SCENARIO]",
            help="A scenario whose market is used; without one, a textbook market from --costs.",
            show_default=False,
        ),
    ] = None,
    option: Annotated[
        str | None, _word("--option", "NAME", "Which option of the scenario.")
    ] = None,
    service: Annotated[
        str | None, _word("--service", "NAME", "Whose lot is let; the first that is bought.")
    ] = None,
    costs: Annotated[
        str | None,
        _word(
            "--costs",
            "DIST",
            "Bidders' costs: uniform:0:1, power:2:0:1, exponential:1, "
            "normal:1:0.1, lognormal:1:0.2, triangular:0:1:3, values:1,2,4 or file:PATH.",
        ),
    ] = None,
    bidders: Annotated[int | None, _word("--bidders", "N", "How many could bid.")] = None,
    mechanism: Annotated[
        str, typer.Option("--mechanism", metavar="NAME", help="Which way of buying.")
    ] = "competitive_tender",
    settings: Annotated[
        list[str] | None,
        _word(
            "--set",
            "LEVER.FIELD=VALUE",
            "A setting of a lever, such as price.decrement=0.01, "
            "price.kind=second_price or selection.price_weight=0.4; may be repeated.",
        ),
    ] = None,
    bidding: Annotated[
        str,
        typer.Option(
            "--bidding",
            metavar="RULE",
            help="equilibrium, naive, corrected (for the winner's curse) or adaptive.",
        ),
    ] = "equilibrium",
    margin: Annotated[
        float | None,
        _word(
            "--margin",
            "M",
            "Habitual margin, in the unit of costs; of adaptive "
            "bidders the first, as a share of cost.",
        ),
    ] = None,
    risk: Annotated[
        str,
        typer.Option("--risk", metavar="ATTITUDE", help="neutral, crra:EXPONENT or cara:AVERSION."),
    ] = "neutral",
    reserve: Annotated[
        str | None, _word("--reserve", "PRICE", "Highest acceptable price, or 'optimal'.")
    ] = None,
    outside: Annotated[
        float | None, _word("--outside", "COST", "What the buyer's alternative costs.")
    ] = None,
    entry_cost: Annotated[
        float, typer.Option("--entry-cost", metavar="COST", help="Cost of preparing a bid.")
    ] = 0.0,
    common_error: Annotated[
        str | None,
        _word(
            "--common-error",
            "DIST",
            "Cost is the same for all, and this is the error of each "
            "bidder's estimate of it, such as normal:0:0.1 or uniform:-1:1.",
        ),
    ] = None,
    quality: Annotated[
        str | None,
        _word(
            "--quality",
            "DIST",
            "Bidders' quality, 0 to 1; or 'chosen': costs are then slopes, "
            "and quality q costs slope * q^2 / 2.",
        ),
    ] = None,
    fixed_costs: Annotated[
        str | None, _word("--fixed-costs", "DIST", "Fixed part of cost, where quality is chosen.")
    ] = None,
    standard: Annotated[
        float | None, _word("--standard", "Q", "Quality demanded of all, where it is chosen.")
    ] = None,
    optimal_scoring: Annotated[
        bool,
        typer.Option("--optimal-scoring", help="Score chosen quality by the buyer's best rule."),
    ] = False,
    cost_share: Annotated[
        float | None,
        _word("--cost-share", "S", "The winner is paid S of its bid and 1 - S of its cost."),
    ] = None,
    effort_cost: Annotated[
        float | None, _word("--effort-cost", "D", "Lowering cost by e then costs it D e^2 / 2.")
    ] = None,
    cost_risk: Annotated[
        float,
        typer.Option(
            "--cost-risk", metavar="R", help="Its risk aversion times the variance of cost."
        ),
    ] = 0.0,
    repeat: Annotated[
        int | None,
        _word(
            "--repeat", "N", "How many awards; 100,000 in a textbook market, 200 in a scenario's."
        ),
    ] = None,
    seed: Seed = 1,
    json: AsJson = False,
    out: Out = None,
) -> None:
    """Repeat one award many times: price, winner's cost and rent, quality, bids, who takes part.

    In a scenario's own market, or in a textbook market from the command line, by the same rules as
    the simulation. Each number comes with its standard error.
    """
    if (scenario is None) == (costs is None):
        refuse("procure: name either a SCENARIO or --costs of a textbook market")
    asked = Asked(
        mechanism=mechanism,
        bidding=bidding,
        risk=risk,
        entry_cost=entry_cost,
        cost_risk=cost_risk,
        optimal_scoring=optimal_scoring,
        costs=costs,
        bidders=bidders,
        settings=settings,
        margin=margin,
        reserve=reserve,
        outside=outside,
        common_error=common_error,
        quality=quality,
        fixed_costs=fixed_costs,
        standard=standard,
        cost_share=cost_share,
        effort_cost=effort_cost,
    )
    textbook_only = {
        f"--{FLAGS.get(name, name)}".replace("_", "-"): getattr(asked, name)
        for name in TEXTBOOK_ONLY
    }
    scenario_only = {"--option": option, "--service": service}
    misplaced = scenario_only if scenario is None else textbook_only
    for flag, value in misplaced.items():
        if value is not None:
            where = "a scenario" if scenario is None else "a textbook market (--costs)"
            refuse(f"{flag}: only goes with {where}")
    if repeat is not None and repeat < 1:
        refuse(f"--repeat: must be at least 1, found {repeat}")
    if out is not None:
        from alliance_sim.views.award_files import check_award_folder

        check_award_folder(out)
    from alliance_sim.experiments.laboratory import MarketError

    try:
        if scenario is not None:
            about, drawn = _in_scenario(scenario, option, service, repeat, seed)
        else:
            about, drawn = _in_textbook(asked, repeat or TEXTBOOK_REPEAT, seed)
    except MarketError as error:
        refuse(f"procure: {error}")
    _tell(about, drawn, seed=seed, json=json, out=out)


def _in_scenario(
    scenario: str, option: str | None, service: str | None, repeat: int | None, seed: int
) -> tuple[dict[str, Any], "Sample"]:
    from alliance_sim.views.shipped import find

    with refusing():
        file = find(scenario)
        from alliance_sim.evidence import nearest_names
        from alliance_sim.evidence.problems import either, quoted
        from alliance_sim.scenario import load

        chosen = load(file)
    if option is None and len(chosen.options) == 1:
        option = next(iter(chosen.options))
    if option not in chosen.options:
        near = nearest_names(option or "", chosen.options)
        hint = f"did you mean {either(near)}?" if near else f"it has {either([*chosen.options])}"
        asked = quoted(option, whole=False) if option else "named"
        refuse(f"--option: {scenario} has no option {asked}; {hint}")
    if service is not None and service not in chosen.services:
        near = nearest_names(service, chosen.services)
        refuse(
            f"--service: {scenario} has {either([*chosen.services])}"
            + (f"; did you mean {either(near)}?" if near else "")
        )
    from alliance_sim.experiments.laboratory.scenario import sample_scenario

    drawn = sample_scenario(
        chosen, str(option), repeat or SCENARIO_REPEAT, seed=seed, service=service
    )
    about = {
        "title": f"{chosen.title}: {option}",
        "scenario": chosen.title,
        "scenario_hash": chosen.digest,
        "option": option,
        "money": "ratio to the lot's reference value",
    }
    return about, drawn


def _in_textbook(asked: Asked, repeat: int, seed: int) -> tuple[dict[str, Any], "Sample"]:
    from alliance_sim.analysis.formats import label
    from alliance_sim.experiments.laboratory import optimal_rule, sample

    market, way = market_of(asked), way_of(asked)
    if asked.optimal_scoring:
        way = optimal_rule(way, market)
    several = "bidders" if market.bidders > 1 else "bidder"
    about = {
        "title": f"{label(asked.mechanism)}, costs {asked.costs}, {market.bidders} {several}",
        "mechanism": asked.mechanism,
        "settings": asked.settings or [],
        "costs": asked.costs,
        "bidders": market.bidders,
        "bidding": market.rule,
        "money": "the unit of costs",
    }
    return about, sample(way, market, repeat, seed)


def _tell(
    about: dict[str, Any], drawn: "Sample", *, seed: int, json: bool, out: Path | None
) -> None:
    from alliance_sim.experiments.laboratory import report

    found = report(drawn)
    if out is not None:
        from alliance_sim.views.award_files import keep_awards

        command = shlex.join(["alliance-sim", *_as_typed(out)])
        keep_awards(out, drawn, found, {**about, "seed": seed, "command": f"{command} --out DIR"})
    if json:
        print_json(
            {
                **about,
                "version": __version__,
                "seed": seed,
                "repeat": found.awards,
                "outcomes": found.as_dict(),
            }
        )
        return
    _show(about, found, out)


def _as_typed(out: Path) -> list[str]:
    """The words after the command's name, without the folder."""
    words = sys.argv[1:]
    kept = [word for word in words if word not in ("--out", str(out), f"--out={out}", "--json")]
    return kept


def _show(about: dict[str, Any], found: "Report", out: Path | None) -> None:
    from alliance_sim.analysis.figures.awards import headline, table

    screen = paper()
    screen.print(heading(about["title"]), end="\n\n")
    screen.print(f"{headline(found)}.", markup=False, end="\n\n")
    rows = table(found)
    shown = plain_table(*rows.columns)
    for row in rows.itertuples(index=False):
        shown.add_row(*row)
    screen.print(shown)
    screen.print(
        f"\nMeans over {found.awards:,} awards. Money: {about['money']}. Price, cost, rent and "
        "quality are over the awards made.",
        style="dim",
    )
    if out is not None:
        screen.print(f"\nThe figure is in {out / 'figures'}", markup=False, soft_wrap=True)
    else:
        screen.print("\nAdd --out DIR to keep the numbers and a figure.", style="dim")
