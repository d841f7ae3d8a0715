"""Voices: care goes wrong for some, and who can say so decides how soon it is put right."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.voice import found_out
from alliance_sim.rules.services import HOME
from alliance_sim.world.people import IN_CARE, cells_of_places

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Bools = NDArray[np.bool_]


class Voices:
    """Poor care of single residents: how it begins, what it does and how it comes to light."""

    def __init__(self, world: "World", begins: float) -> None:
        values = world.values
        self.begins = begins
        self.chances = tuple(
            float(values[f"voice.{name}"])
            for name in ("complaint", "relatives", "advocates", "checks")
        )
        self.harm, self.cost = float(values["voice.harm"]), float(values["voice.complaint_cost"])
        self.cell = cells_of_places(world.place.cells)
        self.who = np.arange(len(self.cell))
        self.months = np.zeros(len(self.cell), dtype=np.int64)

    @classmethod
    def begin(cls, world: "World") -> "Voices | None":
        """There where care can go wrong for single people."""
        begins = float(world.values["voice.poor_care"])
        return cls(world, begins) if begins else None

    def before(self, world: "World") -> None:
        """Nothing: what goes wrong goes wrong in the month."""

    def after(self, world: "World") -> None:
        """Care goes wrong for some; some of it is found out; the rest does harm for longer."""
        people, care, cell, months = world.people, world.care, self.cell, self.months
        months[people.arrived == world.month] = 0
        cared = people.stage == IN_CARE
        suffering = months > 0
        weight = float(world.relational_share[HOME])
        lived = (1 - weight) * care.verifiable + weight * care.relational
        luck = world.streams.uniform("poor_care", world.month, self.who)
        worse = cared & ~suffering & (luck < (self.begins * (1 - lived))[cell])
        chance = found_out(
            people.voiceless > 0,
            people.support0 <= 0,
            care.advocacy[cell],
            care.monitoring[cell],
            *self.chances,
        )
        found = suffering & (world.streams.uniform("found_out", world.month, self.who) < chance)
        # With another care worker, or none, it is over, found out or not.
        over = found | (suffering & ((people.tie == 0) | ~cared))
        for element in (people.informed, people.partner, people.resources):
            element[suffering] *= 1 - self.harm
        months[suffering] += 1
        months[over] = 0
        months[worse] = 1
        self._charge(world, found)
        self._note(world, suffering, worse, found)

    def _charge(self, world: "World", found: Bools) -> None:
        """A complaint costs the council to look into, and the provider to put right."""
        place, accounts = world.place, world.accounts
        cases = np.bincount(self.cell[found], minlength=place.n_cells) * place.scale
        half = cases * self.cost / 2
        council = accounts.council[place.cell_council]
        ledger, month = world.ledger, world.month
        ledger.post(month, "complaint", council, accounts.work, half)
        by = world.serves[HOME] if place.commissioned[HOME] else None
        payer = council if by is None else accounts.provider[by]
        ledger.post(month, "complaint", payer, accounts.work, half)

    def _note(self, world: "World", suffering: Bools, worse: Bools, found: Bools) -> None:
        """Write down how many suffer, and for how many it began or was found out."""
        note, voiceless = world.record.note, world.people.voiceless > 0
        note("poor_care", float(suffering.sum()))
        note("poor_care_begun", float(worse.sum()))
        note("poor_care_found", float(found.sum()))
        note("poor_care_voiceless", float((suffering & voiceless).sum()))
        note("poor_care_begun_voiceless", float((worse & voiceless).sum()))
