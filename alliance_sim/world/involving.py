"""Involvement in the month: who is heard, what it costs, how well services fit what is needed."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.involvement import (
    design_error,
    held_up,
    involved,
    next_misfit,
    stress_of,
)
from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.world.deals import Deal
from alliance_sim.world.ledger import PENCE
from alliance_sim.world.life import AT

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]

MONTHS = 12
"""Months in a year."""

DESIGNED = (
    "verifiable",
    "relational",
    "informing",
    "advocacy",
    "community",
    "reablement_quality",
)
"""What of a service is worth less where its design misses what people need."""


class Involvement:
    """How widely people are involved and how far needs have moved from what is usual.

    `heard` has shape (providers,), `misfit` (cells,), `stress` (councils,).
    """

    def __init__(self, world: "World") -> None:
        ways = (world.mechanism, world.inherited)
        self.spread = float(world.values["involvement.design_error"])
        self.wide = any(way.governance.breadth > 0 for way in ways)
        self.on = self.spread > 0 or self.wide
        self.stress = np.zeros(world.place.n_councils)
        self.misfit = np.zeros(world.place.n_cells)
        self.heard = np.zeros(world.market.rows)
        if self.on:
            self._draw(world, 0.0)

    def _draw(self, world: "World", persistence: float) -> None:
        cells = np.arange(world.place.n_cells)
        luck = world.streams.normal("misfit", world.month, cells)
        self.misfit = next_misfit(self.misfit, luck, persistence)

    def month(self, world: "World") -> None:
        """Needs move, and what residents are offered fits as well as they were listened to."""
        if not self.on:
            return
        values, care = world.values, world.care
        self._draw(world, float(values["involvement.persistence"]))
        anxiety = float(values["involvement.anxiety"])
        stress = self.stress[world.market.council]
        self.heard = involved(world.terms.breadth, stress, anxiety)
        bought = world.place.commissioned
        by_cell = self.heard[world.serves[bought]].mean(axis=0)
        error = design_error(
            self.misfit, self.spread, by_cell, float(values["involvement.correction"])
        )
        for name in DESIGNED:
            getattr(care, name)[:] *= 1 - error
        # Those who had a say take what was decided for their own.
        care.trust[:] += values["involvement.legitimacy"] * by_cell * (1 - care.trust)
        world.record.note("involvement", float(by_cell.mean()))
        world.record.note("design_error", float(error.mean()))

    def after(self, world: "World") -> None:
        """The month is paid for, and leaves its mark on those who run it."""
        if not self.wide:
            return
        ledger, accounts, values = world.ledger, world.accounts, world.values
        for council in range(world.place.n_councils):
            here = world.holds & (world.market.council == council)
            here &= world.market.kind != world.in_house_kind
            heard = float(self.heard[here].mean()) if here.any() else 0.0
            cost = values["involvement.cost"] * heard
            ledger.post(world.month, "governance", accounts.council[council], accounts.work, cost)
        self.stress += values["involvement.stress_memory"] * (self._pressure(world) - self.stress)

    def _pressure(self, world: "World") -> Floats:
        """What this month puts on each council, 0 to 1."""
        values, sums = world.values, world.sums
        spent = -world.ledger.flows(world.month)[:, world.accounts.council].sum(axis=0) / PENCE
        places = world.place.n_councils
        share = world.hours_in_place / max(world.hours_in_place.sum(), 1.0)
        budget = world.budget_year / MONTHS * share
        of = world.place.cell_council
        asked, came = (
            np.bincount(of, sums[:, AT[name]], minlength=places)
            for name in ("paid_need_hours", "delivered_hours")
        )
        return np.array(
            [
                stress_of(
                    spent[council] / budget[council] - 1 if budget[council] > 0 else 0.0,
                    1 - came[council] / asked[council] if asked[council] > 0 else 0.0,
                    float(values["involvement.much_over"]),
                    float(values["involvement.much_undone"]),
                )
                for council in range(places)
            ]
        )


def delay_of(world: "World", mechanism: Mechanism) -> int:
    """Months that setting up takes longer because many are involved."""
    return round(mechanism.governance.breadth * world.values["involvement.delay_months"])


def hold_up(world: "World", deal: Deal) -> bool:
    """Whether those who must be heard hold up a joint decision this month."""
    breadth = deal.mechanism.governance.breadth
    if breadth == 0:
        return False
    who = world.market.number[deal.members[:1]]
    luck = float(world.streams.uniform("stakeholders", world.month, who)[0])
    return held_up(breadth, float(world.values["involvement.slowness"]), luck)
