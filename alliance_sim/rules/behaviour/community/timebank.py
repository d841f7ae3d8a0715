"""Timebank: members give one another hours; what one asks for, another must be there to give.

Brokers sign people up and match what is asked with what is offered. Without them members drift
away.

Also called: time credits, hour exchange.
Departures: members are people with needs alone; neighbours without any are left out.
"""

import numpy as np

from alliance_sim.rules.offers import Floats


def next_members(
    members: Floats,
    brokers: Floats,
    willing: Floats,
    signed_up: float,
    contact: float,
    leaving: float,
    reach: float,
    loss: float,
) -> Floats:
    """Members after a month: signed up by brokers, brought along by members, and some leave.

    Args:
        members: Members there are.
        brokers: Paid brokers.
        willing: People who would join if they came to know of it, members included.
        signed_up: People whom one broker would sign up in a month if nobody were a member yet.
        contact: People whom a member would bring along in a month if nobody else were one.
        leaving: Share of members who leave in a month.
        reach: Members for whom one broker can keep things going.
        loss: Share of members beyond that reach who are gone in a month.
    """
    stayed = members * (1 - leaving)
    stayed = stayed - loss * np.maximum(stayed - brokers * reach, 0.0)
    most = np.minimum(willing, brokers * reach)
    room = np.maximum(most - stayed, 0.0)
    coming = signed_up * brokers + contact * stayed
    return stayed + np.minimum(coming * room / np.maximum(most, np.finfo(float).eps), room)


def requests_met(members: Floats, half: float) -> Floats:
    """Share of requests that find someone to meet them: a small timebank has few skills to offer.

    Args:
        members: Members there are.
        half: Members among whom half of all requests find someone.
    """
    return np.asarray(members / (members + half))
