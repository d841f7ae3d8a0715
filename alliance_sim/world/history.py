"""What became of contracts and providers, one event after another."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from alliance_sim.world.deals import Deal
    from alliance_sim.world.procurement import Tendering


class Signed(NamedTuple):
    """A contract that an award led to, and the month in which it was signed."""

    month: int
    tendering: "Tendering"
    deal: "Deal"


class GivenBack(NamedTuple):
    """A contract that its provider gave back before its term was over."""

    month: int
    deal: "Deal"


class Closed(NamedTuple):
    """A provider that closed; `row` is its place in the market, which a newcomer may take."""

    month: int
    row: int


@dataclass(slots=True)
class History:
    """Events of a run in the order in which they happened."""

    signed: list[Signed] = field(default_factory=list)
    given_back: list[GivenBack] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
