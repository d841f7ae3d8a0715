"""The editor of a deal: what a visitor has typed, the terms it makes, and what is wrong with it."""
