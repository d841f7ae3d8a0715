"""The auction laboratory: one award, many times over, in a textbook market or a scenario's own."""

from alliance_sim.experiments.laboratory.market import MarketError, TextbookMarket
from alliance_sim.experiments.laboratory.report import Estimate, Report, report
from alliance_sim.experiments.laboratory.sample import Sample
from alliance_sim.experiments.laboratory.textbook import (
    auction_share,
    beliefs_in,
    bid_at,
    optimal_rule,
    sample,
    textbook_way,
)

__all__ = [
    "Estimate",
    "MarketError",
    "Report",
    "Sample",
    "TextbookMarket",
    "auction_share",
    "beliefs_in",
    "bid_at",
    "optimal_rule",
    "report",
    "sample",
    "textbook_way",
]
