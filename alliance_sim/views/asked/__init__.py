"""What a visitor asks, and how a link says it."""

from alliance_sim.views.asked.question import Asked

__all__ = ["Asked"]
