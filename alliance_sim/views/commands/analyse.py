"""`analyse`: what a finished study says, as tables, figures and paragraphs in its folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_sim.views.commands.options import AsJson
from alliance_sim.views.screen import heading, paper, print_json, refuse, refusing, say

if TYPE_CHECKING:
    from alliance_sim.analysis.studies.analyse import Analysed
    from alliance_sim.analysis.studies.finding import Finding
    from alliance_sim.experiments.studies.finished import FinishedStudy

OUTCOME = "net_monetary_benefit_gbp"
ANALYSIS, INDEX, PARAGRAPH = "analysis", "index.md", "paragraph.md"

MOST_LINES = 200
"""A table of more lines is left to its file."""


def analyse(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="The folder of a finished batch.", show_default=False),
    ],
    what: Annotated[
        str | None,
        typer.Option(
            "--what",
            metavar="NAME,NAME",
            help="Only these: sobol, morris, prim, cart, scores, regret, replications, "
            "information, acceptability.",
            show_default="all that fit the design",
        ),
    ] = None,
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="NAME", help="What is analysed.")
    ] = OUTCOME,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="CONDITION",
            help="For prim and cart: what to look for, such as "
            "'alliance-tender.net_monetary_benefit_gbp > 0'; again for more.",
            show_default="which option is best",
        ),
    ] = None,
    enough: Annotated[
        float | None,
        typer.Option(
            "--enough",
            metavar="VALUE",
            help="For regret: what counts as enough, in the outcome's unit.",
            show_default="the median over options and rows",
        ),
    ] = None,
    half_width: Annotated[
        list[float] | None,
        typer.Option(
            "--half-width",
            metavar="VALUE",
            help="For replications: how near a row's difference is to be known; again for more.",
            show_default="parts of the difference",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Analyse a finished batch: sensitivity, discovery, regret, precision, value of information.

    Writes tables (Parquet and CSV), figures (PNG and SVG) and a paragraph for each analysis into
    DIR/analysis, with an index. The same batch gives the same bytes.
    """
    names = _names(what)
    if half_width and min(half_width) <= 0:
        refuse("--half-width: must be above 0")
    study = _opened(folder)
    analysed = _analysed(study, names, outcome, where or [], enough, half_width or [])
    if not analysed.findings:
        reasons = "; ".join(f"{name}: {why}" for name, why in analysed.left_out.items())
        refuse(f"{folder}: no analysis fits this study. {reasons}")
    homes = _keep(folder, analysed, outcome)
    if json:
        print_json(_told(study, analysed, outcome, homes))
    else:
        _show(study.study.title, analysed, homes)
    say(f"Written: {folder / ANALYSIS}")


def _names(what: str | None) -> list[str]:
    from alliance_sim.analysis.studies.names import NAMES
    from alliance_sim.evidence import nearest_names
    from alliance_sim.evidence.problems import either

    names = [name.strip() for name in (what or "").split(",") if name.strip()]
    for name in names:
        if name not in NAMES:
            near = nearest_names(name, NAMES) or NAMES
            refuse(f"--what: no analysis '{name}'; did you mean {either(near)}?")
    return names


def _opened(folder: Path) -> "FinishedStudy":
    from alliance_sim.experiments.studies.errors import RefusedError
    from alliance_sim.experiments.studies.finished import open_study

    with refusing():
        try:
            return open_study(folder)
        except RefusedError as error:
            refuse(str(error))


def _analysed(
    study: "FinishedStudy",
    names: list[str],
    outcome: str,
    where: list[str],
    enough: float | None,
    half_widths: list[float],
) -> "Analysed":
    from alliance_sim.analysis.studies.analyse import Wanted, analyse, worth_of
    from alliance_sim.analysis.studies.problem import AnalysisError
    from alliance_sim.experiments.studies.errors import RefusedError

    try:
        wanted = Wanted(outcome, tuple(where), enough, tuple(half_widths), worth_of(study))
        return analyse(study, names, wanted, lambda name: say(f"Analysing: {name}"))
    except (AnalysisError, RefusedError) as error:
        refuse(f"{error}")


def home_of(name: str, outcome: str) -> str:
    """The folder of an analysis inside `analysis`; another outcome's stands beside it.

    >>> home_of("sobol", "wellbeing")
    'sobol.wellbeing'
    """
    return name if outcome == OUTCOME else f"{name}.{outcome}"


def _keep(folder: Path, analysed: "Analysed", outcome: str) -> dict[str, Path]:
    """Write every finding into its folder, and the index; what an earlier one left goes."""
    from alliance_sim.views.writing import write_all

    made = {one.name: one.files() for one in analysed.findings}
    homes = {name: folder / ANALYSIS / home_of(name, outcome) for name in made}
    for name, files in made.items():
        write_all(homes[name], files)
        for path in homes[name].iterdir():
            if path.is_file() and path.name not in files:
                path.unlink()
    index = _index(folder / ANALYSIS)
    write_all(folder / ANALYSIS, {INDEX: index.encode()})
    return homes


def _index(home: Path) -> str:
    """Every analysis there is: its message, its figures, its tables."""
    from alliance_sim.analysis.studies.names import NAMES

    def place(path: Path) -> tuple[int, str]:
        name = path.name.split(".")[0]
        return (NAMES.index(name) if name in NAMES else len(NAMES), path.name)

    parts = ["# Analysis of this study\n"]
    for own in sorted(home.iterdir(), key=place):
        if not (own / PARAGRAPH).is_file():
            continue
        title, _, words = (own / PARAGRAPH).read_text(encoding="utf-8").partition("\n\n")
        files = sorted(path.name for path in own.iterdir())
        figures = [name for name in files if name.endswith(".svg")]
        tables = [name for name in files if name.endswith(".csv")]
        parts.append(f"## {own.name}: {title.removeprefix('# ')}\n\n{words.strip()}\n")
        parts += [f"![{title.removeprefix('# ')}]({own.name}/{name})\n" for name in figures]
        links = ", ".join(f"[{name}]({own.name}/{name})" for name in tables)
        parts.append(f"Tables: {links}, each also as Parquet.\n")
    return "\n".join(parts)


def _told(
    study: "FinishedStudy", analysed: "Analysed", outcome: str, homes: dict[str, Path]
) -> dict[str, Any]:
    return {
        "study": study.study.title,
        "folder": study.folder.as_posix(),
        "outcome": outcome,
        "seed": study.study.seed,
        "analyses": {one.name: _finding(one, homes[one.name]) for one in analysed.findings},
        "left_out": dict(analysed.left_out),
    }


def _finding(one: "Finding", home: Path) -> dict[str, Any]:
    return {
        "title": one.title,
        "paragraph": one.paragraph,
        "folder": home.as_posix(),
        "figures": [f"{chart.name}.svg" for chart in one.charts],
        "tables": {
            name: table.to_dict(orient="records") if len(table) <= MOST_LINES else f"{name}.parquet"
            for name, table in one.tables.items()
        },
    }


def _show(title: str, analysed: "Analysed", homes: dict[str, Path]) -> None:
    screen = paper()
    screen.print(heading(f"{title}: what it says"), end="\n\n")
    for one in analysed.findings:
        screen.print(heading(f"{homes[one.name].name}: {one.title}."), end="\n\n")
        screen.print(one.paragraph, markup=False, end="\n\n")
    for name, why in analysed.left_out.items():
        screen.print(f"Left out: {name}. {why}.", markup=False, style="dim")
