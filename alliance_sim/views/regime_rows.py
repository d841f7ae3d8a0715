"""`map --rows`: every condition, who is expected to win, and what the model says."""

from collections.abc import Sequence
from pathlib import Path

from alliance_sim import __version__
from alliance_sim.analysis.regime_rows import Judged, counts, judge, page
from alliance_sim.evidence.regimes import regimes
from alliance_sim.experiments.asking import ask
from alliance_sim.views.screen import heading, paper, plain_table, print_json, refuse, say
from alliance_sim.views.shipped import find
from alliance_sim.views.workers import asking
from alliance_sim.views.writing import write_all


def tell_rows(
    replications: int, seed: int, workers: int | None, *, json: bool, out: Path | None
) -> None:
    """Ask every row and say what came of it.

    Args:
        replications: Futures of each world.
        seed: Their seed.
        workers: Processes to use; all cores where None.
        json: Print JSON and nothing else.
        out: Where the page goes, or None.

    Raises:
        typer.Exit: The page could not be written there.
    """
    _check(out)
    with asking("Asking every row", workers) as (at_work, tell_progress):
        answers = ask(
            [row.tests for row in regimes()],
            find,
            replications=replications,
            seed=seed,
            executor=at_work,
            progress=tell_progress,
        )
    judged = [judge(row, own) for row, own in zip(regimes(), answers, strict=True)]
    if out is not None:
        command = f"alliance-sim map --rows --replications {replications}"
        command += f" --seed {seed}" if seed != 1 else ""
        text = page(judged, f"{command} --out {out.as_posix()}", replications, seed)
        write_all(out.parent, {out.name: text.encode()})
    if json:
        top = {"version": __version__, "seed": seed, "replications": replications}
        print_json({**top, "rows": [one.as_dict() for one in judged]})
    else:
        _show(judged, replications)
    if out is not None:
        say(f"Written: {out}")


def _check(out: Path | None) -> None:
    if out is None:
        return
    if out.is_dir() or out.suffix != ".md":
        refuse(f"--out: with --rows name a file that ends in .md, not '{out}'")
    if not out.absolute().parent.is_dir():
        refuse(f"{out.parent}: is not a folder; name another with --out")


def _show(judged: Sequence[Judged], replications: int) -> None:
    screen = paper(is_list=True)
    screen.print(heading("When does each way of buying win?"), end="\n\n")
    table = plain_table("", "Condition and expected", "Result (95% interval)", "", numbers=False)
    for number, one in enumerate(judged, start=1):
        first = f"{one.row.condition}: {one.row.expected[0].lower()}{one.row.expected[1:]}"
        table.add_row(str(number), first, "", one.verdict)
        for result in one.results:
            table.add_row("", f"  {result.says}", result.words(), result.verdict)
    screen.print(table)
    screen.print(
        f"\n{counts(judged)}. Paired differences over {replications} futures.", markup=False
    )
