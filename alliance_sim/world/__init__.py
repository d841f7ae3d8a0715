"""One run's people, firms and money."""
