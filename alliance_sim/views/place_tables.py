"""Results by region as a person reads them in a terminal."""

from rich.table import Table

from alliance_sim.analysis.figures.places import aim, table_of_regions
from alliance_sim.analysis.formats import label, number, show
from alliance_sim.analysis.places import WHOLE, Places
from alliance_sim.results.places import BY_MEASURE
from alliance_sim.views.screen import plain_table

SHOWN = (
    "cost_per_client_gbp",
    "wellbeing",
    "quality_experienced",
    "handbacks",
    "provider_exits",
    "net_monetary_benefit_gbp",
)
"""Measures on the screen; the files hold all of them."""

FINER = {"wellbeing": 1, "quality_experienced": 1}
"""Further decimals, where regions differ by less than the usual ones show."""


def regions(found: Places) -> Table:
    """Every region under every option: means over the futures."""
    columns = [BY_MEASURE[name] for name in SHOWN]
    table = plain_table("Region", "Option", *(column.label for column in columns))
    table.columns[1].justify = "left"
    means = found.regions.groupby(["region", "option"], sort=False)[list(SHOWN)].mean()
    for region in found.regions_won:
        for place, option in enumerate(found.options):
            row = means.loc[(region, option)]
            shown = [show(c, float(row[c.name]), finer=FINER.get(c.name, 0)) for c in columns]
            table.add_row("" if place else region, label(option), *shown)
    return table


def best(found: Places) -> Table:
    """Who is best in each region, and by how much."""
    rows = table_of_regions(found)
    table = plain_table("Region", f"Best by {aim(found)}", "Ahead of", "By", numbers=False)
    for row in rows.to_dict("records"):
        mark = "" if row["Told apart"] == "yes" else " ?"
        table.add_row(row["Region"], f"{row['Best']}{mark}", row["Second"], row["Ahead by"])
    return table


def notes(found: Places) -> str:
    """How to read the tables."""
    futures = "1 future" if found.replications == 1 else f"{number(found.replications)} futures"
    text = (
        f"Means of {futures}, the same under every option; hand-backs and closures a year. "
        f"'{WHOLE}' is all regions together. ?: the 95% interval of the paired difference from "
        "the second takes in 0."
    )
    return f"{text} --out DIR keeps every council, with a map."
