"""Personal budgets: residents choose who comes, and the money follows them."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alliance_sim.rules.mechanisms.mechanism import Mechanism


class PersonalBudgets(Mechanism):
    """Nothing is put to tender: people with a budget choose their provider at the council's rate.

    They go by what they hear of quality as it is lived, by how far a provider reaches people like
    them, and by the ties they have. Providers who would keep them have a reason to be good. Not
    everyone takes a budget up, overlooked people least of all; for them the council arranges care.
    Brokers help, at a cost.

    Also called: direct payments, individual budgets, self-directed support.
    Sources: S58.
    Departures: people of one group in one neighbourhood choose alike, for home care and community
    connection; other services the council arranges; employing one's own assistant is not modelled.
    """

    PRESET: ClassVar[Mapping[str, str]] = {
        "selection": "residents_choose",
        "price": "first_price",
        "contract": "spot",
    }

    kind: Literal["personal_budgets"] = "personal_budgets"
