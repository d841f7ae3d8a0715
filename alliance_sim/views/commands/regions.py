"""`regions`: every option of a scenario, council by council and region by region."""

import json as json_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_sim import __version__
from alliance_sim.views.commands.options import AsJson, ScenarioName, Seed, Workers
from alliance_sim.views.screen import heading, paper, print_json, refuse, refusing, say, without_nan
from alliance_sim.views.shipped import find

if TYPE_CHECKING:
    from alliance_sim.analysis.places import Places
    from alliance_sim.experiments.places import PlaceResults
    from alliance_sim.scenario import Scenario

REPLICATIONS = 8
BY = "net_monetary_benefit_gbp"


def regions(
    scenario: ScenarioName,
    by: Annotated[
        str, typer.Option("--by", metavar="MEASURE", help="What is best by on the map.")
    ] = BY,
    replications: Annotated[
        int, typer.Option("--replications", min=1, help="How many futures to simulate.")
    ] = REPLICATIONS,
    seed: Seed = 1,
    workers: Workers = None,
    json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Keep the tables (Parquet, CSV, JSON) in this folder, and the maps (PNG, SVG), by "
            "cost and wellbeing too.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Compare all options council by council and region by region, with a map of squares.

    Made for many councils at once, all of England among them: of each run only what councils came
    to is kept, so that memory does not grow with the number of futures.
    """
    with refusing():
        file = find(scenario)
        from alliance_sim.scenario import load

        chosen = load(file)
    _check(by)
    if out is not None and out.exists() and not out.is_dir():
        refuse(f"{out}: is a file; name a folder with --out")
    from alliance_sim.analysis.places import Places

    results = _simulated(chosen, replications, seed, workers)
    found = Places(results.councils, by)
    told = _told(chosen, found, results, seed)
    if out is not None:
        _keep(out, told, found)
    if json:
        print_json(told)
    else:
        _show(chosen.title, found)
    if out is not None:
        say(f"Written: {out}")


def _check(by: str) -> None:
    from alliance_sim.evidence import nearest_names
    from alliance_sim.results.places import OF_A_PLACE

    known = [column.name for column in OF_A_PLACE if column.higher_is_better is not None]
    if by not in known:
        near = nearest_names(by, known)
        hint = f"did you mean {near[0]}?" if near else f"allowed: {', '.join(known)}"
        refuse(f"--by: no measure '{by}' that has a better direction; {hint}")


def _simulated(
    scenario: "Scenario", replications: int, seed: int, workers: int | None
) -> "PlaceResults":
    from alliance_sim.experiments.places import run_places
    from alliance_sim.views.workers import asking, cores

    runs = replications * len(scenario.options)
    words = f"Simulating {len(scenario.councils):,} councils"
    with asking(words, min(workers or cores(), runs)) as (executor, tell):
        return run_places(
            scenario, replications=replications, seed=seed, executor=executor, progress=tell
        )


def _told(
    scenario: "Scenario", found: "Places", results: "PlaceResults", seed: int
) -> dict[str, Any]:
    """Everything for programs: who is best in each place, and every measure with its interval."""
    from alliance_sim.analysis.places import ranged

    return {
        "scenario": scenario.title,
        "version": __version__,
        "scenario_hash": scenario.digest,
        "seed": seed,
        "replications": found.replications,
        "by": found.by,
        "higher_is_better": found.column.higher_is_better,
        "options": list(found.options),
        "best": {
            kind: {
                name: {
                    "best": one.best or None,
                    "second": one.second or None,
                    "clear": one.is_clear,
                    "ahead": {"mean": one.ahead.mean, "ci95": [one.ahead.low, one.ahead.high]},
                }
                for name, one in won.items()
            }
            for kind, won in (("regions", found.regions_won), ("councils", found.councils_won))
        },
        "regions": ranged(found.regions, ["region"]).to_dict("records"),
        "councils": ranged(found.results, ["council", "region"]).to_dict("records"),
    }


def _keep(out: Path, told: dict[str, Any], found: "Places") -> None:
    from alliance_sim.analysis.compare import BEST_BY
    from alliance_sim.analysis.figures import places
    from alliance_sim.analysis.places import Places, ranged
    from alliance_sim.results.store import parquet
    from alliance_sim.views.writing import write_all

    chart = places.build(found)
    tables = {
        "councils.csv": ranged(found.results, ["council", "region"]),
        "regions.csv": ranged(found.regions, ["region"]),
        "best_by_council.csv": chart.table,
        "best_by_region.csv": places.table_of_regions(found),
    }
    files = {name: _csv(table) for name, table in tables.items()}
    files["councils.parquet"] = parquet("councils", found.results)
    files["regions.parquet"] = parquet("regions", found.regions)
    files["regions.json"] = f"{json_.dumps(without_nan(told), indent=2)}\n".encode()
    maps = [Places(found.results, one) for one in BEST_BY if one != found.by]
    for drawn in (chart, *(places.build(one) for one in maps)):
        files[f"{drawn.name}.png"], files[f"{drawn.name}.svg"] = drawn.png(), drawn.svg()
    write_all(out, files)


def _csv(table: Any) -> bytes:
    return bytes(table.to_csv(index=False, lineterminator="\n").encode())


def _show(title: str, found: "Places") -> None:
    from alliance_sim.analysis.figures.places import headline
    from alliance_sim.views import place_tables

    screen = paper(is_list=True)
    screen.print(heading(f"{title}: region by region"), end="\n\n")
    screen.print(f"{headline(found)}.", markup=False, end="\n\n")
    screen.print(place_tables.regions(found))
    screen.print()
    screen.print(place_tables.best(found))
    screen.print()
    screen.print(place_tables.notes(found), markup=False, style="dim")
