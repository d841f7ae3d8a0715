"""The residents' month as anyone would first write it in Mesa: one object per resident.

This is the measure that the compiled kernel is compared with. The rules are the same and stand in
the same order; random numbers come from Mesa's own generator, as in any Mesa model, so the two
agree in their averages and not person by person.
"""

import math

import mesa

from alliance_sim.world.life import SUMS, Care, Living
from alliance_sim.world.people import (
    ASSESSED,
    IN_CARE,
    OVERLOOKED,
    REABLEMENT,
    UNKNOWN,
    WAITING,
    Cells,
)


def within_unit(x: float) -> float:
    """Nothing below 0 or above 1."""
    return min(max(x, 0.0), 1.0)


class Cell:
    """What one zone and group is offered this month, and what was counted there."""

    def __init__(self, group: int, care: Care, position: int) -> None:
        self.group = group
        for name in Care._fields:
            setattr(self, name, float(getattr(care, name)[position]))
        self.clear()

    def clear(self) -> None:
        """Begin a month's count."""
        for name in SUMS:
            setattr(self, f"n_{name}", 0.0)


class Resident(mesa.Agent):
    """One person, who lives through a month at a time."""

    def __init__(self, model: "PlainMesa", cell: Cell) -> None:
        super().__init__(model)
        self.rules = model.rules
        self.cell = cell
        self.arrive()
        if self.stage == WAITING:
            self.stage = IN_CARE
            self.tie = self.rules.tie_half
            self.joined = self.isolated

    def arrive(self) -> None:
        """Someone new takes this place."""
        rules, luck = self.rules, self.random
        spread = rules.hours_spread
        self.base = rules.mean_hours * math.exp(spread * luck.gauss(0, 1) - spread**2 / 2)
        self.personal = luck.gauss(0, rules.personal_sd)
        self.voiceless = luck.random() < rules.voiceless_share
        self.isolated = luck.random() < rules.isolated_share
        self.support0 = rules.support_hours * (rules.support_isolated if self.isolated else 1.0)
        known = rules.known_connected
        if self.cell.group == OVERLOOKED:
            known = rules.known_overlooked
        self.stage = WAITING if luck.random() < known else UNKNOWN
        self.joined = False
        self.drift = self.ability = self.strain = self.tie = 0.0
        self.crises = 0
        start = within_unit(rules.start + self.cell.level + self.personal)
        self.informed = self.partner = self.resources = self.expertise = self.connected = start

    def first_half(self) -> None:
        """What the month brings, before it is known how far staff go round."""
        self.die_or_live_on()
        self.move_need()
        self.move_on()

    def second_half(self) -> None:
        """What care then comes, and what becomes of it."""
        self.receive_care()
        self.strain_carers()
        self.feel()
        self.risk_crisis()
        self.be_counted()

    def die_or_live_on(self) -> None:
        """A death makes room for someone new."""
        rules = self.rules
        heavier = 1 + rules.death_need * (self.base / rules.mean_hours - 1)
        if self.random.random() < rules.death / 12 * max(heavier, 0.0):
            self.cell.n_deaths += 1
            self.cell.n_arrivals += 1
            self.arrive()

    def move_need(self) -> None:
        """Need wanders about its usual level; gains and setbacks fade."""
        rules = self.rules
        self.drift = rules.need_persistence * self.drift + self.random.gauss(0, rules.need_sd)
        self.ability *= 1 - rules.gain_fade
        own = self.base * max(1 + self.drift + self.ability, rules.need_floor)
        self.need = own + self.support0

    def move_on(self) -> None:
        """The way through services."""
        cell, rules, chance = self.cell, self.rules, self.random.random
        if self.stage == UNKNOWN:
            if chance() < cell.outreach:
                self.stage = WAITING
        elif self.stage == WAITING:
            cell.n_waiting += 1
            if chance() < cell.assessed:
                cell.n_assessed += 1
                self.stage = ASSESSED
        elif self.stage == ASSESSED:
            cell.n_handoffs_tried += cell.between_care
            if chance() < cell.handoff_care:
                cell.n_handoffs_kept += cell.between_care
                if chance() < rules.reablement_share * cell.reablement:
                    cell.n_reablement_started += 1
                    self.stage = REABLEMENT
                else:
                    self.stage = IN_CARE
                    self.tie = 0.0
        elif self.stage == REABLEMENT and chance() < rules.reablement_exit:
            cell.n_handoffs_tried += cell.between_home
            if chance() < cell.handoff_home:
                cell.n_handoffs_kept += cell.between_home
                self.stage = IN_CARE
                self.tie = 0.0
                self.ability -= rules.reablement_gain * cell.reablement_quality
        if self.isolated and not self.joined and self.stage >= ASSESSED:
            cell.n_handoffs_tried += cell.between_community
            if chance() < cell.handoff_community:
                cell.n_handoffs_kept += cell.between_community
                self.joined = True

    def receive_care(self) -> None:
        """Care comes or does not, from the same hands or from others."""
        cell = self.cell
        self.support = self.support0 * (1 - self.rules.strain_effect * self.strain)
        self.paid = max(self.need - self.support, 0.0)
        self.delivered = 0.0
        if self.stage == IN_CARE:
            self.delivered = self.paid * cell.met
            left = cell.changed and self.random.random() >= cell.tie_kept
            if left or self.random.random() < cell.tie_broken:
                self.tie = 0.0
            else:
                self.tie += 1.0
        elif self.stage == REABLEMENT:
            self.delivered = self.paid
        self.unmet = self.paid - self.delivered

    def strain_carers(self) -> None:
        """Unmet need strains unpaid carers; met need lets them recover."""
        rules = self.rules
        self.short = self.unmet / self.need
        up = rules.strain_up * self.short * (1 - self.strain)
        self.strain += up - rules.strain_down * (1 - self.short) * self.strain

    def toward(self, level: float, target: float) -> float:
        """Elements of wellbeing fall fast and rise slowly."""
        gap = within_unit(target) - level
        return level + gap * (self.rules.rise if gap > 0 else self.rules.fall)

    def feel(self) -> None:
        """The five elements of wellbeing, and their weighted mean."""
        rules, cell = self.rules, self.cell
        own = self.personal + cell.level
        known, served = self.stage >= WAITING, self.stage >= REABLEMENT
        target = rules.informed_base + own
        if served:
            target += rules.informed_relational * cell.informing
            target += rules.informed_sharing * cell.sharing
        if self.voiceless:
            target += rules.informed_voiceless
            if known:
                target += rules.informed_advocacy * cell.advocacy
        self.informed = self.toward(self.informed, target)
        target = rules.partner_base + own
        if served:
            target += (
                rules.partner_relational * cell.relational
                + rules.partner_co_design * cell.co_design
                + rules.partner_trust * cell.trust
                + rules.partner_monitoring * cell.monitoring
            )
        self.partner = self.toward(self.partner, target)
        target = rules.resources_base + own + rules.resources_met * (1 - self.short)
        self.resources = self.toward(self.resources, target)
        target = rules.expertise_base + own
        if served:
            target += rules.expertise_verifiable * cell.verifiable
        if known:
            target += rules.expertise_handoffs * cell.handoffs
        self.expertise = self.toward(self.expertise, target)
        target = (
            rules.connected_base
            + own
            + rules.connected_tie * self.tie / (self.tie + rules.tie_half)
            + rules.connected_support * self.support / rules.support_hours
        )
        if self.joined:
            target += rules.connected_community * cell.community
        if self.isolated:
            target += rules.connected_isolated
        self.connected = self.toward(self.connected, target)
        self.wellbeing = (
            rules.weight_informed * self.informed
            + rules.weight_partner * self.partner
            + rules.weight_resources * self.resources
            + rules.weight_expertise * self.expertise
            + rules.weight_connected * self.connected
        )

    def risk_crisis(self) -> None:
        """A crisis may strike, and leaves more need behind."""
        rules = self.rules
        log_odds = (
            rules.crisis_log_odds
            + rules.crisis_need * ((self.need - self.support0) / rules.mean_hours - 1)
            + rules.crisis_unmet * self.short
            + rules.crisis_wellbeing * (1 - self.wellbeing)
        )
        if self.isolated and not self.joined:
            log_odds += rules.crisis_isolation
        if self.random.random() < 1 / (1 + math.exp(-log_odds)):
            self.cell.n_crises += 1
            self.crises += 1
            self.ability += rules.crisis_setback

    def be_counted(self) -> None:
        """Add this resident to the month's count."""
        cell, weeks = self.cell, self.rules.weeks
        cell.n_residents += 1
        if self.stage >= WAITING:
            cell.n_known += 1
            cell.n_voiceless_known += self.voiceless
        if self.stage == IN_CARE:
            cell.n_in_care += 1
            cell.n_paid_need_hours += self.paid * weeks
            cell.n_delivered_hours += self.delivered * weeks
            cell.n_tie_months += self.tie
        elif self.stage == REABLEMENT:
            cell.n_in_reablement += 1
        cell.n_joined += self.joined
        cell.n_needed_hours += self.need * weeks
        cell.n_unmet_hours += self.unmet * weeks
        cell.n_support_hours += self.support * weeks
        cell.n_strain += self.strain
        cell.n_informed += self.informed
        cell.n_partner += self.partner
        cell.n_resources += self.resources
        cell.n_expertise += self.expertise
        cell.n_connected += self.connected
        elements = (self.informed, self.partner, self.resources, self.expertise, self.connected)
        cell.n_lowest += min(elements)


class PlainMesa(mesa.Model):
    """Residents in their cells, stepped one after another.

    Args:
        cells: How many residents there are in each cell, as the kernel's people lie.
        rules: Rules of residents' lives.
        care: What each cell is offered, every month the same.
        seed: Seed of Mesa's generator.
        shuffled: Whether residents take turns in a new order every month (`shuffle_do`) or in
            the same order (`do`); nothing they do depends on it.
    """

    def __init__(
        self, cells: Cells, rules: Living, care: Care, seed: int, shuffled: bool = False
    ) -> None:
        super().__init__(seed=seed)
        self.rules = rules
        self.cells = [Cell(int(group), care, g) for g, group in enumerate(cells.group)]
        self.turns = self.agents.shuffle_do if shuffled else self.agents.do
        for lo, hi, cell in zip(cells.lo, cells.hi, cells.cell, strict=True):
            for _ in range(int(hi - lo)):
                Resident(self, self.cells[int(cell)])

    def step(self) -> None:
        """One month for everyone."""
        for cell in self.cells:
            cell.clear()
        self.turns("first_half")
        self.turns("second_half")

    def total(self, name: str) -> float:
        """What was counted this month in all cells together."""
        return float(sum(getattr(cell, f"n_{name}") for cell in self.cells))
