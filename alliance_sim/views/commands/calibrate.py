"""`calibrate`: which values of chosen parameters agree with figures that are known."""

import hashlib
import json as json_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.options import AsJson, Workers
from alliance_sim.views.screen import heading, paper, print_json, refusing, say
from alliance_sim.views.shipped import find_calibration

if TYPE_CHECKING:
    from alliance_sim.analysis.studies.finding import Finding
    from alliance_sim.experiments.calibration.plan import Calibration


def calibrate(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A calibration file, or the name of one that comes with the package, such as "
            "bexley_market: what is fitted, to which figures.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Keep everything in this folder: what was found, how it fits, figures.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = None,
    json: AsJson = False,
) -> None:
    """Fit parameters to published figures, and hold the model against the rest of them.

    Approximate Bayesian computation: what comes out is a range for each parameter, not one best
    value, and how far the model is from every figure when it is simulated afresh.
    """
    from alliance_sim.analysis.studies.calibration import calibrated
    from alliance_sim.experiments.calibration.plan import load_calibration
    from alliance_sim.experiments.calibration.search import search
    from alliance_sim.views.workers import asking
    from alliance_sim.views.writing import check_replaceable, write_all

    with refusing():
        plan = load_calibration(find_calibration(file))
    if out is not None:
        check_replaceable(out)
    with asking("Fitting: sets kept of this round", workers) as (executor, tell):
        found = calibrated(search(plan, executor=executor, tell=tell))
    if out is not None:
        write_all(out, {**found.files(), **_kept(plan)})
    if json:
        print_json(_told(plan, found))
    else:
        screen = paper()
        screen.print(heading(f"{plan.written.title}: {found.title}."), end="\n\n")
        screen.print(found.paragraph, markup=False)
    if out is not None:
        say(f"Written: {out}")


def _told(plan: "Calibration", found: "Finding") -> dict[str, object]:
    return {
        "calibration": plan.written.title,
        "version": __version__,
        "scenario_hash": plan.world.digest,
        "seed": plan.written.seed,
        "title": found.title,
        "paragraph": found.paragraph,
        **{
            name: found.tables[name].to_dict(orient="records")
            for name in ("summary", "correlations", "checks", "rounds")
        },
    }


def _kept(plan: "Calibration") -> dict[str, bytes]:
    """The file as it was, and what it takes to do the same again."""
    manifest = {
        "version": __version__,
        "title": plan.written.title,
        "file_hash": f"sha256:{hashlib.sha256(plan.text.encode()).hexdigest()}",
        "scenario_hash": plan.world.digest,
        "seed": plan.written.seed,
        "scenario": plan.world.written,
        "figures": {
            name: {"value": one.value, "error": one.error, "unit": one.unit, "source": one.source}
            for name, one in plan.targets.items()
        },
    }
    text = json_.dumps(manifest, indent=2, ensure_ascii=False, default=str)
    return {"calibration.yaml": plan.text.encode(), "manifest.json": f"{text}\n".encode()}
