"""Quality as lived and as measured, continuity, and whether hand-offs work."""

import numpy as np

from alliance_sim.metrics.counted import Counted, mean


def quality(period: Counted) -> dict[str, float]:
    """Means over the counted months, 0 to 1 (continuity in months)."""
    lived, seen = period.column("quality_experienced"), period.column("quality_measured")
    return {
        "quality_experienced": mean(lived),
        "quality_measured": mean(seen),
        "quality_gap": mean(np.asarray(seen - lived)),
        "continuity_months": mean(period.column("continuity_months")),
        "handoffs_kept_share": mean(period.column("handoffs_kept_share")),
    }
