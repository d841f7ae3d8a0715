"""Attribution: what each partner adds to what a coalition of them can bring about."""

from math import factorial

import numpy as np

from alliance_sim.rules.offers import Bools, Floats


def coalitions(players: int) -> Bools:
    """Every coalition as a row of who is in it, the empty one first, shape (2^players, players)."""
    numbers = np.arange(1 << players)
    return np.asarray((numbers[:, None] >> np.arange(players)) & 1, dtype=bool)


def shapley(value: Floats) -> Floats:
    """Shapley value of each player: what it adds on average over all orders of joining.

    Args:
        value: What each coalition brings about, in the order of `coalitions`.
    """
    players = len(value).bit_length() - 1
    members = coalitions(players)
    size = members.sum(axis=1)
    orders = [factorial(k) * factorial(players - k - 1) for k in range(players)]
    weight = np.array([*orders, 0], dtype=float)[size] / factorial(players)
    numbers = np.arange(len(value))
    added = np.zeros(players)
    for player in range(players):
        without = numbers[~members[:, player]]
        joined = value[without + (1 << player)] - value[without]
        added[player] = weight[without] @ joined
    return added


def joining_orders(luck: Floats) -> Bools:
    """Coalitions that players join in sampled orders, each order and its reverse.

    Args:
        luck: A uniform for each order and player, shape (orders, players).

    Returns:
        Who is in after each has joined, beginning with nobody, shape (2 orders, players + 1,
        players).
    """
    first = np.argsort(luck, axis=1)
    order = np.concatenate([first, first[:, ::-1]])
    joined = np.argsort(order, axis=1)
    step = np.arange(luck.shape[1] + 1)
    return np.asarray(joined[:, None, :] < step[None, :, None])


def sampled_shapley(joining: Bools, value: Floats) -> Floats:
    """Shapley values from sampled orders.

    Args:
        joining: As `joining_orders` gives it.
        value: What each of those coalitions brings about, shape (orders, players + 1).
    """
    added = np.diff(value, axis=1)[:, :, None]
    who = joining[:, 1:] & ~joining[:, :-1]
    return np.asarray((added * who).sum(axis=1).mean(axis=0))


def outcome_of(
    members: Bools, capacity: Floats, quality: Floats, demand: float, finding: Floats
) -> Floats:
    """Outcome that coalitions can bring about in one service for one group of people.

    Work goes to the best first, up to what each can do; of those who must be found, the coalition
    serves as many as its best finder reaches.

    Args:
        members: Who is in, shape (coalitions, players).
        capacity: Most that each player can do, in units of demand.
        quality: Outcome for each unit that each brings, 0 where it does not offer the service.
        demand: What is wanted.
        finding: Share of the people that each finds.
    """
    best = np.argsort(-quality, kind="stable")
    can = np.where(quality[best] > 0, capacity[best], 0.0) * members[:, best]
    found = (members * finding).max(axis=1, initial=0.0) * demand
    done = np.minimum(np.cumsum(can, axis=1), found[:, None])
    taken = np.diff(done, axis=1, prepend=0.0)
    return np.asarray(taken @ quality[best])
