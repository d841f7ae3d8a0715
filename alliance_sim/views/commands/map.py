"""`map`: which option is best over two parameters' ranges, or over sampled parameter sets."""

import json as json_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.options import AsJson, Seed, Workers
from alliance_sim.views.screen import heading, paper, print_json, refuse, refusing, say, without_nan

if TYPE_CHECKING:
    from alliance_sim.analysis.aims import Aim
    from alliance_sim.analysis.regimes import RegimeMap
    from alliance_sim.analysis.samples import Samples
    from alliance_sim.evidence import Parameter
    from alliance_sim.experiments.axes import Axis
    from alliance_sim.scenario import Scenario

X, Y, AIM = "home_care.kpi_visibility", "home_care.relational_share", "net_monetary_benefit_gbp"
REPLICATIONS = 8
FILES = "regime_map", "regime_samples"


def map(
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO",
            help="A scenario file, or the name of one that comes with the package.",
            show_default=False,
        ),
    ] = None,
    x: Annotated[
        str | None,
        typer.Option(
            "--x",
            metavar="PARAM[=LOW:HIGH[:STEPS]]",
            help="Across: a parameter, or an alias such as relational_share (of all services), "
            "kpi_visibility, bidders, cost_uncertainty. Without a range, its own.",
            show_default=X,
        ),
    ] = None,
    y: Annotated[
        str | None,
        typer.Option("--y", metavar="PARAM[=LOW:HIGH[:STEPS]]", help="Up.", show_default=Y),
    ] = None,
    aim: Annotated[
        str,
        typer.Option(
            "--aim", metavar="OUTCOME", help="What is best by: an outcome or party, its mean."
        ),
    ] = AIM,
    rows: Annotated[
        bool,
        typer.Option(
            "--rows",
            help="Instead: every condition under which some way of buying is expected to win, what "
            "is expected and what the model says. --out is then the page to write (.md).",
        ),
    ] = False,
    samples: Annotated[
        int | None,
        typer.Option(
            "--samples",
            metavar="N",
            min=2,
            help="Also, or alone if neither --x nor --y is given: who wins how many of N "
            "parameter sets, a Latin hypercube over every range.",
            show_default=False,
        ),
    ] = None,
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over",
            metavar="PARAM",
            help="With --samples: vary only this parameter, group (such as market) or alias; "
            "again for more.",
            show_default=False,
        ),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(
            "--replications", min=2, help="Futures of each world.", show_default=str(REPLICATIONS)
        ),
    ] = None,
    seed: Seed = 1,
    workers: Workers = None,
    json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Keep the figure (PNG, SVG), the tables (CSV) and the JSON in this folder; with "
            "--rows the page in this file.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Map where each way of buying wins: which option is best over two parameters' ranges.

    Every cell meets the same futures. A cell is hatched where the best cannot be told from the
    second. Add --samples for the share of sampled parameter sets that each option wins.
    """
    if rows:
        given = {"SCENARIO": scenario, "--x": x, "--y": y, "--samples": samples, "--over": over}
        if wrong := [name for name, value in given.items() if value]:
            refuse(f"--rows: does not go with {', '.join(wrong)}")
        from alliance_sim.views.regime_rows import tell_rows

        tell_rows(replications or REPLICATIONS, seed, workers, json=json, out=out)
        return
    if scenario is None:
        refuse("map: name a SCENARIO, or say --rows")
    if over and samples is None:
        refuse("--over: goes with --samples")
    chosen = _scenario(scenario)
    wanted = _aim(aim)
    draws_map = samples is None or x is not None or y is not None
    axes = _axes(chosen, x or X, y or Y) if draws_map else None
    varied = _varied(chosen, over) if samples is not None else ()
    if out is not None and out.exists() and not out.is_dir():
        refuse(f"{out}: is a file; name a folder with --out")
    times = replications or REPLICATIONS
    found, sampled = _simulated(chosen, wanted, axes, samples, varied, times, seed, workers)
    told = {
        "scenario": chosen.title,
        "version": __version__,
        "scenario_hash": chosen.digest,
        "seed": seed,
        "replications": times,
        "aim": aim,
        "higher_is_better": wanted.higher_is_better,
        "options": [*chosen.options],
        **({"map": found.as_dict()} if found else {}),
        **({"samples": sampled.as_dict()} if sampled else {}),
    }
    if out is not None:
        _keep(out, told, found, sampled)
    if json:
        print_json(told)
    else:
        _show(chosen.title, found, sampled)
    if out is not None:
        say(f"Written: {out}")


def _scenario(name: str) -> "Scenario":
    from alliance_sim.views.shipped import find

    with refusing():
        file = find(name)
        from alliance_sim.scenario import load

        return load(file)


def _aim(word: str) -> "Aim":
    from alliance_sim.analysis.aims import AimError, aim
    from alliance_sim.experiments.regimes import COLUMNS

    try:
        wanted = aim(word)
    except AimError as error:
        refuse(f"--aim: {error}")
    if wanted.measure.statistic != "mean" or wanted.measure.column.name not in COLUMNS:
        refuse(f"--aim: '{word}': a map is of the mean of an outcome or party")
    return wanted


def _axes(scenario: "Scenario", x: str, y: str) -> tuple["Axis", "Axis"]:
    from alliance_sim.experiments.axes import AxisError, axis, refuse_idle

    found = []
    for flag, word in (("--x", x), ("--y", y)):
        try:
            found.append(axis(word))
            refuse_idle(scenario, found[-1:])
        except AxisError as error:
            refuse(f"{flag}: {error}")
    across, up = found
    both = {one.path for one in across.parameters} & {one.path for one in up.parameters}
    if both:
        refuse(f"--y: {sorted(both)[0]} is on --x already")
    return across, up


def _varied(scenario: "Scenario", over: list[str] | None) -> tuple["Parameter", ...]:
    from alliance_sim.evidence import catalogue
    from alliance_sim.experiments.axes import AxisError, group, has_range

    if not over:
        return tuple(one for one in catalogue().parameters.values() if has_range(one))
    try:
        found = {one.path: one for name in over for one in group(name)}
    except AxisError as error:
        refuse(f"--over: {error}")
    return tuple(found.values())


def _simulated(
    scenario: "Scenario",
    wanted: "Aim",
    axes: tuple["Axis", "Axis"] | None,
    sets: int | None,
    varied: tuple["Parameter", ...],
    replications: int,
    seed: int,
    workers: int | None,
) -> tuple["RegimeMap | None", "Samples | None"]:
    """The map and the samples, whichever are asked for, with a progress bar on stderr."""
    from alliance_sim.analysis.regimes import regime_map
    from alliance_sim.analysis.samples import samples
    from alliance_sim.experiments.regimes import grid, run_worlds, sample
    from alliance_sim.views.workers import bar, cores, pool

    with refusing():
        worlds = grid(scenario, *axes) if axes else []
    drawn = sample(scenario, varied, sets, seed) if sets else None
    if drawn is not None and not drawn.worlds:
        refuse("--samples: none of the parameter sets is one that the scenario can have")
    all_worlds = [*worlds, *(drawn.worlds if drawn else ())]
    count = len(all_worlds) * len(scenario.options) * replications
    with pool(min(workers or cores(), count)) as at_work, bar() as shown:
        task = shown.add_task(f"Simulating {len(all_worlds):,} worlds", total=count)
        found = run_worlds(
            all_worlds,
            replications=replications,
            seed=seed,
            executor=at_work,
            progress=lambda done, of: shown.update(task, completed=done, total=of),
        )
    options = [*scenario.options]
    drawn_map = won = None
    if axes:
        across, up = axes
        usual = (across.place_of(scenario.values), up.place_of(scenario.values))
        cells = found[: len(worlds)]
        drawn_map = regime_map(cells, options, wanted, across, up, seed=seed, usual=usual)
    if drawn is not None:
        won = samples(drawn, found[len(worlds) :], options, wanted, seed)
    return drawn_map, won


def _keep(
    out: Path, told: dict[str, Any], found: "RegimeMap | None", sampled: "Samples | None"
) -> None:
    from alliance_sim.views.writing import write_all

    name, of_samples = FILES
    files = {f"{name}.json": f"{json_.dumps(without_nan(told), indent=2)}\n".encode()}
    if found is not None:
        from alliance_sim.analysis.figures import regimes

        chart = regimes.build(found)
        table = regimes.numbers(found).to_csv(index=False, lineterminator="\n")
        files[f"{name}.csv"] = table.encode()
        files[f"{name}.svg"], files[f"{name}.png"] = chart.svg(), chart.png()
    if sampled is not None:
        table = sampled.table().to_csv(index=False, lineterminator="\n")
        files[f"{of_samples}.csv"] = table.encode()
    write_all(out, files)


def _show(title: str, found: "RegimeMap | None", sampled: "Samples | None") -> None:
    from alliance_sim.analysis.figures.regimes import headline, tipping_words
    from alliance_sim.views import regime_tables

    screen = paper(is_list=True)
    screen.print(heading(f"{title}: where each wins"), end="\n\n")
    if found is not None:
        screen.print(f"{headline(found)}.", markup=False, end="\n\n")
        screen.print(regime_tables.cells(found))
        screen.print(f"\n{tipping_words(found)}", markup=False, end="\n\n")
        screen.print(regime_tables.notes(found), markup=False, style="dim")
    if sampled is not None:
        screen.print(regime_tables.sample_words(sampled), markup=False, end="\n\n")
        screen.print(regime_tables.shares(sampled))
        screen.print()
        screen.print(regime_tables.movers(sampled))
        screen.print()
        screen.print(regime_tables.sample_notes(sampled), markup=False, style="dim")
