"""One option's story as a person reads it in a terminal."""

import math
from collections.abc import Iterator

from rich.table import Table

from alliance_sim.analysis.claims import column_of
from alliance_sim.analysis.formats import (
    MISSING,
    THOUSAND,
    capital,
    gbp,
    label,
    listed,
    number,
    percent,
    pounds,
    show,
)
from alliance_sim.evidence import catalogue
from alliance_sim.results.tables import BY_OUTCOME, MONTHLY
from alliance_sim.rules.services import SERVICES
from alliance_sim.views.screen import plain_table
from alliance_sim.views.story import Awarding, Story

__all__ = ["about_warm_up", "happenings", "label", "measures", "months", "year"]

COLUMNS = {
    "cost_total_gbp": "Cost",
    "wellbeing": "Wellbeing",
    "quality_experienced": "Quality\nlived",
    "quality_measured": "Quality\nmeasured",
    "trust": "Trust",
    "price_home_care_gbp": "Home care\nan hour",
    "unmet_need_hours": "Hours\nnot met",
    "crises": "Crises",
}
"""What is shown of each month, and the heading, broken so that nine columns fit 80 letters."""

SERVICE_NAMES = {service: service.replace("_", " ") for service in SERVICES}
SERVICE_NAMES["care_act_assessment"] = "Care Act assessment"

YEARLY = ("cost_total_gbp", "quality_experienced", "wellbeing")
NOBODY = "nobody; the council's own team covers"


def months(story: Story) -> Table:
    """The months, with a gap after the inherited arrangement."""
    by_name = {column.name: column for column in MONTHLY}
    table = plain_table("Month", *COLUMNS.values())
    table.columns[0].justify = "right"
    length = len(story.months["wellbeing"])
    for at in range(length):
        month = at + 1
        table.add_row(
            number(month),
            *(show(by_name[name], float(story.months[name][at])) for name in COLUMNS),
        )
        if month == story.scenario.warm_up:
            table.add_row()
    return table


def about_warm_up(warm_up: int) -> str:
    """What the first months are."""
    first = "Month 1 passes" if warm_up == 1 else f"Months 1 to {warm_up} pass"
    return f"{first} under the inherited arrangement and are not counted in outcomes."


def happenings(story: Story) -> Table:
    """Awards, contracts handed back and providers that closed, in order of month."""
    table = plain_table("Month", "What", "Who", "Bids", "Price", numbers=False)
    told: list[tuple[int, tuple[str, ...]]]
    told = [(award.month, _awarded(story, award)) for award in story.awards]
    told += [(e.month, ("Handed back", _short(story, e.provider))) for e in story.handbacks]
    told += [(e.month, ("Closed", _short(story, e.provider))) for e in story.exits]
    for month, cells in sorted(told, key=lambda event: event[0]):
        table.add_row(number(month), *cells)
    if not told:
        table.add_row("", "Nothing was let, handed back or closed.")
    return table


def _awarded(story: Story, award: Awarding) -> tuple[str, str, str, str]:
    what = capital(listed([SERVICE_NAMES[service] for service in award.services]))
    if len(story.scenario.councils) > 1:
        what += f", {award.council}"
    if len(award.zones) < int(story.scenario.values["place.zones"]):
        what += f", {_zones(award)}"
    who = listed([_short(story, name) for name in award.winners]) or NOBODY
    made = [bid.price_ratio for bid in award.bids if math.isfinite(bid.price_ratio)]
    return what, who, _bids(award, made), _price(award)


def _zones(award: Awarding) -> str:
    many = len(award.zones) > 1
    return f"zone{'s' if many else ''} {listed([number(zone + 1) for zone in award.zones])}"


def _bids(award: Awarding, made: list[float]) -> str:
    if not made:
        return "none"
    spread = [_amount(award, end) for end in (min(made), max(made))]
    return f"{number(len(made))}: {spread[0]}" + (f" to {spread[1]}" if len(made) > 1 else "")


def _amount(award: Awarding, ratio: float) -> str:
    """A bid in pounds a unit, or as a share of today's price where several services go together."""
    if len(award.reference_gbp) > 1:
        return percent(ratio)
    (reference,) = award.reference_gbp.values()
    return _price_of_one(ratio * reference)


def _price_of_one(price: float) -> str:
    """A price to the penny, or to the pound where pence do not matter."""
    return pounds(price) if price >= THOUSAND else gbp(price)


def _price(award: Awarding) -> str:
    if not award.winners:
        return MISSING
    if len(award.reference_gbp) > 1:
        return f"{percent(award.price_ratio)} of today's prices"
    ((service, price),) = award.prices_gbp.items()
    unit = catalogue().parameters[f"{service}.reference_price"].unit
    return f"{_price_of_one(price)} {unit.removeprefix('GBP ')}"


def _short(story: Story, provider: str) -> str:
    """A provider's name, without the council where there is only one."""
    name = provider.partition(": ")[2] if len(story.scenario.councils) == 1 else provider
    return capital(name)


def year(story: Story) -> str:
    """What the counted months come to."""
    return f"Counted months: {'; '.join(_yearly(story))}."


def measures(story: Story) -> Table:
    """Every further measure that there is; the rest belong to mechanisms that are off."""
    table = plain_table("Measure", "", "Unit")
    for name, value in story.run.measures.items():
        if math.isfinite(value):
            one = column_of(name)
            unit = "" if one.is_money else one.unit
            table.add_row(one.label, show(one, value), unit)
    return table


def _yearly(story: Story) -> Iterator[str]:
    for name in YEARLY:
        column = BY_OUTCOME[name]
        per = " a year" if column.is_money else ""
        yield f"{column.label.lower()} {show(column, story.outcomes[name])}{per}"
