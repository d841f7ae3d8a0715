"""How fast and how large: the residents' kernel, plain Mesa and the comparison behind `make demo`."""
