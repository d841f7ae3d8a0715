"""Who bears what, as a person reads it in a terminal: by party, then by source of luck."""

import math

from rich.table import Table

from alliance_sim.analysis.bearing import Sharing
from alliance_sim.analysis.figures.sources import words as source_words
from alliance_sim.analysis.formats import futures, gbp, label, listed, number, percent, show, the
from alliance_sim.analysis.sources import Sources
from alliance_sim.results.columns import Party
from alliance_sim.results.tables import PARTIES
from alliance_sim.views.finished import Finished
from alliance_sim.views.screen import cell, plain_table

FINER = 1
"""Decimals more than a level has: a swing is smaller."""


def bearers(finished: Finished, option: str) -> Table:
    """Each party under one option: mean, spread, bad year, loss, insolvency, premium."""
    heads = ("Mean, bad year", "Sd", "Loss in", "Insolvent", "Share", "Premium")
    table = plain_table(label(option), *heads)
    table.columns[0].no_wrap = True
    comparison, sharing = finished.comparison, finished.sharing[option]
    for party in PARTIES:
        found = comparison.risk[option][party.name]
        own = sharing.of(party.name)
        # The NHS and the council may have a quiet time of it; a kind that is not there has none.
        if not math.isfinite(found.mean) or (party.part_of and not own):
            continue
        chance = sharing.insolvency.get(party.name)
        name = f"{'  ' if party.part_of else ''}{party.label}"
        table.add_row(
            name if party.is_money else cell(name, _unit(party)),
            cell(
                show(party.column, found.mean, signed=True),
                show(party.column, found.cvar95, signed=True),
            ),
            _sd(party, found.sd),
            futures(found.p_loss, found.n),
            "" if chance is None else futures(chance, found.n),
            percent(found.variance_share) if party.is_money else "",
            gbp(math.fsum(b.premium_gbp for b in own)) if own else "",
        )
    return table


def _sd(party: Party, sd: float) -> str:
    return show(party.column, sd, finer=FINER if party.column.decimals else 0)


def _unit(party: Party) -> str:
    """A unit that fits beneath a name."""
    return party.column.unit.replace("points on the 0 to 1 scale", "0 to 1")


def premiums(sharing: dict[str, Sharing]) -> str:
    """What the split of risk costs against the best one, in a sentence an option."""
    said = [
        f"under {the(option)} bearing the risk costs {gbp(shared.premium_gbp)} a year, and would "
        f"cost {gbp(shared.efficient_premium_gbp)} if the same total were split best"
        for option, shared in sharing.items()
    ]
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def by_source(sources: Sources) -> Table:
    """Standard deviation that each source of luck makes, with its share beneath."""
    heads = [source_words(source) for source in sources.sources]
    table = plain_table("Swing by source", *heads)
    for party in sources.parties:
        if party.part_of:
            continue
        unit = "GBP a year" if party.is_money else party.column.unit
        table.add_row(f"{party.label}, {unit.replace('GBP', 'pounds')}")
        for option in sources.options:
            if (option, party.name, sources.sources[0]) not in sources.found:
                continue
            cells = []
            for source in sources.sources:
                one = sources.found[option, party.name, source]
                share = f"{percent(one.share)} \u00b1{percent(one.share_se)}"
                cells.append(cell(_sd(party, one.swing), share))
            table.add_row(f"  {label(option)}", *cells)
    return table


def notes(sources: Sources) -> str:
    """How to read the tables."""
    futures_said = f"{number(sources.replications)} simulated futures"
    parts = [
        "sd: standard deviation",
        "beneath the mean, a bad year: mean of the worst 5% of futures",
        "insolvent: at least one of them",
        "share: of the variance of all pounds together, which adds to 100%",
        "premium: what they would pay a year to be rid of their swing",
    ]
    return (
        f"Means a year over {futures_said}. {listed(parts)}. By source: the swing that this luck "
        "makes while all other luck stays, and its share of what all sources make, with one "
        "standard error. Where sources act together, each is counted with what they do jointly."
    )
