"""Community-based provision: how each kind of it grows, what it brings, and how it is lost."""
