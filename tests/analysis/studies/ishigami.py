"""Ishigami's function, whose Sobol indices are known, as what a run of a study does."""

import numpy as np

A, B = 7.0, 0.1
STUDY = """
title: Ishigami's function by its indices
scenario: {scenario}
options: [tender, alliance]
vary:
  home_care.kpi_visibility: {{uniform: [0, 1]}}
  home_care.relational_share: {{uniform: [0, 1]}}
  advocacy.kpi_visibility: {{uniform: [0, 1]}}
design: {{kind: sobol, n: {n}, second_order: true}}
replications: 2
seed: 1
"""


def ishigami(x):
    """At places in the unit cube, shape (rows, 3)."""
    one, two, three = np.pi * (2 * np.asarray(x, dtype=float).T - 1)
    return np.sin(one) + A * np.sin(two) ** 2 + B * three**4 * np.sin(one)


def exact():
    """First and total indices of each input, and the second-order index of the first and third."""
    alone = (0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 0.0)
    together = 8 * B**2 * np.pi**8 / 225
    whole = sum(alone) + together
    first = np.array(alone) / whole
    return first, first + np.array([together, 0.0, together]) / whole, together / whole


def evaluate(job, worlds):
    """One run: the function at the row's settings; the tender is nothing."""
    found = float(ishigami([[*job.settings.values()]])[0])
    return {
        "tender": {"net_monetary_benefit_gbp": 0.0},
        "alliance": {"net_monetary_benefit_gbp": found},
    }
