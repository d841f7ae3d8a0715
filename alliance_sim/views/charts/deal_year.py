"""The chapter about a deal: what each side bears as the work costs more or less."""

import pandas as pd

from alliance_sim.analysis.formats import gbp
from alliance_sim.rules.contracts import Agreement
from alliance_sim.views.charts.payoff import payoff
from alliance_sim.views.charts.shown import Shown
from alliance_sim.views.lessons.settled import settle
from alliance_sim.views.wording import say

LOWEST, HIGHEST, STEP = 70, 140, 1
"""Costs drawn, as percentages of the target."""

TABLED = 10
"""Percentage points between the rows of the table."""


def deal_year(agreement: Agreement, actual: float, guess: float | None, title: str) -> Shown:
    """The pay-off of a deal over cost, with the year and the prediction on it.

    Args:
        agreement: the deal.
        actual: what the year came to cost, GBP.
        guess: what was predicted that the council bears more than on target; None without.
        title: the message, without a full stop.
    """
    target = float(agreement.target_cost_gbp or 0.0)
    on_target = settle(agreement, target)
    costs = [target * percent / 100 for percent in range(LOWEST, HIGHEST + 1, STEP)]
    years = [settle(agreement, cost) for cost in costs]
    council, providers = say("learn", "council"), say("learn", "providers")
    more = {
        council: [year.council - on_target.council for year in years],
        providers: [on_target.providers - year.providers for year in years],
    }
    here = settle(agreement, actual)
    borne = gbp(here.council - on_target.council), gbp(on_target.providers - here.providers)
    alt = say("learn", "deal_alt", actual=gbp(actual), council=borne[0], providers=borne[1])
    words = {
        "heading": say("learn", "deal_heading"),
        "alt": alt,
        "x": say("learn", "deal_x"),
        "guess": say("learn", "mark"),
    }
    rows = [
        {
            say("learn", "cost_column"): gbp(cost),
            **{name: gbp(values[place], signed=True) for name, values in more.items()},
        }
        for place, cost in enumerate(costs)
        if place % TABLED == 0
    ]
    table = pd.DataFrame(rows)
    if guess is not None:
        is_year = [gbp(actual) == cell for cell in table[say("learn", "cost_column")]]
        shown = [gbp(guess) if it else "" for it in is_year]
        table[say("learn", "prediction_column")] = shown
    return Shown(
        name="deal_year",
        title=title,
        panels=(payoff(costs, more, actual, guess, words),),
        description=f"{say('learn', 'deal_words')} {alt}",
        table=table,
    )
