"""How well the baseline, competitive tendering in Bexley, fits published figures.

`python -m alliance_sim.experiments.fit FILE` runs the baseline and writes the table, misses
included.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from alliance_sim.evidence.strict_yaml import read
from alliance_sim.experiments.compare import Results, run_all
from alliance_sim.scenario import Scenario, load

TARGETS = Path(__file__).with_name("targets.yaml")
"""The published figures."""

BASELINE, OTHER = "tender", "auction"
"""Options of the Bexley scenario: the one that is fitted, and one that is only looked at."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One published figure and what the baseline gives."""

    label: str
    unit: str
    published: float
    low: float
    high: float
    model: float
    source: tuple[str, ...]
    note: str

    @property
    def hits(self) -> bool:
        """Whether the model lies within the published range."""
        return self.low <= self.model <= self.high


def measures(scenario: Scenario, results: Results, option: str = BASELINE) -> dict[str, float]:
    """What an option gives for each target, means over futures and counted months.

    The saving of the other option is NaN where that was not simulated.
    """
    values = scenario.values
    months = results.monthly
    counted = months[(months.month > scenario.warm_up) & (months.option == option)]
    mean = counted.mean(numeric_only=True)
    outcome = results.outcomes.groupby("option").mean(numeric_only=True)
    ledger = results.ledger.to_pandas()
    late = ledger[(ledger.month > scenario.warm_up) & (ledger.option == option)]
    moved = late[(late.purpose == "transition") & (late.pence < 0)].pence
    people = -moved / 100 / float(values["market.transition_cost"])
    reference = float(values["home_care.reference_price"])
    agreed = {
        name: months[(months.option == name) & (months.month > scenario.warm_up)][
            "price_home_care_gbp"
        ].mean()
        for name in (option, OTHER)
    }
    return {
        "home_care_fee": mean.price_home_care_gbp,
        "staff_turnover": mean.staff_turnover_year,
        "quality_of_life": mean.wellbeing * float(values["place.quality_of_life_points"]),
        "bids_per_award": outcome.bidders_mean[option],
        "handbacks": outcome.handbacks[option],
        "provider_exits": outcome.provider_exits[option] / float(values["market.providers"]),
        "undelivered": mean.undelivered_share,
        "unmet_need": mean.unmet_need_hours / mean.needed_hours,
        "displaced": float(people[people > 0].mean()) if (people > 0).any() else np.nan,
        "tender_saving": 1 - agreed[option] / reference,
        "auction_saving": 1 - agreed[OTHER] / reference,
        "voluntary_share": outcome.voluntary_sector_share[option],
    }


def fit(scenario: Scenario, replications: int, workers: int = 1) -> list[Fit]:
    """Run the baseline and hold it against every target."""
    targets = read(TARGETS).data
    found = measures(scenario, run_all(scenario, replications=replications, workers=workers))
    return [
        Fit(
            label=str(target["label"]),
            unit=str(target["unit"]),
            published=float(target["published"]),
            low=float(target["low"]),
            high=float(target["high"]),
            model=float(found[name]),
            source=tuple(target["source"]),
            note=str(target["note"]),
        )
        for name, target in targets.items()
    ]


def page(fits: list[Fit], replications: int) -> str:
    """The fit as a Markdown page."""
    rows = pd.DataFrame(
        {
            "figure": [one.label for one in fits],
            "unit": [one.unit for one in fits],
            "published (range)": [
                f"{one.published:g} ({one.low:g} to {one.high:g})" for one in fits
            ],
            "model": [f"{one.model:.3g}" for one in fits],
            "within range": ["yes" if one.hits else "**no**" for one in fits],
            "source": [", ".join(one.source) for one in fits],
        }
    )
    head = "| " + " | ".join(rows.columns) + " |\n|" + " --- |" * len(rows.columns)
    body = "\n".join("| " + " | ".join(row) + " |" for row in rows.itertuples(index=False))
    notes = "\n".join(f"- **{one.label}.** {one.note}" for one in fits)
    hits = sum(one.hits for one in fits)
    return f"""# Calibration

The defaults are set so that the baseline, competitive tendering in Bexley
(`scenarios/bexley_home_care.yaml`, option `tender`), comes close to published figures. Parameters
with a source keep their sourced value; what was moved are judgements: base costs, the levels and
slopes of the five elements of wellbeing, turnover when nothing presses. Figures marked *not fitted*
in the notes are only looked at. {hits} of {len(fits)} figures lie within their range.

Means over {replications} simulated futures (seed 1), months after the warm-up. `make calibration`
writes this page anew.

{head}
{body}

## Notes

{notes}
"""


def main(file: str) -> None:
    """Write the page."""
    replications = 20
    scenario = load(Path(__file__).parents[2] / "scenarios" / "bexley_home_care.yaml")
    text = page(fit(scenario, replications, workers=2), replications)
    Path(file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
