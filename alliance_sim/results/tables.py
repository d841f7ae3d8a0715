"""Every column of the four stored tables, declared once: name, unit, meaning, direction."""

from collections.abc import Mapping
from types import MappingProxyType

from alliance_sim.results.columns import Column, Party

YEAR = "GBP a year"
MONTH = "GBP a month"
SCORE = "score 0 to 1"
SHARE = "share"

OPTION = Column("option", "Option", "", "Name of the option in the scenario.", kind="text")
REPLICATION = Column(
    "replication", "Simulated future", "", "Which simulated future, from 0.", kind="whole"
)
MONTH_NUMBER = Column("month", "Month", "month", "Month of the run, from 1.", kind="whole")


def _cost(name: str, label: str, meaning: str) -> Column:
    return Column(f"cost_{name}_gbp", label, YEAR, f"{meaning} Discounted.", False)


def _score(name: str, label: str, meaning: str) -> Column:
    return Column(name, label, SCORE, meaning, True, 2)


ELEMENTS: tuple[Column, ...] = (
    _score("wellbeing_informed", "Being informed", "How well informed people are, mean."),
    _score(
        "wellbeing_partner", "Valued as a partner", "How far people are partners in care, mean."
    ),
    _score("wellbeing_resources", "Having resources", "How far people have what they need, mean."),
    _score(
        "wellbeing_expertise", "Expertise to call on", "Skilled help and back-up at hand, mean."
    ),
    _score("wellbeing_connected", "Being connected", "How connected people are to others, mean."),
)
"""The five elements of wellbeing, each a mean over residents and counted months."""

OUTCOMES: tuple[Column, ...] = (
    _cost("total", "Total cost", "What the public purse and bidders pay, for the whole place."),
    _cost("care", "Care", "Payments for care, with shares of gain and pain."),
    _cost("procurement", "Buying", "Bidding, buying and setting up, on both sides."),
    _cost("governance", "Governance", "Deciding together, on both sides."),
    _cost("monitoring", "Monitoring", "Checking what providers do."),
    _cost("crisis", "Crises", "Emergencies, moves when a provider goes, debts written off."),
    _score("quality_experienced", "Quality as lived", "Quality that residents live through, mean."),
    _score("quality_measured", "Quality as measured", "Quality that indicators report, mean."),
    Column(
        "quality_gap",
        "Gap between measured and lived quality",
        "points on the 0 to 1 scale",
        "Measured quality less lived quality.",
        False,
        2,
    ),
    Column(
        "continuity_months",
        "Months with the same carer",
        "months",
        "How long a resident has had the same care worker, mean.",
        True,
        1,
    ),
    Column(
        "handoffs_kept_share",
        "Hand-offs kept",
        SHARE,
        "Share of hand-offs from one service to the next that did not fail.",
        True,
        2,
    ),
    _score("wellbeing", "Wellbeing", "Weighted mean of the five elements, over resident-months."),
    *ELEMENTS,
    Column(
        "unmet_need_hours",
        "Need not met",
        "hours a year",
        "Hours of need that nobody met, for the whole place.",
        False,
    ),
    Column(
        "equity_gap",
        "Gap between well-connected and overlooked people",
        "points on the 0 to 1 scale",
        "Mean wellbeing of well-connected residents less that of overlooked residents.",
        False,
        2,
    ),
    Column(
        "provider_margin_share",
        "Providers' margin",
        SHARE,
        "Margin of outside providers as a share of their revenue.",
        None,
        3,
    ),
    Column("bidders_mean", "Bidders a competition", "bidders", "Mean number of bids.", None, 1),
    Column(
        "market_concentration_hhi",
        "Market concentration",
        "index 0 to 1",
        "Sum of squared shares of revenue; 1 is a single provider.",
        None,
        2,
    ),
    Column(
        "voluntary_sector_share",
        "Voluntary sector's share",
        SHARE,
        "Share of revenue that goes to charities and community networks.",
        None,
        2,
    ),
    Column("handbacks", "Contracts handed back", "a year", "Contracts given up early.", False, 1),
    Column("provider_exits", "Providers leaving", "a year", "Providers that closed.", False, 1),
    _score("trust", "Trust", "Trust between commissioner and providers, mean."),
    Column(
        "net_monetary_benefit_gbp",
        "Net benefit",
        YEAR,
        "Wellbeing valued in pounds, less total cost.",
        True,
    ),
)
"""The outcomes of one run, in the order of the public interface."""


def _party(name: str, label: str, whose: str, part_of: str | None = None) -> Party:
    meaning = f"Result of {whose} against a yardstick that is the same under every option."
    return Party(name, Column(f"party_{name}_gbp", label, YEAR, meaning, True), part_of)


PARTIES: tuple[Party, ...] = (
    _party("commissioner", "The council", "the council that buys"),
    _party("providers", "All providers together", "all providers together"),
    _party("national_private", "National private firms", "national firms", "providers"),
    _party("local_private", "Local private firms", "local firms", "providers"),
    _party("voluntary_sector", "Voluntary sector", "charities and social enterprises", "providers"),
    _party("in_house", "Council's own service", "the council's own service", "providers"),
    _party("community_network", "Community networks", "community networks", "providers"),
    _party("nhs", "The NHS", "the NHS"),
    Party(
        "unpaid_carers",
        Column(
            "party_unpaid_carers_hours",
            "Unpaid carers",
            "hours a year",
            "Hours spared (above 0) or added (below 0) against the yardstick.",
            True,
        ),
    ),
    Party(
        "residents",
        Column(
            "party_residents_wellbeing",
            "Residents",
            "points on the 0 to 1 scale",
            "Wellbeing gained (above 0) or lost (below 0) against the yardstick.",
            True,
            3,
        ),
    ),
)
"""Who gains and loses. Above 0 is better for that party; below 0 is a loss."""

RESULTS: tuple[str, ...] = (
    *(column.name for column in OUTCOMES),
    *(party.column.name for party in PARTIES),
)
"""Every number that one run comes to: outcomes, then parties."""

MONTHLY: tuple[Column, ...] = (
    OPTION,
    REPLICATION,
    MONTH_NUMBER,
    *(
        Column(f"cost_{name}_gbp", label, MONTH, meaning, False)
        for name, label, meaning in (
            ("care", "Care", "Payments for care this month."),
            ("procurement", "Buying", "Cost of buying this month, both sides."),
            ("governance", "Governance", "Cost of governance this month."),
            ("monitoring", "Monitoring", "Cost of monitoring this month."),
            ("crisis", "Crises", "Cost of crises this month."),
            ("total", "Total cost", "All public cost this month, for the whole place."),
        )
    ),
    _score("wellbeing", "Wellbeing", "Weighted mean of the five elements this month."),
    *ELEMENTS,
    _score("quality_experienced", "Quality as lived", "Quality lived through this month."),
    _score("quality_measured", "Quality as measured", "Quality reported this month."),
    Column(
        "continuity_months",
        "Months with the same carer",
        "months",
        "Mean at the end of the month.",
        True,
        1,
    ),
    Column("unmet_need_hours", "Need not met", "hours a month", "Hours nobody met.", False),
    Column("price_home_care_gbp", "Price of home care", "GBP an hour", "Mean price paid.", None, 2),
    Column(
        "staff_turnover_year", "Staff turnover", "share a year", "Yearly rate this month.", False, 2
    ),
    _score("trust", "Trust", "Mean trust this month."),
    Column(
        "residents_known_share", "Residents known", SHARE, "Share known to the council.", True, 2
    ),
    Column("crises", "Crises", "count", "Emergency admissions this month.", False, 1),
    Column("handbacks", "Contracts handed back", "count", "Given up this month.", False, 1),
    Column("exits", "Providers leaving", "count", "Providers that closed this month.", False, 1),
    Column("handoffs_kept_share", "Hand-offs kept", SHARE, "Share that did not fail.", True, 2),
    Column("needed_hours", "Hours needed", "hours a month", "Hours of need."),
    Column("residents", "Residents", "people", "Residents alive at the end of the month."),
    Column("deaths", "Deaths", "people", "Deaths this month."),
    Column("arrivals", "Arrivals", "people", "People who came to need care this month."),
    Column("staff_hours_capacity", "Staff hours", "hours a month", "Hours that staff can give."),
    Column(
        "equity_gap",
        "Gap between well-connected and overlooked people",
        "points on the 0 to 1 scale",
        "Difference in mean wellbeing this month.",
        False,
        2,
    ),
    Column(
        "equity_concentration",
        "Concentration index of wellbeing",
        "index, -1 to 1",
        "Above 0 where well-connected residents have more wellbeing than overlooked ones.",
        False,
        3,
    ),
    Column("bids_per_award", "Bids per award", "bids", "Mean over this month's awards.", None, 1),
    Column(
        "undelivered_share",
        "Home care not delivered",
        "share",
        "Share of commissioned home care hours that nobody came for this month.",
        False,
        3,
    ),
)

LEDGER: tuple[Column, ...] = (
    OPTION,
    REPLICATION,
    MONTH_NUMBER,
    Column("transfer", "Transfer", "", "Postings with one number belong together.", kind="whole"),
    Column("account", "Account", "", "Whose money moves.", kind="text"),
    Column("purpose", "Purpose", "", "What the money is for.", kind="text"),
    Column("pence", "Pence", "pence", "Received above 0, paid below 0.", kind="whole"),
)
"""Every posting; the pence of one option, replication and month add to nought."""

PROVIDERS: tuple[Column, ...] = (
    OPTION,
    REPLICATION,
    Column("provider", "Provider", "", "Number of the provider.", kind="whole"),
    Column("name", "Name", "", "The provider's name in the simulation.", kind="text"),
    Column("kind", "Kind", "", "Kind of organisation.", kind="text"),
    Column("council", "Council", "", "Council area it works in.", kind="text"),
    Column("won_contracts", "Contracts won", "count", "Over the whole run."),
    Column("revenue_gbp", "Revenue", "GBP", "Over the whole run."),
    Column("margin_gbp", "Margin", "GBP", "Revenue less cost over the whole run."),
    Column("reserves_gbp", "Reserves", "GBP", "At the end of the run."),
    Column("exited_month", "Month it left", "month", "Missing where it never left."),
    Column("bids", "Bids made", "count", "Over the whole run."),
    Column("trust", "Trust", SCORE, "Trust with the commissioner at the end.", True, 2),
    Column("staff", "Staff", "people", "At the end of the run."),
    Column("result_gbp", "Result", YEAR, "A year over the counted months, as a party.", True),
    Column("insolvent", "Insolvent", "", "1 where it closed owing money, else 0.", kind="whole"),
    Column(
        "years_short",
        "Years beyond its reserves",
        "years",
        "Counted years in which it lost more than the reserves it began the year with.",
        kind="whole",
    ),
)

TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "outcomes": (OPTION, REPLICATION, *OUTCOMES, *(party.column for party in PARTIES)),
        "monthly": MONTHLY,
        "ledger": LEDGER,
        "providers": PROVIDERS,
    }
)
"""The columns of each stored table, in stored order."""

BY_OUTCOME: Mapping[str, Column] = MappingProxyType({column.name: column for column in OUTCOMES})
"""The outcomes by name."""
