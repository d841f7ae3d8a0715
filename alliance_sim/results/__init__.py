"""What a run leaves on disk: the columns, how they are stored, how they are opened."""

from alliance_sim.results.store import ResultsError, StoredRun, open_results, write_run
from alliance_sim.results.tables import BY_OUTCOME, OUTCOMES, PARTIES, TABLES

__all__ = [
    "BY_OUTCOME",
    "OUTCOMES",
    "PARTIES",
    "TABLES",
    "ResultsError",
    "StoredRun",
    "open_results",
    "write_run",
]
