"""The columns of results by council and by region, declared once like all others."""

from collections.abc import Mapping
from types import MappingProxyType

from alliance_sim.results.columns import Column
from alliance_sim.results.tables import BY_OUTCOME, OPTION, REPLICATION, YEAR

COUNCIL = Column("council", "Council", "", "Whose area it is.", kind="text")
REGION = Column("region", "Region", "", "The region it lies in; or all of the place.", kind="text")

SIZES: tuple[Column, ...] = (
    Column(
        "long_term_clients",
        "Long-term clients",
        "people",
        "People with long-term support, as published.",
        kind="whole",
    ),
    Column("people", "People behind the simulation", "people", "Real people that it stands for."),
)

OF_A_PLACE: tuple[Column, ...] = (
    BY_OUTCOME["cost_total_gbp"],
    Column(
        "cost_per_client_gbp",
        "Total cost for each long-term client",
        YEAR,
        "Total cost over the published number of long-term clients. Discounted.",
        False,
    ),
    BY_OUTCOME["wellbeing"],
    BY_OUTCOME["quality_experienced"],
    Column(
        "value_delivered_gbp",
        "Care delivered",
        YEAR,
        "Care delivered at the reference price; what quality is weighed by over councils.",
        None,
    ),
    BY_OUTCOME["unmet_need_hours"],
    BY_OUTCOME["handbacks"],
    BY_OUTCOME["provider_exits"],
    Column("providers", "Providers", "providers", "Outside providers open at the end.", None, 1),
    BY_OUTCOME["net_monetary_benefit_gbp"],
)
"""What is measured of every council and region, in stored order."""

PLACE_TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "councils": (OPTION, REPLICATION, COUNCIL, REGION, *SIZES, *OF_A_PLACE),
        "regions": (OPTION, REPLICATION, REGION, *SIZES, *OF_A_PLACE),
    }
)
"""The columns of each table that `regions` stores, in stored order."""

BY_MEASURE: Mapping[str, Column] = MappingProxyType({one.name: one for one in OF_A_PLACE})
"""What is measured of a place, by name."""
