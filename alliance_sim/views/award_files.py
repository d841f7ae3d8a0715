"""Keep repeated awards in a folder: numbers, figure, manifest; all or nothing."""

import json
import secrets
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from alliance_sim import __version__
from alliance_sim.analysis.figures import awards, files
from alliance_sim.evidence.problems import quoted
from alliance_sim.experiments.laboratory import Report, Sample
from alliance_sim.views.screen import refuse, without_nan
from alliance_sim.views.writing import check_replaceable

OUTCOMES, AWARDS, MANIFEST, FIGURES = "outcomes.csv", "awards.csv", "manifest.json", "figures"
OWN = frozenset({OUTCOMES, AWARDS, MANIFEST, FIGURES})
"""Everything that may be found in, and so replaced in, a folder of awards."""

MOST_ROWS = 10_000
"""Awards listed one by one, the first of them; all count in the means."""


def check_award_folder(folder: Path) -> None:
    """Refuse a folder that could not be written, before anything is drawn for it.

    Raises:
        typer.Exit: It holds what no laboratory wrote, or lies where nothing can be written.
    """
    if folder.is_dir():
        names = sorted(path.name for path in folder.iterdir())
        strangers = [quoted(name) for name in names if name not in OWN]
        if strangers or (names and OUTCOMES not in names):
            holds = f"holds {', '.join(strangers[:3])}" if strangers else f"has no {OUTCOMES}"
            refuse(f"{folder}: {holds}, so procure did not write it; name a new or empty folder")
    check_replaceable(folder)


def keep_awards(folder: Path, sample: Sample, report: Report, about: dict[str, Any]) -> None:
    """Write the folder; the same awards give the same bytes.

    Args:
        folder: Where the files go; one that an earlier `procure` wrote is replaced.
        sample: Every award.
        report: Its estimates.
        about: What was let, for the manifest.

    Raises:
        typer.Exit: The disk refuses; everything is as it was before.
    """
    chart = awards.build(sample, report, str(about["title"]))
    rows = [{"measure": name, **found} for name, found in report.as_dict().items()]
    listed = pd.DataFrame(asdict(sample)).head(MOST_ROWS)
    manifest = {**about, "repeat": report.awards, "version": __version__, "alt": chart.alt}
    content = {
        OUTCOMES: pd.DataFrame(rows).to_csv(index=False, lineterminator="\n").encode(),
        AWARDS: listed.to_csv(index=False, lineterminator="\n").encode(),
        MANIFEST: json.dumps(without_nan(manifest), indent=2).encode() + b"\n",
        **files([chart]),
    }
    folder = folder.absolute()
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        for path, data in content.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_bytes(data)
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    except OSError as error:
        refuse(f"{folder}: nothing was kept: {error.strerror or error}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
