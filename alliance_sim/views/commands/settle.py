"""`settle`: who receives and who bears what under the terms of a deal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_sim.views.commands.options import AsJson
from alliance_sim.views.outturn import Given, course_of, range_of
from alliance_sim.views.screen import heading, paper, print_json, refuse, refusing
from alliance_sim.views.shipped import find_terms

if TYPE_CHECKING:
    from alliance_sim.analysis.deals.course import Course
    from alliance_sim.analysis.deals.sweep import Sweep

NOT_AS_EXPECTED = 1
"""Exit code when a vector differs."""


def settle(
    terms: Annotated[
        str | None,
        typer.Argument(
            metavar="TERMS",
            help="A terms file, or the name of one that comes with the package, such as "
            "gain_share.",
            show_default=False,
        ),
    ] = None,
    actual_cost: Annotated[
        float | None,
        typer.Option("--actual-cost", help="What it cost, GBP.", show_default=False),
    ] = None,
    target_cost: Annotated[
        float | None,
        typer.Option("--target-cost", help="Target or benchmark, GBP.", show_default=False),
    ] = None,
    price: Annotated[
        float | None,
        typer.Option("--price", help="Agreed price or amount, GBP.", show_default=False),
    ] = None,
    units: Annotated[
        float | None, typer.Option("--units", help="Units delivered.", show_default=False)
    ] = None,
    expected_units: Annotated[
        float | None,
        typer.Option(
            "--expected-units", help="Units the amount was meant for.", show_default=False
        ),
    ] = None,
    people: Annotated[
        float | None,
        typer.Option("--people", help="People, each by its weight.", show_default=False),
    ] = None,
    revenue: Annotated[
        float | None,
        typer.Option("--revenue", help="The providers' own revenue, GBP.", show_default=False),
    ] = None,
    package: Annotated[
        list[str] | None,
        typer.Option(
            "--package",
            metavar="UNITS@PRICE",
            help="A package bought on the spot; repeat for more.",
            show_default=False,
        ),
    ] = None,
    kpi: Annotated[
        float | None,
        typer.Option("--kpi", help="Overall performance, 0 to 1.", show_default=False),
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option(
            "--outcome",
            metavar="NAME=RESULT",
            help="Result of a key result area (-1 to 1) or an outcome (0 to 1); repeat for more.",
            show_default=False,
        ),
    ] = None,
    adjustment: Annotated[
        float | None,
        typer.Option(
            "--adjustment", help="KPI bonus or, negative, deduction, GBP.", show_default=False
        ),
    ] = None,
    sweep_actual: Annotated[
        str | None,
        typer.Option(
            "--sweep-actual",
            metavar="FROM:TO[:STEPS]",
            help="Settle over a range of outturns, as ratios to the target, such as 0.7:1.4.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Write the sweep as figure and CSV.", show_default=False
        ),
    ] = None,
    vectors: Annotated[
        Path | None,
        typer.Option(
            "--vectors",
            metavar="FILE",
            help="Compute every worked figure of this file and print those that differ.",
            show_default=False,
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Settle a deal: who receives and who bears what, and in words what the deal does."""
    if vectors is not None:
        _check(vectors, json=json)
        return
    if terms is None:
        refuse("settle: name a terms file, or give --vectors FILE")
    if out is not None and sweep_actual is None:
        refuse("--out: keeps a sweep; give --sweep-actual FROM:TO too")
    given: Given = {
        "actual_cost": actual_cost,
        "target_cost": target_cost,
        "price": price,
        "units": units,
        "expected_units": expected_units,
        "people": people,
        "revenue": revenue,
        "kpi": kpi,
        "adjustment": adjustment,
    }
    ratios = None if sweep_actual is None else range_of(sweep_actual)
    with refusing():
        from alliance_sim.scenario.terms import load_terms

        agreement = load_terms(find_terms(terms))
    course = course_of(
        agreement, terms, given, outcome or [], package or [], may_guess=ratios is not None
    )
    from alliance_sim.analysis.deals.sweep import sweep

    name = agreement.title or terms
    swept = None
    if ratios is not None:
        if course.reference == 0:
            refuse("--sweep-actual: there is no target, price or cost to take ratios of")
        swept = sweep(course, ratios.ratios())
    if out is not None and swept is not None:
        _keep(swept, out, name)
    if json:
        found = course.here.as_dict() if swept is None or actual_cost is not None else {}
        if swept is not None:
            rows = zip(swept.ratios, swept.settlements, strict=True)
            found["sweep"] = [{"ratio": ratio, **one.as_dict()} for ratio, one in rows]
        print_json(found)
        return
    _show(course, name, swept, whole=actual_cost is not None)
    if out is not None:
        typer.echo(f"\nThe sweep is in {out}")


def _show(course: "Course", name: str, swept: "Sweep | None", *, whole: bool) -> None:
    """The settlement, what the deal does, and the sweep."""
    from alliance_sim.analysis.deals.words import in_words
    from alliance_sim.views import deal_tables
    from alliance_sim.views.outturn import taken_for_granted

    screen = paper(is_list=swept is not None)
    screen.print(heading(name), end="\n\n")
    if whole:
        screen.print(deal_tables.parties(course.here))
        screen.print()
        if course.here.bands:
            screen.print(deal_tables.bands(course.here))
            screen.print()
        if course.here.retained:
            from alliance_sim.analysis.deals.pounds import exact

            screen.print(f"Held back until quality was known: {exact(course.here.retained)}.\n")
        screen.print(heading("What this deal does"))
        screen.print(deal_tables.points([*in_words(course), *taken_for_granted(course)]))
    if swept is not None:
        if whole:
            screen.print()
        screen.print(deal_tables.outturns(swept))


def _keep(swept: "Sweep", folder: Path, name: str) -> None:
    """Write figure and table: all of them or none."""
    from alliance_sim.analysis.figures import deal
    from alliance_sim.views.writing import write_all

    chart = deal.build(swept, name)
    write_all(
        folder,
        {
            f"{chart.name}.png": chart.png(),
            f"{chart.name}.svg": chart.svg(),
            f"{chart.name}.csv": chart.table.to_csv(index=False).encode(),
        },
    )


def _check(vectors: Path, *, json: bool) -> None:
    """Compute a file of vectors; ends with exit code 1 if any differs."""
    with refusing():
        from alliance_sim.analysis.vectors import check

        checked = check(vectors)
    if json:
        print_json(
            {
                "vectors": checked.vectors,
                "differ": checked.differ,
                "differences": [difference.__dict__ for difference in checked.differences],
            }
        )
    else:
        for difference in checked.differences:
            typer.echo(
                f"{difference.id} {difference.output}: "
                f"expected {difference.expected}, got {difference.got}"
            )
        typer.echo(f"{checked.vectors} vectors, {checked.differ} differ")
    if checked.differences:
        raise typer.Exit(NOT_AS_EXPECTED)
