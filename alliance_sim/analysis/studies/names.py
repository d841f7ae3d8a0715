"""The words by which analyses are asked for; nothing heavy is loaded to know them."""

NAMES = (
    "sobol",
    "morris",
    "prim",
    "cart",
    "scores",
    "regret",
    "replications",
    "information",
    "acceptability",
)
"""Every analysis, in the order in which they are told."""
