"""`compare`: every option of a scenario in the same futures."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.options import AsJson, Out, ScenarioName, Seed, Workers
from alliance_sim.views.screen import heading, paper, print_json, refusing, say
from alliance_sim.views.shipped import find

if TYPE_CHECKING:
    from alliance_sim.views.finished import Finished


def compare(
    scenario: ScenarioName,
    json: AsJson = False,
    out: Out = None,
    replications: Annotated[
        int, typer.Option("--replications", min=1, help="How many futures to simulate.")
    ] = 20,
    seed: Seed = 1,
    workers: Workers = None,
) -> None:
    """Compare all options of a scenario: the same people, the same luck, every way of buying."""
    with refusing():
        file = find(scenario)
        from alliance_sim.scenario import load

        chosen = load(file)
    from alliance_sim.views.finished import Finished
    from alliance_sim.views.keeping import check_folder, keep, now, times
    from alliance_sim.views.workers import cores, simulate_all

    if out is not None:
        check_folder(out)
    started, workers = now(), workers or cores()
    results = simulate_all(chosen, replications=replications, seed=seed, workers=workers)
    finished = Finished(chosen, results, seed)
    report = None
    if out is not None:
        again = ["alliance-sim", "compare", scenario]
        again += ["--replications", str(replications), "--seed", str(seed), "--out"]
        report = keep(
            finished,
            out,
            command=f"{shlex.join(again)} DIR",
            facts={"workers": workers, **times(started)},
        )
    if json:
        print_json(
            finished.comparison.as_dict(
                scenario=chosen.title,
                version=__version__,
                seed=seed,
                scenario_hash=chosen.digest,
                sharing=finished.sharing,
            )
        )
        if report:
            say(f"The report is {report}")
    else:
        show(finished, report)


def show(finished: "Finished", report: Path | None) -> None:
    """The comparison in words and two tables, and where the report is."""
    from alliance_sim.views import tables

    comparison, screen = finished.comparison, paper()
    screen.print(heading(finished.scenario.title), end="\n\n")
    screen.print(finished.headline, markup=False, end="\n\n")
    if best := tables.most_likely_best(comparison):
        screen.print(best, markup=False, end="\n\n")
    screen.print(tables.summary(comparison))
    screen.print()
    if comparison.differences:
        screen.print(tables.differences(comparison))
        screen.print()
    more = "raise --replications"
    screen.print(tables.notes(comparison, more=more), markup=False, style="dim")
    if report is None:
        screen.print("\nAdd --out DIR to keep the tables, figures and report.", style="dim")
    else:
        screen.print(f"\nThe report is {report}", markup=False, soft_wrap=True)
