"""A settlement as a person reads it in a terminal: parties and limbs, bands, a sweep."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from alliance_sim.analysis.deals.pounds import exact, in_pence
from alliance_sim.analysis.deals.sweep import Sweep
from alliance_sim.rules.contracts import Settlement
from alliance_sim.rules.contracts.pence import PENCE
from alliance_sim.views.screen import plain_table

SHOWN_ROWS = 25
"""Rows of a sweep that a screen shows; the file has them all."""


def parties(settlement: Settlement) -> Table:
    """Every party with its part of each limb, what it is paid or pays, and what it gains."""
    table = plain_table("Party", "1 cost", "2 fee", "3 gain or pain", "Is paid", "Pays in the end")
    for party in settlement.shares:
        provides = party.side == "provider"
        table.add_row(
            party.name,
            exact(party.cost) if provides else "",
            exact(party.fee) if provides else "",
            exact(party.gain, signed=True),
            exact(party.receives) if provides else "",
            exact(party.pays),
        )
    table.add_row(
        "Together",
        exact(settlement.cost),
        exact(settlement.fee),
        exact(settlement.room, signed=True),
        exact(settlement.paid),
        exact(settlement.cost),
    )
    return table


def bands(settlement: Settlement) -> Table:
    """Where the gain or pain from cost arises."""
    table = plain_table("Outturn against target", "Providers' share", "Gain or pain")
    for band in settlement.bands:
        table.add_row(
            f"{band.from_ratio:.2%} to {band.to_ratio:.2%}",
            in_pence(band.provider_share) + " in the pound",
            exact(round(band.amount_gbp * PENCE), signed=True),
        )
    return table


def points(sentences: Sequence[str]) -> Table:
    """Sentences one below the other, each set in from its dash."""
    table = Table.grid(padding=(0, 1))
    for sentence in sentences:
        table.add_row("-", Text(sentence))
    return table


def outturns(swept: Sweep) -> Table:
    """Every party's money at rising outturns; a long sweep is shown in part."""
    payers, providers = swept.names("commissioner"), swept.names("provider")
    table = plain_table(
        "Ratio",
        "Actual cost",
        "Paid",
        *(f"{name} pays" for name in payers),
        *(f"{name} is left with" for name in providers),
    )
    for place in _some(range(len(swept.ratios))):
        settlement = swept.settlements[place]
        found = {party.name: party.pays for party in settlement.shares}
        table.add_row(
            f"{swept.ratios[place]:g}",
            exact(settlement.cost),
            exact(settlement.paid),
            *(exact(found[name]) for name in payers),
            *(exact(-found[name]) for name in providers),
        )
    return table


def _some(places: Sequence[int]) -> Sequence[int]:
    """Evenly spread places, the first and the last among them."""
    if len(places) <= SHOWN_ROWS:
        return places
    last = len(places) - 1
    return sorted({round(last * row / (SHOWN_ROWS - 1)) for row in range(SHOWN_ROWS)})
