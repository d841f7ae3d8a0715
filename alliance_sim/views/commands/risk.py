"""`risk`: who bears what, and which luck it comes from."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.options import AsJson, Out, ScenarioName, Seed, Workers
from alliance_sim.views.screen import heading, paper, print_json, refusing, say
from alliance_sim.views.shipped import find

if TYPE_CHECKING:
    from alliance_sim.views.finished import Finished


def risk(
    scenario: ScenarioName,
    json: AsJson = False,
    out: Out = None,
    replications: Annotated[
        int,
        typer.Option(
            "--replications", min=2, help="How many futures; each source of risk takes as many."
        ),
    ] = 20,
    seed: Seed = 1,
    workers: Workers = None,
) -> None:
    """Show who bears which risk under each option, what that costs them, and where it comes from.

    Every future is simulated again with one source of luck switched for another's: common cost,
    own cost, demand, quality, rivals. All other luck stays, so what moves is that source's doing.
    """
    with refusing():
        file = find(scenario)
        from alliance_sim.scenario import load

        chosen = load(file)
    from alliance_sim.analysis.sources import by_source
    from alliance_sim.views.finished import Finished
    from alliance_sim.views.keeping import check_folder, keep, now, times
    from alliance_sim.views.workers import cores, simulate_sources

    if out is not None:
        check_folder(out)
    started, workers = now(), workers or cores()
    switched = simulate_sources(chosen, replications=replications, seed=seed, workers=workers)
    sources = by_source(switched.results.outcomes, switched.parties)
    finished = Finished(chosen, switched.results, seed, sources)
    report = None
    if out is not None:
        again = ["alliance-sim", "risk", scenario]
        again += ["--replications", str(replications), "--seed", str(seed), "--out"]
        facts = {"workers": workers, **times(started)}
        report = keep(finished, out, command=f"{shlex.join(again)} DIR", facts=facts)
    if json:
        print_json(_told(finished))
        if report:
            say(f"The report is {report}")
    else:
        _show(finished, report)


def _told(finished: "Finished") -> dict[str, Any]:
    """What `compare --json` says of risk, and each party's risk by source."""
    whole = finished.comparison.as_dict(
        scenario=finished.scenario.title,
        version=__version__,
        seed=finished.seed,
        scenario_hash=finished.scenario.digest,
        sharing=finished.sharing,
    )
    assert finished.sources is not None
    sources = finished.sources.as_dict()
    options = {
        option: {
            "risk": told["risk"],
            "risk_sharing": told["risk_sharing"],
            "sources": sources[option],
        }
        for option, told in whole["options"].items()
    }
    top = ("scenario", "version", "seed", "replications", "scenario_hash")
    return {**{name: whole[name] for name in top}, "options": options}


def _show(finished: "Finished", report: Path | None) -> None:
    from alliance_sim.views import risk_tables

    assert finished.sources is not None
    screen = paper()
    screen.print(heading(f"{finished.scenario.title}: who bears what"), end="\n\n")
    for option in finished.comparison.options:
        screen.print(risk_tables.bearers(finished, option))
        screen.print()
    screen.print(risk_tables.premiums(finished.sharing), markup=False, end="\n\n")
    screen.print(risk_tables.by_source(finished.sources))
    screen.print()
    screen.print(risk_tables.notes(finished.sources), markup=False, style="dim")
    if report is None:
        screen.print("\nAdd --out DIR to keep the tables, figures and report.", style="dim")
    else:
        screen.print(f"\nThe report is {report}", markup=False, soft_wrap=True)
