"""What happened, and what it comes to in money: whole pence, worked out further when asked."""

from typing import Literal, NamedTuple

from alliance_sim.rules.contracts.pence import PENCE, pence

Side = Literal["commissioner", "provider"]
"""Who pays for care, or who provides it."""


class Actuals(NamedTuple):
    """What happened in the period that is settled, and the amounts that had been agreed for it.

    Each kind of contract reads only what it pays for; `PaymentRule.needs` says what that is.
    """

    cost_gbp: float
    """The provider side's actual cost, GBP."""

    target_cost_gbp: float = float("nan")
    """Agreed target, or benchmark, GBP; NaN where there is none."""

    units: float = 0.0
    """Hours, cases or plans delivered."""

    price_gbp: float = 0.0
    """Agreed price: of one unit, of one person, or of the whole period, as the contract has it."""

    performance: float = 1.0
    """Overall performance or quality, 0 to 1."""

    key_result: float = 0.0
    """Result in the key result areas, -1 (failure) to 1 (outstanding)."""

    performance_adjustment_gbp: float = 0.0
    """A bonus (or, negative, a deduction) already worked out from KPIs, GBP."""

    expected_units: float = 0.0
    """Units that the agreed amount was meant for."""

    people: float = 0.0
    """People looked after, each counted with its weight."""

    outcomes: float = 1.0
    """Share of agreed outcomes that are confirmed, 0 to 1."""

    revenue_gbp: float = float("nan")
    """The provider side's own revenue from the work, GBP; NaN if not known."""

    packages: tuple[tuple[float, float], ...] = ()
    """Packages of care bought one by one: units, and the price of one in GBP."""


class PartyMoney(NamedTuple):
    """One party's side of a settlement, in GBP; what a party pays is negative when it earns."""

    pays_gbp: float
    gain_or_pain_gbp: float


class PartyPence(NamedTuple):
    """One party's side in whole pence, limb by limb.

    `cost` and `fee` are its part of limbs 1 and 2 (0 for who pays for care), `gain` its gain or,
    negative, pain; `pays` what it is out of pocket in the end.
    """

    name: str
    side: Side
    cost: int
    fee: int
    gain: int
    pays: int

    @property
    def receives(self) -> int:
        """What it is paid in all, its own cost included; for who pays for care, a minus sum."""
        return self.cost - self.pays


class BandMoney(NamedTuple):
    """One stretch between target and actual cost, as ratios to the target.

    `amount_gbp` is the provider side's gain (or, negative, pain) from it, after any cap.
    """

    from_ratio: float
    to_ratio: float
    provider_share: float
    amount_gbp: float


class Settlement(NamedTuple):
    """Who receives and who bears what. The fields are whole pence; all else follows from them.

    Limbs read alike under every contract: 1 the actual cost, 2 the fee, 3 the provider side's
    gain or pain; together they are what is paid, and 2 and 3 the provider side's margin. What all
    parties pay adds up to the actual cost, and their gains add up to target less actual cost where
    there is a target, else to nothing. Under an agreed price, the price stands in for the target.
    """

    cost: int
    """Limb 1."""

    fee: int
    """Limb 2."""

    gain: int
    """Limb 3."""

    target: int | None = None
    """What gain and pain are measured from; None where the contract has nothing of the kind."""

    performance: int = 0
    """Part of limb 3 that comes from results, quality and KPIs rather than from cost."""

    limited: int = 0
    """Part of limb 3 that limits gave or took once cost and results had been counted."""

    bands: tuple[BandMoney, ...] = ()
    """Where the part that comes from cost arises, from the lowest ratio to the highest."""

    members: tuple[PartyPence, ...] = ()
    """Named parties, where there are more than one a side."""

    retained: int = 0
    """What was held back until quality was known, released or not; part of what is paid."""

    @property
    def paid(self) -> int:
        """What the provider side is paid in all, in pence."""
        return self.cost + self.fee + self.gain

    @property
    def room(self) -> int:
        """Target less actual cost, in pence: what all parties together gain; 0 with no target."""
        return 0 if self.target is None else self.target - self.cost

    @property
    def shares(self) -> tuple[PartyPence, ...]:
        """Every party in whole pence; two, the sides as wholes, unless parties are named."""
        return self.members or (
            PartyPence("commissioner", "commissioner", 0, 0, self.room - self.gain, self.paid),
            PartyPence(
                "provider", "provider", self.cost, self.fee, self.gain, -self.fee - self.gain
            ),
        )

    @property
    def parties(self) -> dict[str, PartyMoney]:
        """What every party pays and gains, by name, in GBP."""
        return {
            party.name: PartyMoney(party.pays / PENCE, party.gain / PENCE) for party in self.shares
        }

    @property
    def limbs(self) -> dict[str, float]:
        """The three limbs in GBP."""
        return {"1": self.cost / PENCE, "2": self.fee / PENCE, "3": self.gain / PENCE}

    @property
    def actual_cost_gbp(self) -> float:
        """Limb 1 in GBP."""
        return self.cost / PENCE

    @property
    def target_cost_gbp(self) -> float:
        """The target in GBP; NaN where there is none."""
        return float("nan") if self.target is None else self.target / PENCE

    @property
    def paid_gbp(self) -> float:
        """What the provider side is paid in all, in GBP."""
        return self.paid / PENCE

    @property
    def gain_or_pain_gbp(self) -> float:
        """Limb 3 in GBP."""
        return self.gain / PENCE

    @property
    def performance_gbp(self) -> float:
        """Part of limb 3 from results, quality and KPIs, in GBP."""
        return self.performance / PENCE

    def as_dict(self) -> dict[str, object]:
        """The settlement as plain data, as `settle --json` prints it."""
        return {
            "actual_cost_gbp": self.actual_cost_gbp,
            "target_cost_gbp": self.target_cost_gbp,
            "paid_gbp": self.paid_gbp,
            "gain_or_pain_gbp": self.gain_or_pain_gbp,
            "parties": {name: money._asdict() for name, money in self.parties.items()},
            "limbs": self.limbs,
            "bands": [band._asdict() for band in self.bands],
        }


def cost_pence(actuals: Actuals) -> int:
    """The actual cost in pence.

    Raises:
        ValueError: If it is negative or not finite.
    """
    cost = pence(actuals.cost_gbp)
    if cost < 0:
        raise ValueError(f"cost_gbp cannot be negative, and is {actuals.cost_gbp}")
    return cost


def target_pence(actuals: Actuals, kind: str) -> int:
    """The target cost in pence.

    Raises:
        ValueError: If there is none, or it is negative or not finite.
    """
    target = actuals.target_cost_gbp
    if not target >= 0:
        raise ValueError(f"{kind} settles against a target: target_cost_gbp is {target}")
    return pence(target)


def fraction(name: str, value: float) -> float:
    """A result that runs from 0 to 1, as it is.

    Raises:
        ValueError: If it lies outside.
    """
    if not 0 <= value <= 1:
        raise ValueError(f"{name} runs from 0 to 1, and is {value}")
    return value


def agreed(amount: int, actuals: Actuals) -> Settlement:
    """A settlement under which an agreed amount, in pence, is paid whatever the cost.

    Raises:
        ValueError: If an amount is not finite, or the cost is negative.
    """
    cost = cost_pence(actuals)
    adjustment = actuals.performance_adjustment_gbp
    # The simulated month asks for this very often, and mostly with no adjustment.
    performance = pence(adjustment) if adjustment else 0
    return Settlement(cost, 0, amount + performance - cost, amount, performance)
