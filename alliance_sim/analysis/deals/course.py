"""The course of a deal: every party's money over outturn cost, cut where it turns or jumps.

Nothing here knows any payment rule. The deal is settled at many outturns, and where the money
does not run straight between two of them, they are searched for the turn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from alliance_sim.rules.contracts import Actuals, Agreement, PartyPence, Settlement
from alliance_sim.rules.contracts.pence import PENCE

CELLS = 64
"""Stretches that are searched for turns, each by itself."""

REACH = 2
"""The course is followed to so many times the reference or the outturn, whichever is more."""

SLACK = 3
"""Pence by which rounding may bend a straight line."""

WIDTH = 16
"""Pence between which a turn is found."""

CLOSE = 1000
"""Pence on either side of an edge between cells that are looked at for a turn on the edge."""

ALIKE = 1e-3
"""Pieces whose moves differ by no more, in pounds of a pound, are one."""

Moves = dict[str, float]
"""By party: what it pays more of each further pound of cost; they add up to 1."""


@dataclass(frozen=True)
class Piece:
    """A stretch of outturn cost, in pence, over which every party's money runs straight."""

    low: int
    high: int
    moves: Moves


@dataclass(frozen=True)
class Cliff:
    """An outturn, in pence, at which money jumps; `moves` is what each party pays more past it."""

    at: int
    moves: dict[str, int]


@dataclass(frozen=True)
class Course:
    """A deal and the outturn at which it is looked at; everything else stays as it was."""

    agreement: Agreement
    actuals: Actuals

    def at(self, cost: int, **changes: Any) -> Settlement:
        """The settlement at an actual cost in pence, other fields of the outturn changed."""
        return self.agreement.settle(self.actuals._replace(cost_gbp=cost / PENCE, **changes))

    @cached_property
    def here(self) -> Settlement:
        """The settlement at the outturn itself."""
        return self.agreement.settle(self.actuals)

    @cached_property
    def reference(self) -> int:
        """What outturns are held against: the target or what stands for it, else the outturn."""
        return self.here.target or self.here.cost

    @cached_property
    def end(self) -> int:
        """How far the course is followed, in pence."""
        return REACH * max(self.reference, self.here.cost, CELLS * WIDTH)

    @property
    def parties(self) -> tuple[PartyPence, ...]:
        """Every party, as it is at the outturn."""
        return self.here.shares

    def said(self, name: str) -> str:
        """A party as a sentence calls it: by its name, or as a side if nobody is named."""
        return name if any(p.name == name for p in self.agreement.parties) else f"the {name}"

    def moves(self, low: int, high: int) -> Moves:
        """What each party pays more of each pound of cost from one outturn to another."""
        before, after = self._pays(low), self._pays(high)
        return {
            party.name: (after[place] - before[place]) / (high - low)
            for place, party in enumerate(self.parties)
        }

    def _inner_moves(self, low: int, high: int) -> Moves:
        """The moves of a piece, away from its ends, which a search finds a few pence off."""
        margin = (high - low) // 4
        return self.moves(low + margin, high - margin)

    def _pays(self, cost: int) -> tuple[int, ...]:
        return tuple(party.pays for party in self.at(cost).shares)

    @cached_property
    def _turns(self) -> list[tuple[int, int]]:
        """Narrow stretches, in pence, that hold a turn or a jump; those that touch are one."""
        edges = [self.end * cell // CELLS for cell in range(CELLS + 1)]
        found: list[tuple[int, int]] = []
        for low, high in pairwise(edges):
            found += self._search(low, high)
        # A turn that lies on an edge of two cells shows in neither.
        for edge in edges[1:-1]:
            found += [(edge - WIDTH // 2, edge + WIDTH // 2)] if self._bends(edge) else []
        merged: list[tuple[int, int]] = []
        for low, high in sorted(found):
            if merged and low <= merged[-1][1] + PENCE:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return merged

    def _search(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        if self._is_straight(low, high):
            return
        if high - low <= WIDTH:
            yield low, high
            return
        middle = (low + high) // 2
        yield from self._search(low, middle)
        yield from self._search(middle, high)
        if self._is_straight(low, middle) and self._is_straight(middle, high):
            yield middle - WIDTH // 2, middle + WIDTH // 2

    def _is_straight(self, low: int, high: int) -> bool:
        first, last = self._pays(low), self._pays(high)
        for quarter in (1, 2, 3):
            cost = low + (high - low) * quarter // 4
            part = (cost - low) / (high - low)
            for one, other, here in zip(first, last, self._pays(cost), strict=True):
                if abs(one + (other - one) * part - here) > SLACK:
                    return False
        return True

    def _bends(self, edge: int) -> bool:
        close = min(CLOSE, self.end // CELLS // 2)
        return not self._is_straight(edge - close, edge + close)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The stretches over which everybody's money runs straight, from no cost upward."""
        starts = [0, *(high for _, high in self._turns)]
        ends = [*(low for low, _ in self._turns), self.end]
        rows: list[Piece] = []
        for low, high in zip(starts, ends, strict=True):
            if high - low <= PENCE:
                continue
            moves = self._inner_moves(low, high)
            jumps = rows and any(rows[-1].high <= cliff.at <= low for cliff in self.cliffs)
            if rows and not jumps and _alike(rows[-1].moves, moves):
                low = rows.pop().low
            rows.append(Piece(low, high, self._inner_moves(low, high)))
        return tuple(self._joined(rows))

    def _joined(self, rows: list[Piece]) -> Iterator[Piece]:
        """Pieces that meet where their lines cross, which is finer than a search can find."""
        low = 0
        for piece, after in pairwise(rows):
            high = piece.high
            turn = max(piece.moves, key=lambda name: abs(piece.moves[name] - after.moves[name]))
            if not any(piece.high <= cliff.at <= after.low + PENCE for cliff in self.cliffs):
                place = list(piece.moves).index(turn)
                # From a point on the one line to a point on the other.
                start, end = (piece.low + piece.high) // 2, (after.low + after.high) // 2
                rise: float = self._pays(end)[place] - self._pays(start)[place]
                rise -= after.moves[turn] * (end - start)
                high = start + round(rise / (piece.moves[turn] - after.moves[turn]))
            yield replace(piece, low=low, high=high)
            low = high if high != piece.high else after.low
        yield replace(rows[-1], low=low)

    @cached_property
    def cliffs(self) -> tuple[Cliff, ...]:
        """Outturns at which more than a pound changes hands at once."""
        found = []
        for low, high in self._turns:
            before, after = self._pays(max(low - WIDTH, 0)), self._pays(high + WIDTH)
            jump = [later - early for early, later in zip(before, after, strict=True)]
            if any(abs(step) > PENCE + (high - low) + 2 * WIDTH for step in jump):
                names = [party.name for party in self.parties]
                found.append(Cliff(high, dict(zip(names, jump, strict=True))))
        return tuple(found)

    def piece_at(self, cost: int, *, below: bool = False) -> Piece:
        """The piece in which the next pound of cost lies, or (`below`) the one just saved."""
        if below:
            held = [piece for piece in self.pieces if piece.low < cost - PENCE]
            return held[-1] if held else self.pieces[0]
        held = [piece for piece in self.pieces if piece.high > cost + PENCE]
        return held[0] if held else self.pieces[-1]


def _alike(one: Moves, other: Moves) -> bool:
    return all(abs(one[name] - other[name]) <= ALIKE for name in one)
