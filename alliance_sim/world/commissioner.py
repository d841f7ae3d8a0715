"""A commissioner: one council's buyer, the lots it lets and what it does when one falls over."""

from typing import TYPE_CHECKING

import mesa
import numpy as np

from alliance_sim.rules.mechanisms import Mechanism
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario.presets import preset
from alliance_sim.world.buying_on import subcontract_of
from alliance_sim.world.calling_off import Framework, call_off, open_frameworks
from alliance_sim.world.choosing import choose
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.fees import cut_fees
from alliance_sim.world.history import Signed
from alliance_sim.world.involving import delay_of
from alliance_sim.world.matching import match
from alliance_sim.world.packages import first_end, package_lots
from alliance_sim.world.placing import take_over
from alliance_sim.world.procurement import eligible, hold_award, sign
from alliance_sim.world.subcontracting import let_on, let_to_lead

if TYPE_CHECKING:
    from alliance_sim.world.model import World


class Commissioner(mesa.Agent):
    """The buyer of one council.

    It inherits contracts let long ago, goes over to its way of buying when the new arrangement is
    set up, renews or re-lets what ends, and has its own team step in where nobody else serves.
    """

    def __init__(self, world: "World", council: int) -> None:
        super().__init__(world)
        self.world = world
        self.council = council
        self.mechanism = self._way()
        self.lots = self.lots_under(world.inherited, due=world.scenario.months + 1)
        self.cover = Deal(
            council=council,
            mechanism=world.emergency,
            members=np.array([world.market.in_house[council]]),
            price=world.reference.copy(),
            planned=np.zeros(len(SERVICES)),
            signed_index=0.0,
            start=0,
            end=world.scenario.months + 1,
        )
        self.head: Lot | None = None
        self.frameworks: dict[int, Framework] = {}
        set_up = self.mechanism.continuity.set_up_months + delay_of(world, self.mechanism)
        self.live_from = world.scenario.warm_up + 1 + set_up

    def _way(self) -> Mechanism:
        """The option's way of buying, unless the place's other councils buy in another way."""
        neighbours = self.world.values["place.neighbours"]
        if self.council == 0 or neighbours == "same":
            return self.world.mechanism
        return preset(neighbours, self.world.values)

    def lots_under(self, mechanism: Mechanism, due: int) -> list[Lot]:
        """Divide the council's services into what is let together."""
        place, values = self.world.place, self.world.values
        bought = np.flatnonzero(place.commissioned)
        first = self.council * self.world.lot_stride_council
        if mechanism.selection.pools_services:
            return [self._whole(due)]
        if mechanism.selection.by_package:
            return package_lots(self.world, self.council, bought, first, due)
        lots: list[Lot] = []
        for service in bought:
            count = int(values[f"{SERVICES[service]}.lots"])
            for zones in place.lots(self.council, int(service), count):
                number = first + 1 + len(lots)
                lots.append(Lot(number, self.council, np.array([service]), zones, due))
        return lots

    def _whole(self, due: int) -> Lot:
        """All that the council buys, as one lot: what a lead bids for."""
        place = self.world.place
        zones = np.flatnonzero(place.zone_council == self.council)
        first = self.council * self.world.lot_stride_council
        return Lot(first, self.council, np.flatnonzero(place.commissioned), zones, due)

    @property
    def contracts(self) -> list[Lot]:
        """What is let, a lead's contract for the whole included."""
        return self.lots if self.head is None else [self.head, *self.lots]

    def heads(self) -> list[Deal]:
        """The lead's contract, if there is one in force."""
        return [] if self.head is None or self.head.deal is None else [self.head.deal]

    def inherit(self) -> None:
        """Begin with contracts let to whoever luck has it, at reference prices."""
        world = self.world
        for lot in self.lots:
            rows = eligible(world, lot, world.inherited)
            if len(rows) == 0:
                lot.deal = self.cover
                world.take_over(lot, emergency=False)
                continue
            luck = world.streams.uniform(
                "incumbent", 0, world.market.number[rows] * world.lot_stride + lot.number
            )
            lot.deal = Deal(
                council=self.council,
                mechanism=world.inherited,
                members=rows[[int(np.argmin(luck))]],
                price=world.reference.copy(),
                planned=world.expected_units(lot),
                signed_index=world.common_cost,
                start=0,
                end=world.scenario.months + 1,
            )
            world.take_over(lot, emergency=False)

    def buy(self) -> None:
        """Let what is due this month."""
        world = self.world
        if world.month == self.live_from:
            old = self.lots
            self.lots = self.lots_under(self.mechanism, due=world.month)
            for lot in self.lots:
                # Those who serve the lot's people now are its incumbents.
                lot.deal = None
            world.note_retendered([lot.deal for lot in old if lot.deal is not None])
            if self.mechanism.selection.leads:
                self.head = self._whole(due=world.month)
        if self.mechanism.selection.listed and world.month >= self.live_from:
            open_frameworks(world, self.council, self.frameworks)
        if self.head is not None and self.head.due == world.month:
            let_to_lead(world, self, self.head)
        due = [lot for lot in self.lots if lot.due == world.month]
        ending = [lot for lot in due if not self.renew(lot)]
        # That a package runs out is no surprise and puts nobody off.
        held = [lot.deal for lot in ending if lot.deal is not None]
        world.note_retendered([deal for deal in held if not deal.mechanism.selection.by_package])
        for lot in ending:
            lot.deal = None
        for lot in ending:
            self._let(lot)
        if world.values["fees.cut"]:
            cut_fees(world, self)

    def renew(self, lot: Lot) -> bool:
        """Extend a contract that has run its term, if luck and the terms have it so."""
        deal, world = lot.deal, self.world
        if deal is None or not self._let_anew(deal):
            return False
        luck = world.streams.uniform("renewal", world.month, np.array([lot.number]))[0]
        if luck >= self.mechanism.continuity.renewal_probability:
            return False
        deal.end += deal.mechanism.continuity.term_months
        lot.due = deal.end
        return True

    def _let_anew(self, deal: Deal) -> bool:
        """Whether a deal is one of the new way of buying: neither inherited nor own cover."""
        mechanism, world = deal.mechanism, self.world
        return mechanism is not world.inherited and mechanism is not world.emergency

    def _let(self, lot: Lot) -> None:
        """Hold an award and put its winner to work; failing one, the council's own team covers."""
        world = self.world
        deal = self._deal_for(lot)
        lot.deal = deal if deal is not None else self.cover
        one_by_one = self.mechanism.selection.by_package
        if deal is not None and one_by_one and world.month == self.live_from:
            term = self.mechanism.continuity.term_months
            deal.end = first_end(self.lots, lot, world.month, term)
        lot.due = deal.end if deal is not None else world.month + self._wait(lot)
        # Whoever takes a package takes it at once: there is no time to recruit for it.
        world.take_over(lot, emergency=deal is None or one_by_one)

    def _deal_for(self, lot: Lot) -> Deal | None:
        """Call off from a list where there is one; else hold an award."""
        world = self.world
        if self.mechanism.selection.leads:
            return let_on(world, lot)
        if self.mechanism.selection.listed:
            return call_off(world, self.frameworks[int(lot.services[0])], lot)
        if self.mechanism.selection.chosen_by_residents:
            deal = choose(world, lot, self.mechanism)
            if deal is not None:
                return deal
        tendering = hold_award(world, lot, self.mechanism)
        deal = sign(world, lot, self.mechanism, tendering)
        if not self.mechanism.selection.own_team:
            world.note_award(tendering)
            match(world, tendering)
        if deal is not None:
            world.record.history.signed.append(Signed(world.month, tendering, deal))
        return deal

    def fall_back(self, lot: Lot, planned: bool = False) -> None:
        """The council's own team steps in, and the lot is put out again.

        Where it was planned, there was time to recruit and more of the staff go along.
        """
        world = self.world
        if lot is self.head:
            self._without_lead(lot)
            return
        if lot.deal is not None and self._let_anew(lot.deal):
            lot.due = world.month + self._wait(lot)
        lot.deal = self.cover
        if planned:
            world.relations.count("planned_transitions")
            transfer = world.values["relations.planned_transfer"]
            take_over(world, lot, emergency=False, transfer=transfer)
        else:
            world.take_over(lot, emergency=True)

    def _wait(self, lot: Lot) -> int:
        """Months until a lot that falls vacant can be let again."""
        way = self.mechanism if lot.under is None else subcontract_of(lot.under.mechanism)
        return max(way.continuity.set_up_months, 1)

    def _without_lead(self, head: Lot) -> None:
        """The council pays the subcontractors itself until there is another lead."""
        head.deal = None
        head.due = self.world.month + max(self.mechanism.continuity.set_up_months, 1)
        for lot in self.lots:
            lot.under = None

    def lose(self, row: int, planned: bool = False) -> bool:
        """A provider closes: partners or the council's own team take over what it did.

        Args:
            row: The provider.
            planned: Whether it told in time, so that people move by a plan.

        Returns:
            Whether it held a contract.
        """
        held = False
        if self.head is not None and self.head.deal is not None and row in self.head.deal.members:
            held = True
            self._without_lead(self.head)
        for framework in self.frameworks.values():
            framework.strike(row)
        for lot in self.lots:
            deal = lot.deal
            if deal is None or deal is self.cover or row not in deal.members:
                continue
            held = True
            stay = deal.members[deal.members != row]
            if len(stay):
                deal.members = stay
                self.world.take_over(lot, emergency=True)
            else:
                self.fall_back(lot, planned)
        return held
