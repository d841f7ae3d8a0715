"""The element of wellbeing that each resident has least of."""

from alliance_sim.metrics.counted import Counted
from alliance_sim.metrics.measures.measure import Measure


def _lowest(period: Counted) -> float:
    record = period.world.record
    lowest, people = (
        record.in_cells(name, period.from_month).sum() for name in ("lowest", "residents")
    )
    return float(lowest / people)


MEASURES = (
    Measure(
        "lowest_element",
        "Lowest element of wellbeing",
        "score 0 to 1",
        "The lowest of each resident's five elements, mean.",
        True,
        _lowest,
        3,
    ),
)
