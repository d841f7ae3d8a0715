"""Accountability: the council answers for money and quality, is audited, and may fail in public."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.accountability import falls_short, overspent, unanswered
from alliance_sim.world.budget import YEAR, spent, start_of_year, yearly_budget
from alliance_sim.world.part import Part
from alliance_sim.world.terms import Terms

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]


class Accountability(Part):
    """Every contract is audited; once a year, spending and quality are held against what is due.

    A council that has failed pays for being put right, and spends the next year guarding itself:
    after a breach of quality it watches its providers more closely, after a breach of the budget
    it rations. An audit of a contract whose members answer together costs more, as far as nobody
    alone answers for it.
    """

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        councils = world.place.n_councils
        self.watch: Floats = np.zeros(councils)
        self.lived: Floats = np.zeros(councils)
        self.value: Floats = np.zeros(councils)

    @staticmethod
    def on(values: Mapping[str, Any]) -> bool:
        """While the council is held to account."""
        return bool(values["accountability.weight"] > 0)

    def agree(self, world: "World", terms: Terms) -> Terms:
        """A council on its guard watches more closely."""
        if not self.watch.any():
            return terms
        more = (self.watch * self.values["accountability.tightening"])[world.market.council]
        return terms._replace(monitoring=np.minimum(terms.monitoring + more * world.holds, 1.0))

    def settle(self, world: "World") -> None:
        """Audit this month; judge the year when it ends."""
        self._audit(world)
        self._inspect(world)
        month = world.month
        if month % YEAR == 0:
            self._judge(world, start_of_year(month))

    def _audit(self, world: "World") -> None:
        posts, values = world.posts, self.values
        gaps = np.array(
            [
                unanswered(deal.shares(), deal.mechanism.governance.judged_together)
                for deal in posts.deals
            ]
        )
        in_force = np.bincount(posts.table.deal, minlength=len(posts.deals)) > 0
        cost = values["accountability.weight"] * values["accountability.audit_cost"] / YEAR
        each = cost * (1 + gaps) * in_force
        council = world.accounts.council[posts.councils]
        world.ledger.post(world.month, "monitoring", council, world.accounts.work, each)

    def _inspect(self, world: "World") -> None:
        """Add up quality as residents live it, weighted by the value of care."""
        service = np.arange(len(world.serves))[:, None]
        relational = world.relational_share[:, None]
        verifiable, felt = (
            table[world.serves, service]
            for table in (world.delivery.verifiable, world.delivery.relational)
        )
        lived = (1 - relational) * verifiable + relational * felt
        value = world.units * world.reference[:, None]
        of = world.place.cell_council
        np.add.at(self.lived, of, (lived * value).sum(axis=0))
        np.add.at(self.value, of, value.sum(axis=0))

    def _judge(self, world: "World", first: int) -> None:
        values, month = self.values, world.month
        weight = float(values["accountability.weight"])
        budget = yearly_budget(world, month)
        quality = self.lived / np.where(self.value > 0, self.value, np.nan)
        money = overspent(spent(world, first, month), budget, values["accountability.tolerance"])
        poor = falls_short(quality, values["accountability.quality_floor"])
        penalty = weight * values["accountability.penalty"] * budget * (money | poor)
        accounts = world.accounts
        world.ledger.post(month, "monitoring", accounts.council, accounts.work, penalty)
        self.watch = np.where(poor, weight, 0.0)
        world.pressures.called_to_account = np.where(money, weight, 0.0)
        self.lived[:] = self.value[:] = 0.0
