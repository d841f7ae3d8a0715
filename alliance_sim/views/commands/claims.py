"""`claims`: what the field says, and what the model says when the mechanism is switched."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim.views.commands.options import AsJson, Seed, Workers
from alliance_sim.views.screen import heading, paper, plain_table, print_json, refuse, say

if TYPE_CHECKING:
    from alliance_sim.analysis.claims import Told
    from alliance_sim.evidence.claims import Claim

REPLICATIONS, RESIDENTS = 20, 600


def claims(
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="[N]...", help="Run these claims, by number.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Run every claim.")] = False,
    published: Annotated[
        bool,
        typer.Option("--published", help="Instead: published findings, and what the model gives."),
    ] = False,
    replications: Annotated[
        int, typer.Option("--replications", min=2, help="Futures, off and on in each.")
    ] = REPLICATIONS,
    residents: Annotated[
        int,
        typer.Option("--residents", min=1, help="Simulated in each, unless a claim says."),
    ] = RESIDENTS,
    seed: Seed = 1,
    workers: Workers = None,
    json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="With --all or --published: write the page (.md).",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Claims of the field: switch the mechanism off and on, paired, and see.

    Without a number or --all, the list alone. Each claim run is supported by the model,
    contradicted, or shows no clear effect.
    """
    if published:
        if every or numbers:
            refuse("--published: does not go with --all or numbers")
        if out is not None:
            _check(out, whole=True)
        from alliance_sim.views.findings import tell_findings

        command = _command("--published", replications, residents, seed, out)
        tell_findings(replications, residents, seed, workers, json=json, out=out, command=command)
        return
    from alliance_sim.analysis.claims import claim_dict
    from alliance_sim.evidence.claims import claims as shipped

    known = {claim.id: claim for claim in shipped()}
    if unknown := [number for number in numbers or () if number not in known]:
        refuse(f"claims: there is no claim {unknown[0]}; they are numbered 1 to {max(known)}")
    if every and numbers:
        refuse("--all: does not go with numbers")
    if out is not None:
        _check(out, whole=every)
    if not (every or numbers):
        if json:
            print_json({"claims": [claim_dict(claim) for claim in known.values()]})
        else:
            _list([*known.values()])
        return
    wanted = [known[number] for number in dict.fromkeys(numbers or known)]
    told = _run(wanted, replications, residents, seed, workers)
    if out is not None:
        from alliance_sim.analysis.claims import page
        from alliance_sim.views.writing import write_all

        command = _command("--all", replications, residents, seed, out)
        text = page(told, command, replications, residents, seed)
        write_all(out.parent, {out.name: text.encode()})
    if json:
        print_json({"claims": [one.as_dict() for one in told]})
    else:
        _show(told, replications, residents)
    if out is not None:
        say(f"Written: {out}")


def _command(which: str, replications: int, residents: int, seed: int, out: Path | None) -> str:
    """What writes a page, with every option that is not as usual."""
    words = [f"alliance-sim claims {which}"]
    words += [f"--replications {replications}"] if replications != REPLICATIONS else []
    words += [f"--residents {residents}"] if residents != RESIDENTS else []
    words += [f"--seed {seed}"] if seed != 1 else []
    words += [f"--out {out.as_posix()}"] if out is not None else []
    return " ".join(words)


def _check(out: Path, *, whole: bool) -> None:
    """Refuse a page that could not be written, or would not be whole, before anything is run."""
    if not whole:
        refuse("--out: goes with --all, for the page shows every claim")
    if out.is_dir() or out.suffix != ".md":
        refuse(f"--out: name a file that ends in .md, not '{out}'")
    if not out.absolute().parent.is_dir():
        refuse(f"{out.parent}: is not a folder; name another with --out")


def _run(
    wanted: list["Claim"], replications: int, residents: int, seed: int, workers: int | None
) -> list["Told"]:
    from alliance_sim.analysis.claims import tell
    from alliance_sim.experiments.claims import ask
    from alliance_sim.views.shipped import find
    from alliance_sim.views.workers import asking

    with asking("Asking the claims", workers) as (at_work, tell_progress):
        asked = ask(
            wanted,
            find,
            replications=replications,
            residents=residents,
            seed=seed,
            executor=at_work,
            progress=tell_progress,
        )
    return [tell(one) for one in asked]


def _list(known: list["Claim"]) -> None:
    screen = paper(is_list=True)
    table = plain_table("", "Claim", "Said by", "Output", "Expected", numbers=False)
    for claim in known:
        mark = " (built in)" if claim.built_in else ""
        table.add_row(
            str(claim.id), claim.claim, claim.made_by, claim.output, f"{claim.expected}{mark}"
        )
    screen.print(table)
    screen.print(f"\n{len(known)} claims. Run some by number, or all with --all.", markup=False)


def _show(told: list["Told"], replications: int, residents: int) -> None:
    from alliance_sim.analysis.claims import counts

    screen = paper(is_list=True)
    screen.print(heading("What the model says to claims of the field"), end="\n\n")
    table = plain_table("", "Claim and output", "Switched on (95% interval)", "", numbers=False)
    for one in told:
        mark = " (sign built in)" if one.claim.built_in else ""
        table.add_row(str(one.claim.id), one.claim.claim, "", one.verdict + mark)
        for row in one.moved:
            table.add_row("", f"  {row.column.label}", f"{row.words()}, {row.levels()}", "")
    screen.print(table)
    screen.print(
        f"\n{counts(told)}. Paired differences over {replications} futures of {residents:,} "
        "residents, unless a claim says otherwise. Support is of the mechanism as built, not "
        "evidence from life.",
        markup=False,
    )
