"""Buyer power: what a buyer who has no rival can do to fees, and to trust."""

from alliance_sim.rules.offers import Floats


def ceiling_under_power(ceiling: float, bare_cost: float, power: float) -> float:
    """Highest acceptable price of a buyer that knows bidders have nowhere else to go.

    Without power it is the usual ceiling; with full power what the work alone costs a typical
    bidder, with nothing for overhead or risk. Never above the usual ceiling.
    """
    return ceiling + power * (min(bare_cost, ceiling) - ceiling)


def passed_on(rise: float, power: float) -> float:
    """Share of a change in cost that indexation may pass on: falls in full, rises as power lets."""
    return rise * (1 - power) if rise > 0 else rise


def trust_after_cut(
    trust: Floats, cut: float, secrecy: float, surprise_loss: float, open_loss: float
) -> Floats:
    """Trust after a fee cut of a share `cut`: what comes by surprise costs more of it.

    The two losses are shares of trust lost for the share of the price that is cut.
    """
    lost = cut * (secrecy * surprise_loss + (1 - secrecy) * open_loss)
    return trust * max(1 - lost, 0.0)


def allowing_for_cuts(floor: Floats, cut: float, known: float, in_force: float) -> Floats:
    """Least acceptable price of one who allows for fee cuts that are known to come.

    Args:
        floor: What it would accept if fees stayed.
        cut: Share of the price that each cut takes.
        known: How far cuts are announced before they come, 0 to 1.
        in_force: Number of cuts in force on average over the term.
    """
    return floor / (1 - min(known * cut * in_force, 1 / 2))
