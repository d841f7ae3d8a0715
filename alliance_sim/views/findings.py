"""`claims --published`: what was found and published, and what the model gives."""

from collections.abc import Sequence
from pathlib import Path

from alliance_sim import __version__
from alliance_sim.analysis.findings import Held, hold
from alliance_sim.analysis.findings_page import counts, page
from alliance_sim.evidence.findings import findings
from alliance_sim.experiments.findings import ask_findings
from alliance_sim.views.screen import heading, paper, plain_table, print_json, say
from alliance_sim.views.shipped import find
from alliance_sim.views.workers import asking
from alliance_sim.views.writing import write_all


def tell_findings(
    replications: int,
    residents: int,
    seed: int,
    workers: int | None,
    *,
    json: bool,
    out: Path | None,
    command: str,
) -> None:
    """Ask for every published finding and say what came of it.

    Args:
        replications: Futures of each world.
        residents: Simulated in each.
        seed: Their seed.
        workers: Processes to use; all cores where None.
        json: Print JSON and nothing else.
        out: Where the page goes, or None.
        command: What writes the page.
    """
    with asking("Asking for what was found", workers) as (at_work, tell_progress):
        answers = ask_findings(
            findings(),
            find,
            replications=replications,
            residents=residents,
            seed=seed,
            executor=at_work,
            progress=tell_progress,
        )
    held = [hold(one, own) for one, own in zip(findings(), answers, strict=True)]
    if out is not None:
        text = page(held, command, replications, residents, seed)
        write_all(out.parent, {out.name: text.encode()})
    if json:
        top = {"version": __version__, "seed": seed, "replications": replications}
        print_json({**top, "findings": [one.as_dict() for one in held]})
    else:
        _show(held, replications, residents)
    if out is not None:
        say(f"Written: {out}")


def _show(held: Sequence[Held], replications: int, residents: int) -> None:
    screen = paper(is_list=True)
    screen.print(heading("Published findings, and what the model gives"), end="\n\n")
    table = plain_table("", "Finding", "Published", "Simulated (95% interval)", "", numbers=False)
    for number, one in enumerate(held, start=1):
        verdict = f"{one.verdict}; {one.size}" if one.size else one.verdict
        table.add_row(str(number), one.finding.finding, "", "", verdict)
        for row in one.results:
            said = f"{row.sign}; {row.size}" if row.size else row.sign
            table.add_row("", f"  {row.test.question.says}", row.published(), row.words(), said)
    screen.print(table)
    screen.print(
        f"\n{counts(held)}. Paired differences over {replications} futures of {residents:,} "
        "residents.",
        markup=False,
    )
