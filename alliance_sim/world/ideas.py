"""Ideas in the month: who has one, whether it pays, who must agree, who copies, what fades."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alliance_sim.rules.behaviour.effort import own_motivation
from alliance_sim.rules.behaviour.ideas import (
    MONTHS,
    arrival,
    combined,
    copied,
    kept_and_won,
    room,
    size,
    stirred,
)
from alliance_sim.world.deals import Deal, Lot
from alliance_sim.world.deciding import decide

if TYPE_CHECKING:
    from alliance_sim.world.model import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Idea:
    """Something that somebody could do differently: what it saves, what it adds to quality."""

    saving: float
    raising: float
    months: int = 0


@dataclass(slots=True)
class Ideas:
    """What providers have made their own, shape (providers,), and what waits for partners.

    `saved` is the share of unit cost that is saved, `raised` points of ordinary quality.
    """

    rows: int
    saved: Floats = field(init=False)
    raised: Floats = field(init=False)
    waiting: dict[int, Idea] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Nothing is known yet."""
        self.saved, self.raised = np.zeros(self.rows), np.zeros(self.rows)

    def forget(self, rows: Ints) -> None:
        """Those who arrive know nothing of what those before them found."""
        self.saved[rows] = self.raised[rows] = 0.0
        for row in rows:
            self.waiting.pop(int(row), None)


def find_ideas(world: "World") -> None:
    """A month of ideas; nothing at all while neither rivalry nor sharing brings any."""
    values = world.values
    rivalry = float(values["innovation.rivalry"])
    recombination = float(values["innovation.recombination"])
    if rivalry == 0 and recombination == 0:
        return
    market, ideas = world.market, world.change.ideas
    at_work = np.flatnonzero(world.holds & market.active)
    rivals, lots = _rivals(world)
    half, spent = values["innovation.rivals_half"], values["innovation.rivals_spent"]
    flow = _flow(world)
    unlike = market.kind[:, None] != market.kind[None, :]
    reached = flow.sum(axis=1)
    by_rivals = rivalry * stirred(rivals, half, spent)
    by_others = recombination * combined(reached)
    yearly = by_rivals + by_others
    mixed = _share((flow * unlike).sum(axis=1), reached) * _share(by_others, yearly)
    spread = values["innovation.size_sd"] + values["innovation.diversity"] * mixed
    who, month, streams = market.number, world.month, world.streams
    come = streams.uniform("idea", month, who) < arrival(yearly)
    betters = streams.uniform("idea_kind", month, who) < values["innovation.quality_share"]
    luck = streams.normal("idea_size", month, who)
    for row in at_work[come[at_work]]:
        world.record.add("ideas_found")
        raising = bool(betters[row])
        scale = values["innovation.quality_size" if raising else "innovation.saving_size"]
        much = size(float(scale), float(spread[row]), float(luck[row]))
        idea = Idea(0.0 if raising else much, much if raising else 0.0)
        if row in lots and _pays(world, int(row), idea, lots[int(row)]):
            # One proposal at a time: a better one takes the place of one that waits.
            ideas.waiting[int(row)] = idea
    _decide(world, lots)
    _learn(world, flow, at_work)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 0.0)


def _hazard(world: "World", deal: Deal) -> float:
    """How often a year a contract is put out to competition."""
    if deal.mechanism.selection.own_team or deal.mechanism is world.emergency:
        return 0.0
    continuity = deal.mechanism.continuity
    return MONTHS * (1 - continuity.renewal_probability) / continuity.term_months


def _able(world: "World", lot: Lot) -> int:
    """How many others could take on what a lot's holders do."""
    market = world.market
    able = market.active & (market.council == lot.council) & (market.kind != world.in_house_kind)
    able &= market.trust >= world.values["market.avoidance_trust"]
    able &= market.offers[:, lot.services].any(axis=1)
    if lot.deal is not None:
        able[lot.deal.members] = False
    return int(np.count_nonzero(able))


def _rivals(world: "World") -> tuple[Floats, dict[int, Lot]]:
    """Rivals that each provider feels, shape (providers,), and its most valuable lot.

    A rival counts as often as it gets a chance: as many times a year as the work is put out.
    """
    felt, weight = np.zeros(world.market.rows), np.zeros(world.market.rows)
    lots: dict[int, Lot] = {}
    most = np.zeros(world.market.rows)
    for lot in world.lots():
        deal = lot.deal
        if deal is None:
            continue
        worth = float(world.demand_units[lot.where].sum(axis=1) @ world.reference[lot.services])
        felt[deal.members] += worth * _hazard(world, deal) * _able(world, lot)
        weight[deal.members] += worth
        for row in deal.members[most[deal.members] <= worth]:
            lots[int(row)], most[row] = lot, worth
    return _share(felt, weight), lots


def _flow(world: "World") -> Floats:
    """How much of what one knows reaches another: as far as both share and trust one another."""
    market = world.market
    there = (world.holds & market.active).astype(float)
    sharing = world.terms.sharing * there
    flow = np.minimum(sharing[:, None], sharing[None, :]) * market.pair_trust
    flow[market.council[:, None] != market.council[None, :]] = 0.0
    np.fill_diagonal(flow, 0.0)
    return np.asarray(flow)


def _pays(world: "World", row: int, idea: Idea, lot: Lot) -> bool:
    """Whether an idea brings its owner more than it costs to bring about."""
    return _worth(world, row, idea, lot) > float(world.values["innovation.cost"])


def _worth(world: "World", row: int, idea: Idea, lot: Lot) -> float:
    """What an idea is worth to its owner, GBP: under its terms, and in the next competition.

    It keeps the share of a saving that its contract leaves with it; a better quality brings what is
    at stake on results and what it cares for itself. In the next competition a saving counts in
    full, and quality as the award weighs it.
    """
    deal, values, market, terms = lot.deal, world.values, world.market, world.terms
    assert deal is not None
    left, renewal = float(deal.end - world.month), deal.mechanism.continuity.renewal_probability
    if deal.mechanism is world.inherited:
        left, renewal = world.commissioners[lot.council].live_from - world.month, 0.0
    next_way = world.commissioners[lot.council].mechanism
    horizon = float(values["innovation.horizon"])
    kept, won = kept_and_won(max(left, 0.0), renewal, float(_able(world, lot)), horizon)
    if next_way.selection.own_team:
        won = 0.0
    mission = market.mission_in(terms.co_design)[row]
    paid = terms.kpi[row] + terms.outcome[row]
    rules = world.working
    cares = own_motivation(
        mission,
        rules.crowding_out,
        world.delivery.felt[row],
        paid,
        rules.incentive_crowding,
        rules.incentive_drop,
    )
    spread = 2 * values["bidding.belief_width"] * float(market.spread[lot.services].mean())
    a_point = next_way.selection.pound_per_point(spread, values["market.ceiling_ratio"])
    cost, income = float(world.month_cost[row]), float(max(world.income[row], 0.0))
    # A contract that pays back all cost leaves nothing of a saving with whoever makes it.
    by_saving = cost * idea.saving * (float(terms.cost_share[row]) * kept + won)
    by_quality = income * idea.raising * (float(paid + cares) * kept + a_point * won)
    return by_saving + by_quality


def _decide(world: "World", lots: dict[int, Lot]) -> None:
    """Ideas are taken up, at once or when partners agree; those nobody can agree on are dropped."""
    values, market, ideas = world.values, world.market, world.change.ideas
    for row in sorted(ideas.waiting):
        idea, lot = ideas.waiting[row], lots.get(row)
        if lot is None or lot.deal is None or not market.active[row]:
            del ideas.waiting[row]
            continue
        deal = lot.deal
        idea.months += 1
        if deal.mechanism.governance.decides != "commissioner" and len(deal.members) > 1:
            strain = values["innovation.diversity"] * values["innovation.disagreement"]
            luck = world.streams.uniform(
                "idea_assent",
                world.month,
                market.number[deal.members] * market.rows + row,
            )
            others = np.where(deal.members == row, 0.0, -strain * _mixed(world, deal))
            if not decide(world, deal, np.zeros(len(deal.members)), luck, others):
                if idea.months >= values["innovation.patience"]:
                    world.record.add("ideas_deadlocked")
                    del ideas.waiting[row]
                continue
        del ideas.waiting[row]
        world.record.add("ideas_taken_up")
        world.record.add("ideas_raising", float(idea.raising > 0))
        world.record.add("idea_months", float(idea.months))
        one = np.array([row])
        saving = idea.saving * room(ideas.saved[one], float(values["innovation.saving_limit"]))
        raising = idea.raising * room(ideas.raised[one], float(values["innovation.quality_limit"]))
        _spend(world, one, np.array([float(values["innovation.cost"])]))
        change(world, one, saving, raising)


def _mixed(world: "World", deal: Deal) -> float:
    """Share of pairs among a deal's members that are of unlike kinds."""
    kind = world.market.kind[deal.members]
    pairs = len(kind) * (len(kind) - 1)
    return float((kind[:, None] != kind[None, :]).sum()) / pairs if pairs else 0.0


def _learn(world: "World", flow: Floats, at_work: Ints) -> None:
    """Those at work copy from one another what pays, and what was new wears off."""
    values, market, ideas = world.values, world.market, world.change.ideas
    working = np.zeros(market.rows, dtype=bool)
    working[at_work] = True
    seen = working[None, :] & (market.council[:, None] == market.council[None, :])
    pace = float(values["innovation.copying"]), float(values["innovation.imitation"])
    saving = np.where(working, copied(ideas.saved, flow, seen, *pace), 0.0)
    raising = np.where(working, copied(ideas.raised, flow, seen, *pace), 0.0)
    # Nobody learns to save what is paid back to it.
    saving[world.terms.cost_share <= 0] = 0.0
    sizes = values["innovation.saving_size"], values["innovation.quality_size"]
    price = values["innovation.cost"] * values["innovation.copy_price"]
    learned = np.zeros(market.rows)
    for part, one in zip((saving, raising), sizes, strict=True):
        learned += part / one
    everyone = np.arange(market.rows)
    _spend(world, everyone, np.asarray(price * learned))
    fade = float(values["innovation.fading"]) / MONTHS
    change(world, everyone, saving - fade * ideas.saved, raising - fade * ideas.raised)


def _spend(world: "World", rows: Ints, pounds: Floats) -> None:
    account = world.accounts.provider[rows]
    world.ledger.post(world.month, "development", account, world.accounts.work, pounds)


def change(world: "World", rows: Ints, saving: Floats, raising: Floats) -> None:
    """Change what providers can do; capability keeps within its scale."""
    market, ideas = world.market, world.change.ideas
    raising = np.clip(market.capability[rows] + raising, 0, 1) - market.capability[rows]
    ideas.saved[rows] += saving
    ideas.raised[rows] += raising
    market.efficiency[rows] -= saving[:, None]
    market.capability[rows] += raising
