"""How fast and how large: residents' months, plain Mesa, and the comparison of `make demo`."""
