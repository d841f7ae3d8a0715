"""Community-based provision of a run: all schemes together, moved once a month."""

from typing import TYPE_CHECKING

import numpy as np

from alliance_sim.rules.behaviour.community.funding import funded_share
from alliance_sim.rules.behaviour.community.goodwill import next_goodwill
from alliance_sim.rules.services import HOME
from alliance_sim.world.community.dyads import new_dyads
from alliance_sim.world.community.here import (
    Brought,
    Floats,
    Here,
    look,
    nothing_brought,
    torn_ties,
)
from alliance_sim.world.community.micro import Micro
from alliance_sim.world.community.neighbours import Coordination, Timebank
from alliance_sim.world.community.spread import Spread
from alliance_sim.world.community.visits import Visits

if TYPE_CHECKING:
    from alliance_sim.world.model import World

SWITCHES = (
    "community.shared_lives.workers",
    "community.homeshare.workers",
    "community.timebank.brokers",
    "community.coordination.coordinators",
    "community.micro.ideas",
    "community.checks.visits_month",
)
"""What pays for a scheme; without any of these, community support has nothing to do."""


class Community:
    """Schemes begin when the shared months are over; goodwill and teams are there from the first.

    Args:
        world: The run.
    """

    def __init__(self, world: "World") -> None:
        values, place = world.values, world.place
        councils, weeks = place.n_councils, world.living.weeks
        self.values = values
        self.shared_lives = new_dyads("shared_lives", values, councils)
        self.homeshare = new_dyads("homeshare", values, councils)
        timebank = values["community.timebank.brokers"] > 0
        self.timebank = Timebank(values, councils, weeks) if timebank else None
        coordination = values["community.coordination.coordinators"] > 0
        self.coordination = Coordination(values, councils) if coordination else None
        self.micro = Micro(values, councils, weeks) if values["community.micro.ideas"] > 0 else None
        self.visits = Visits(values) if values["community.checks.visits_month"] > 0 else None
        self.schemes = any(values[switch] > 0 for switch in SWITCHES)
        self.spread = Spread(values, place, world.streams)
        self.goodwill = np.zeros(place.n_cells)
        self.lent = np.zeros(place.n_cells)

    def month(self, world: "World") -> None:
        """Everything moves on by a month, and `world.care` says what it brings."""
        place, values = world.place, world.values
        since = world.month - world.scenario.warm_up - 1
        running = self.schemes and since >= 0
        funded = funded_share(
            since,
            int(values["community.cut.after"]),
            int(values["community.cut.lasts"]),
            values["community.cut.depth"],
        )
        brought = nothing_brought(place.n_cells, place.n_councils)
        if running:
            brought.cost += self.spread.month(since, funded)
        here = look(world, self.lent, *self.spread.by_cell, funded)
        if running:
            self._schemes(world, here, brought)
        self._goodwill(world, here, brought)
        self._put_to_care(world, here, brought)
        self._note(world, brought)
        world.ledger.post(
            world.month,
            "community_support",
            world.accounts.council,
            world.accounts.work,
            brought.cost,
        )

    def _schemes(self, world: "World", here: Here, brought: Brought) -> None:
        half = world.living.tie_half
        for dyads in (self.shared_lives, self.homeshare):
            if dyads is not None:
                dyads.month(here, brought, half)
        for scheme in (self.timebank, self.coordination, self.micro):
            if scheme is not None:
                scheme.month(here, brought)
        if self.visits is not None:
            self.visits.month(here, brought, half)

    def _goodwill(self, world: "World", here: Here, brought: Brought) -> None:
        values = self.values
        full = values["community.goodwill.hours_week"]
        if full <= 0:
            return
        self.goodwill = next_goodwill(
            self.goodwill,
            world.care.relational,
            here.standing,
            torn_ties(world),
            values["community.goodwill.build"],
            values["community.goodwill.fade"],
            values["community.goodwill.loss"],
        )
        given = self.goodwill * full * here.in_care
        brought.instead += given
        brought.hours += given

    def _put_to_care(self, world: "World", here: Here, brought: Brought) -> None:
        """Turn people and hours into the shares that residents of each cell live with."""
        most = self.values["community.share_most"]
        around = _share(brought.around * _share(here.in_care, here.residents), here.hours)
        instead = _share(brought.instead, here.hours) + around
        instead = np.minimum(instead, most)
        self.lent = instead + (1 - instead) * self._spared_by_teams(world)
        care = world.care
        care.lent[:] = self.lent
        care.lent_before[:] = np.minimum(around, most)
        care.eased[:] = np.minimum(_share(brought.befriended, here.isolated), 1.0)
        care.company[:] = world.living.connected_tie * _share(brought.close, here.residents)
        care.safer[:] = brought.safer
        care.outreach[:] = np.minimum(care.outreach + _share(brought.found, here.unknown), 1.0)

    def _spared_by_teams(self, world: "World") -> Floats:
        """Share of home care's hours that self-managed teams do not need, by cell."""
        if not world.place.commissioned[HOME]:
            return np.zeros(world.place.n_cells)
        autonomy = world.market.autonomy[world.serves[HOME]]
        return np.asarray(autonomy * self.values["community.teams.hours_saved"])

    def _note(self, world: "World", brought: Brought) -> None:
        note, weeks = world.record.note, world.living.weeks
        note("community_hours", float(brought.hours.sum()) * weeks)
        note("goodwill", float(self.goodwill.mean()))
        coverage, suits = self.spread.by_cell
        note("community_reach", float((coverage * suits).mean()))
        note("community_coverage", float(coverage.mean()))
        note("community_fit_spread", float(suits[coverage > 0].std()) if coverage.any() else 0.0)
        for name in ("shared_lives", "homeshare", "timebank", "coordination", "micro"):
            scheme = getattr(self, name)
            if scheme is not None:
                note(name, scheme.size)
        if self.timebank is not None:
            note("timebank_hours", self.timebank.exchanged)
        if self.micro is not None and self.micro.size > 0:
            note("micro_stopped", self.micro.stopped_share)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def community_of(world: "World") -> Community | None:
    """The community part of a run, or None where nothing of it is switched on."""
    values = world.values
    on = any(values[switch] > 0 for switch in (*SWITCHES, "community.goodwill.hours_week"))
    return Community(world) if on or world.market.autonomy.any() else None
