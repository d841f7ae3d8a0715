"""A deal in words: what settling it again and again, a little to either side, shows.

No sentence knows which payment rule is at work: each is read off the numbers, so a rule that
somebody adds is explained as well as those that are here.
"""

from collections.abc import Iterator

from alliance_sim.analysis.deals.course import ALIKE, Course, Moves, Piece
from alliance_sim.analysis.deals.levers import worth_of_results
from alliance_sim.analysis.deals.padding import padding
from alliance_sim.analysis.deals.pounds import exact, in_pence, percent_of, round_pounds
from alliance_sim.analysis.formats import capital, listed
from alliance_sim.rules.contracts.pence import PENCE

NOBODY = "nobody on the provider's side"


def in_words(course: Course) -> tuple[str, ...]:
    """What the deal does, a sentence or two for each thing that matters."""
    return (
        *marginal_pound(course),
        *dead_incentives(course),
        *cliffs(course),
        *unlimited(course),
        *padding(course),
        *worth_of_results(course),
    )


def outturn(course: Course, cost: int) -> str:
    """An outturn, and what part of the reference it is."""
    text = round_pounds(cost)
    if course.here.target is None or course.reference <= 0:
        return text
    what = "target" if course.agreement.rule.needs_target else "what was agreed"
    return f"{text} ({percent_of(cost, course.reference)} of {what})"


def _shares(course: Course, moves: Moves, verbs: tuple[str, str]) -> str:
    """Who has which part of a pound: the first verb for what is paid, the second for a gain."""
    told = [
        f"{course.said(name)} {verbs[part < 0]} {in_pence(abs(part))}"
        for name, part in moves.items()
        if abs(part) > ALIKE / 2
    ]
    return listed(told)


def providers(course: Course) -> list[str]:
    """Names on the provider's side."""
    return [party.name for party in course.parties if party.side == "provider"]


def provider_part(course: Course, moves: Moves) -> float:
    """The part of a pound that falls on the provider's side."""
    return sum(moves[name] for name in providers(course))


def marginal_pound(course: Course) -> Iterator[str]:
    """Where the next pound of cost, and the last one, goes at this outturn."""
    cost = course.here.cost
    above, below = course.piece_at(cost), course.piece_at(cost, below=True)
    next_pound = _shares(course, above.moves, ("bears", "gains"))
    yield f"At {outturn(course, cost)}, of the next pound of cost, {next_pound}."
    if any(abs(above.moves[name] - below.moves[name]) > ALIKE for name in above.moves):
        yield f"Of a pound less, {_shares(course, below.moves, ('saves', 'loses'))}."
    earning = [course.said(name) for name in providers(course) if above.moves[name] < -ALIKE]
    if earning:
        verb = "earns" if len(earning) == 1 else "earn"
        yield capital(f"{listed(earning)} {verb} by spending more.")


def dead_incentives(course: Course) -> Iterator[str]:
    """Stretches in which the provider's side, or one on it, no longer cares about a pound."""
    pieces, cost = course.pieces, course.here.cost
    cares = [abs(provider_part(course, piece.moves)) > ALIKE for piece in pieces]
    if not any(cares):
        yield f"At no outturn does a pound of cost touch {NOBODY.replace('nobody', 'anybody')}."
        return
    for piece, alive in zip(pieces, cares, strict=True):
        if not alive:
            yield f"{_where(course, piece)}, {NOBODY} gains or loses by a pound of cost."
    for name in providers(course):
        dead = [
            piece
            for piece, alive in zip(pieces, cares, strict=True)
            if alive and abs(piece.moves[name]) <= ALIKE
        ]
        if len(providers(course)) > 1 and dead:
            places = listed([_where(course, piece, inside=True) for piece in dead])
            yield f"{name} gains and loses nothing by a pound of cost {places}, while others do."
    if any(
        piece.low <= cost < piece.high
        for piece, alive in zip(pieces, cares, strict=True)
        if not alive
    ):
        yield "That is where this outturn lies."


def _where(course: Course, piece: Piece, *, inside: bool = False) -> str:
    """A stretch of outturn cost."""
    if piece.low <= 0:
        text = f"Below {outturn(course, piece.high)}"
    elif piece.high >= course.end:
        text = f"Above {outturn(course, piece.low)}"
    else:
        text = f"Between {round_pounds(piece.low)} and {outturn(course, piece.high)}"
    return text[0].lower() + text[1:] if inside else text


def cliffs(course: Course) -> Iterator[str]:
    """Outturns at which a penny of cost moves pounds."""
    for cliff in course.cliffs:
        moved = [
            f"{course.said(name)} {'loses' if step > 0 else 'gains'} {round_pounds(abs(step))}"
            for name, step in cliff.moves.items()
            if abs(step) > PENCE // 2
        ]
        yield (f"Cliff at {outturn(course, cliff.at)}: as cost passes it, {listed(moved)} at once.")


def unlimited(course: Course) -> Iterator[str]:
    """Who can lose without end as cost rises."""
    last = course.pieces[-1]
    exposed = [party for party in course.parties if last.moves[party.name] > ALIKE]
    far = course.at(last.high)
    lost = {party.name: party for party in far.shares}
    above = f" above {outturn(course, last.low)}" if last.low > 0 else ""
    for party in exposed:
        name = course.said(party.name)
        bears = f"it bears {in_pence(last.moves[party.name])} of every pound{above}"
        if party.side == "provider":
            worst = f"at {round_pounds(last.high)} it is {exact(max(lost[party.name].pays, 0))}"
            yield f"Nothing limits what {name} loses: {bears}, and {worst} out of pocket."
        else:
            yield f"Nothing limits what {name} pays: {bears}."
