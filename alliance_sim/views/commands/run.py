"""`run`: one option of a scenario, month by month."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.follow import follow_one
from alliance_sim.views.commands.options import AsJson, Out, ScenarioName, Seed
from alliance_sim.views.screen import heading, paper, print_json, refuse, refusing
from alliance_sim.views.shipped import find

if TYPE_CHECKING:
    from datetime import datetime

    from alliance_sim.scenario import Scenario
    from alliance_sim.views.story import Story


def run(
    scenario: ScenarioName,
    option: Annotated[
        str | None,
        typer.Option("--option", metavar="NAME", help="Which option.", show_default=False),
    ] = None,
    json: AsJson = False,
    out: Out = None,
    seed: Seed = 1,
    replication: Annotated[
        int, typer.Option("--replication", min=0, max=sys.maxsize, help="Which future, from 0.")
    ] = 0,
    measures: Annotated[
        bool,
        typer.Option(
            "--measures", help="Show every further measure too, such as those claims are about."
        ),
    ] = False,
    follow: Annotated[
        str | None,
        typer.Option(
            "--follow",
            metavar="WHO",
            help="One resident's life instead: a number, or a group to draw from, such as "
            "overlooked. Under every option, or the one given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Follow one option of a scenario month by month: the numbers, and who won, left or gave up."""
    with refusing():
        file = find(scenario)
        from alliance_sim.evidence import nearest_names
        from alliance_sim.evidence.problems import either, quoted
        from alliance_sim.scenario import load

        chosen = load(file)
    if follow is not None and (out is not None or measures):
        refuse("--follow: tells of one resident and goes with neither --out nor --measures")
    if option is None and follow is None:
        refuse(f"--option: say which option; {scenario} has {either([*chosen.options])}")
    if option is not None and option not in chosen.options:
        near = nearest_names(option, chosen.options)
        hint = f"did you mean {either(near)}?" if near else f"it has {either([*chosen.options])}"
        refuse(f"--option: {scenario} has no option {quoted(option, whole=False)}; {hint}")
    if follow is not None:
        follow_one(chosen, follow, option=option, seed=seed, replication=replication, json=json)
        return
    assert option is not None
    from alliance_sim.views.keeping import check_folder, now
    from alliance_sim.views.story import watch

    if out is not None:
        check_folder(out)
    started = now()
    story = watch(chosen, option, seed=seed, replication=replication)
    report = None
    if out is not None:
        again = ["alliance-sim", "run", scenario, "--option", option]
        again += ["--seed", str(seed), "--replication", str(replication), "--out"]
        report = _keep(chosen, story, out, f"{shlex.join(again)} DIR", started)
    if json:
        print_json(story.as_dict(version=__version__))
    else:
        _show(story, measures)
    if report:
        typer.echo(f"The report is {report}", err=json)


def _keep(
    scenario: "Scenario", story: "Story", out: Path, command: str, started: "datetime"
) -> Path:
    """The same files as a comparison's, of this one future; the story goes into the manifest."""
    from alliance_sim.experiments.compare import gather
    from alliance_sim.views.finished import Finished
    from alliance_sim.views.keeping import keep, times

    finished = Finished(scenario, gather([story.run]), story.seed)
    facts = {"replication": story.replication, "events": story.events(), **times(started)}
    return keep(finished, out, command=command, facts=facts)


def _show(story: "Story", measures: bool) -> None:
    from alliance_sim.views import story_tables

    scenario, screen = story.scenario, paper()
    name = f"{scenario.title}: {story_tables.label(story.option)}"
    screen.print(heading(name), end="\n\n")
    if scenario.warm_up:
        screen.print(story_tables.about_warm_up(scenario.warm_up), style="dim", end="\n\n")
    screen.print(story_tables.months(story))
    screen.print()
    screen.print(heading("What happened"))
    screen.print(story_tables.happenings(story))
    screen.print(f"\n{story_tables.year(story)}", markup=False)
    if measures:
        screen.print()
        screen.print(heading("Further measures"))
        screen.print(story_tables.measures(story))
