"""One option's story, month by month: the months as numbers, and what happened on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliance_sim.metrics.measures import MEASURES
from alliance_sim.results.tables import MONTHLY
from alliance_sim.rules.services import SERVICES
from alliance_sim.scenario import Scenario
from alliance_sim.simulate import Run, read_run
from alliance_sim.world.ledger import PURPOSE
from alliance_sim.world.model import World
from alliance_sim.world.procurement import Tendering


@dataclass(frozen=True)
class Bid:
    """One provider's bid, as a ratio to the reference price; NaN if it stayed out."""

    provider: str
    price_ratio: float


@dataclass(frozen=True)
class Awarding:
    """One award: what was let, who bid, who won and at what price.

    `prices_gbp` is the agreed price (or target) per unit of each service; empty if nobody won.
    """

    month: int
    council: str
    services: tuple[str, ...]
    zones: tuple[int, ...]
    bids: tuple[Bid, ...]
    winners: tuple[str, ...]
    price_ratio: float
    reference_gbp: Mapping[str, float]
    prices_gbp: Mapping[str, float]


@dataclass(frozen=True)
class Leaving:
    """A provider that handed a contract back, or closed."""

    month: int
    provider: str


@dataclass(frozen=True)
class Story:
    """One future under one option."""

    scenario: Scenario
    run: Run
    awards: tuple[Awarding, ...]
    handbacks: tuple[Leaving, ...]
    exits: tuple[Leaving, ...]

    @property
    def option(self) -> str:
        """Name of the option."""
        return self.run.option

    @property
    def seed(self) -> int:
        """Seed of the experiment."""
        return self.run.seed

    @property
    def replication(self) -> int:
        """Which future."""
        return self.run.replication

    @property
    def outcomes(self) -> Mapping[str, float]:
        """Outcomes by public name."""
        return self.run.outcomes

    @property
    def months(self) -> Mapping[str, NDArray[np.float64]]:
        """Monthly columns by public name, each of shape (months,)."""
        named = {column.name for column in MONTHLY}
        return {name: values for name, values in self.run.monthly.items() if name in named}

    def events(self) -> list[dict[str, Any]]:
        """All events in order of month, as plain data with the kind under `event`."""
        told: list[dict[str, Any]] = [
            *({"event": "award", **asdict(award)} for award in self.awards),
            *({"event": "handback", **asdict(leaving)} for leaving in self.handbacks),
            *({"event": "exit", **asdict(leaving)} for leaving in self.exits),
        ]
        return sorted(told, key=lambda event: event["month"])

    def as_dict(self, *, version: str) -> dict[str, Any]:
        """The story as plain data, for `run --json`; NaN where something never happened."""
        columns = {name: values.tolist() for name, values in self.months.items()}
        return {
            "scenario": self.scenario.title,
            "version": version,
            "seed": self.seed,
            "replication": self.replication,
            "scenario_hash": self.scenario.digest,
            "option": self.option,
            "outcomes": dict(self.outcomes),
            "measures": dict(self.run.measures),
            "months": [
                {"month": month, **dict(zip(columns, row, strict=True))}
                for month, row in enumerate(zip(*columns.values(), strict=True), start=1)
            ],
            "events": self.events(),
        }


def watch(scenario: Scenario, option: str, *, seed: int, replication: int) -> Story:
    """Simulate one future and tell what happened; the same run as `simulate` with these arguments.

    Every further measure is read too.

    Raises:
        KeyError: The scenario has no such option.
    """
    world = World(scenario, option, seed, replication)
    try:
        held: list[int] = []
        for month in range(1, scenario.months + 1):
            world.step()
            held += [month] * (len(world.awards) - len(held))
        return Story(
            scenario=scenario,
            run=read_run(world, option, seed, replication, tuple(MEASURES)),
            awards=tuple(
                _awarding(world, month, tendering)
                for month, tendering in zip(held, world.awards, strict=True)
            ),
            handbacks=tuple(_handbacks(world)),
            exits=tuple(_exits(world)),
        )
    finally:
        world.forget()


def _awarding(world: World, month: int, tendering: Tendering) -> Awarding:
    lot, award = tendering.lot, tendering.award
    reference = {SERVICES[s]: float(world.reference[s]) for s in lot.services}
    return Awarding(
        month=month,
        council=world.place.names[lot.council],
        services=tuple(reference),
        zones=tuple(int(zone) for zone in lot.zones),
        bids=tuple(
            Bid(_name(world, int(row)), float(ratio))
            for row, ratio in zip(tendering.bidders.provider, award.bids, strict=True)
        ),
        winners=tuple(_name(world, row) for row in award.winners),
        price_ratio=award.price_ratio,
        reference_gbp=reference,
        prices_gbp={
            service: price * award.price_ratio
            for service, price in reference.items()
            if award.winners
        },
    )


def _name(world: World, row: int) -> str:
    return world.accounts.names[int(world.accounts.provider[row])]


def _handbacks(world: World) -> Iterator[Leaving]:
    """Whoever hands a contract back is charged for it."""
    rows = world.ledger.rows()
    charged = rows["purpose"] == PURPOSE["handback_charge"]
    for month, account, pence in _taken(rows, charged):
        if pence < 0:
            yield Leaving(month, world.accounts.names[account])


def _exits(world: World) -> Iterator[Leaving]:
    """Every provider that closed, in the order in which they did."""
    for month, row in world.record.history.closed:
        yield Leaving(month, _name(world, row))


def _taken(
    rows: Mapping[str, NDArray[np.int64]], where: NDArray[np.bool_]
) -> Iterator[tuple[int, int, int]]:
    columns = (rows[name][where].tolist() for name in ("month", "account", "pence"))
    yield from zip(*columns, strict=True)
