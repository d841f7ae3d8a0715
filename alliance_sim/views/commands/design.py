"""`design`: contract terms that do best by stated aims within limits."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.options import AsJson, ScenarioName, Seed, Workers
from alliance_sim.views.screen import heading, paper, print_json, refuse, refusing, say
from alliance_sim.views.shipped import find

if TYPE_CHECKING:
    from alliance_sim.analysis.design import Design, Search
    from alliance_sim.scenario import Scenario

NOT_HELD = 1
"""Exit code where no terms keep the limits."""


def design(
    scenario: ScenarioName,
    option: Annotated[
        str | None,
        typer.Option(
            "--option",
            metavar="NAME",
            help="Whose terms; an alliance if there is one.",
            show_default=False,
        ),
    ] = None,
    aim: Annotated[
        list[str] | None,
        typer.Option(
            "--aim",
            metavar="RESULT",
            help="What is wanted: an outcome or party, or sd., cvar95. or p_loss. of one. Again "
            "for a trade-off.",
            show_default="net_monetary_benefit_gbp",
        ),
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit",
            metavar="LIMIT",
            help="What must hold, such as 'p_loss.providers<=0.2'; 'reserves': in 19 years of 20 "
            "no provider at work loses more than its reserves.",
            show_default=False,
        ),
    ] = None,
    terms: Annotated[
        str | None,
        typer.Option(
            "--terms",
            metavar="NAMES",
            help="What may be set, such as provider_share,pain_cap=0.02:0.2,bands.",
            show_default="the usual ones of the option",
        ),
    ] = None,
    choose: Annotated[
        int | None,
        typer.Option(
            "--choose", metavar="N", min=1, help="Write point N with --out.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="With --choose: a scenario of the present contract and the chosen one. Without: "
            "the figure, .svg or .png.",
            show_default=False,
        ),
    ] = None,
    tries: Annotated[int, typer.Option("--tries", min=1, help="How many sets of terms.")] = 60,
    replications: Annotated[
        int, typer.Option("--replications", min=2, help="Futures in which terms are judged.")
    ] = 8,
    test_replications: Annotated[
        int, typer.Option("--test-replications", min=2, help="Other futures, to test the front.")
    ] = 20,
    points: Annotated[
        int, typer.Option("--points", min=1, help="The most points of the front to test.")
    ] = 8,
    seed: Seed = 1,
    workers: Workers = None,
    json: AsJson = False,
) -> None:
    """Search contract terms for the best deal, and test it on luck that it was not chosen by.

    Every set of terms meets the same futures. Each point of the front then meets the present
    contract in futures of the next seed.
    """
    _check_out(out, choose)
    with refusing():
        file = find(scenario)
        from alliance_sim.scenario import load

        chosen = load(file)
    name = option or _usual(chosen)
    if name not in chosen.options:
        from alliance_sim.evidence import nearest_names
        from alliance_sim.evidence.problems import either, quoted

        near = nearest_names(name, chosen.options)
        hint = f"did you mean {either(near)}?" if near else f"it has {either([*chosen.options])}"
        refuse(f"--option: {scenario} has no option {quoted(name, whole=False)}; {hint}")
    from alliance_sim.analysis import aims
    from alliance_sim.analysis.design import Search
    from alliance_sim.experiments.terms import TermsError
    from alliance_sim.experiments.terms import chosen as chosen_terms
    from alliance_sim.views.workers import bar, cores, pool

    words = [word.strip() for word in terms.split(",") if word.strip()] if terms else []
    try:
        wanted = [aims.aim(word) for word in aim or ["net_monetary_benefit_gbp"]]
        share = float(chosen.values["design.years_short"])
        limits = [aims.limit(word, share) for word in limit or []]
        searched = chosen_terms(chosen.options[name], words)
    except (aims.AimError, TermsError) as error:
        flag = "--terms" if isinstance(error, TermsError) else "--aim or --limit"
        refuse(f"{flag}: {error}")
    if not searched:
        refuse("--terms: this option has no usual terms to search; name some")
    with pool(workers or cores()) as at_work, bar() as shown:
        task = shown.add_task(f"Trying {tries:,} sets of terms", total=tries)
        hunt = Search(chosen, name, searched, wanted, limits, at_work)
        found = hunt.run(
            tries=tries,
            replications=replications,
            test_replications=test_replications,
            seed=seed,
            points=points,
            progress=lambda done, _: shown.update(task, completed=done),
        )
    again = ["alliance-sim", "design", scenario, "--option", name, "--seed", str(seed)]
    for flag, given in (("--aim", aim), ("--limit", limit)):
        again += [word for one in given or [] for word in (flag, one)]
    again += [*(["--terms", terms] if terms else []), "--tries", str(tries)]
    again += ["--replications", str(replications)]
    written = _write(hunt, found, choose, out, shlex.join(again)) if out else None
    if json:
        top = {"scenario": chosen.title, "version": __version__, "scenario_hash": chosen.digest}
        from alliance_sim.views.design_tables import as_dict

        print_json({**top, **as_dict(found)})
    else:
        _show(found, chosen.title)
    if written:
        say(f"Written: {written}")
    if not found.front:
        raise typer.Exit(NOT_HELD)


def _usual(scenario: "Scenario") -> str:
    """The first alliance, whose terms most ask for; else the first option."""
    from alliance_sim.rules.mechanisms import Alliance

    options = scenario.options
    alliances = [name for name in options if isinstance(options[name], Alliance)]
    return [*alliances, *options][0]


def _check_out(out: Path | None, choose: int | None) -> None:
    """Refuse what could not be written, before anything is simulated for it."""
    if choose is not None and out is None:
        refuse("--choose: say with --out which file to write the chosen terms to")
    if out is None:
        return
    if out.is_dir():
        refuse(f"{out}: is a folder; name a file with --out")
    if not out.absolute().parent.is_dir():
        refuse(f"{out.parent}: is not a folder; name another with --out")
    kinds = (".yaml", ".yml") if choose is not None else (".svg", ".png")
    if out.suffix not in kinds:
        refuse(f"--out: expected a name that ends in {' or '.join(kinds)}, found '{out.name}'")


def _write(hunt: "Search", found: "Design", choose: int | None, out: Path, again: str) -> Path:
    """The figure, or the chosen terms as a scenario; whole or not at all."""
    if choose is None:
        from alliance_sim.analysis.figures import terms as figure

        chart = figure.build(found)
        data = chart.png() if out.suffix == ".png" else chart.svg()
    else:
        if choose > len(found.front):
            refuse(f"--choose: the front has {len(found.front)} points, not {choose}")
        from alliance_sim.experiments.terms import with_terms
        from alliance_sim.scenario.chosen import beside

        scenario, option = hunt.scenario, found.option
        settings = with_terms(scenario, option, found.front[choose - 1].point, option)
        title = f"{scenario.title}: {option.replace('_', ' ')} as it is, and with other terms"
        text = beside(scenario, option, f"{option}_designed", settings, title)
        data = f"# Point {choose} of: {again}\n{text}".encode()
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        refuse(f"{out}: was not written: {error.strerror or error}")
    return out


def _show(found: "Design", title: str) -> None:
    from alliance_sim.analysis.figures.terms import headline
    from alliance_sim.views import design_tables

    screen = paper(is_list=True)
    screen.print(heading(f"{title}: terms for {found.option.replace('_', ' ')}"), end="\n\n")
    screen.print(f"{headline(found)}.", markup=False, end="\n\n")
    if found.front:
        screen.print(design_tables.points(found))
        screen.print()
    else:
        near = found.nearest_to_the_limits()
        told = ", ".join(f"{name} {value:g}" for name, value in near.point.items())
        screen.print(f"Nearest to the limits: {told}.", markup=False, end="\n\n")
    screen.print(design_tables.notes(found), markup=False, style="dim")
