"""Community-based provision beside home care: stocks that grow slowly and are lost at once."""

from alliance_sim.world.community.community import Community, community_of

__all__ = ["Community", "community_of"]
