"""Files of contract vectors: worked figures of payment rules and price scores, and the check.

One adapter a rule turns the inputs of a vector into the very classes that settle contracts and
the functions that score tenders; nothing is worked out a second time.
"""

from alliance_sim.analysis.vectors.check import Checked, Difference, check

__all__ = ["Checked", "Difference", "check"]
