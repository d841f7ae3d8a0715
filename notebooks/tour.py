# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A tour of one comparison
#
# This notebook opens a folder that `alliance-sim compare SCENARIO --out DIR` has written, draws
# from it and explains what is seen. It simulates nothing. `make demo` writes the folder that it
# opens by default; name another in the environment variable `ALLIANCE_SIM_RESULTS`.

# %%
# %matplotlib inline
import os
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="IProgress not found")

from IPython.display import display

import alliance_sim
from alliance_sim.analysis import words
from alliance_sim.analysis.appraisal import WellbeingScale, mean_discount
from alliance_sim.analysis.figures import build
from alliance_sim.analysis.formats import listed
from alliance_sim.results import TABLES

folder = Path(os.environ.get("ALLIANCE_SIM_RESULTS", "../runs/bexley_home_care"))
run = alliance_sim.open_results(folder)
scenario = alliance_sim.load_text(run.manifest["scenario"], "the scenario in the manifest")
print(scenario.title)
print(f"{run.manifest['replications']} futures, seed {run.manifest['seed']}")

# %% [markdown]
# ## What the numbers say
#
# Every option met the same people with the same luck, so options are compared future by future.

# %%
comparison = alliance_sim.compare(run.outcomes)
print(words.headline(comparison, listed(scenario.councils)))

# %% [markdown]
# ## The figures of the report
#
# Each figure carries its message as a title, its words for a reader who cannot see it, and the
# table that it was drawn from.

# %%
values = scenario.values
scale = WellbeingScale(
    points_per_unit=values["appraisal.life_satisfaction"],
    people=run.manifest["people"],
    gbp_per_point_year=values["appraisal.wellby"],
    discount=mean_discount(
        values["appraisal.discount_wellbeing"], scenario.months - scenario.warm_up
    ),
)
charts = {
    chart.name: chart
    for chart in build(comparison, run.monthly, scale=scale, warm_up=scenario.warm_up)
}
display(charts["options"].figure)

# %%
display(charts["who_bears_what"].figure)

# %%
display(charts["who_bears_what"].table)

# %% [markdown]
# ## Where the money went
#
# Every pound is a posting from one account to another, so the postings of each month add to
# nought. What councils paid, by purpose, in millions of pounds over the whole run:

# %%
ledger = run.ledger
assert (ledger.groupby(["option", "replication", "month"])["pence"].sum() == 0).all()
PENCE_IN_A_MILLION = 100 * 1_000_000
councils = ledger[ledger["account"].str.startswith("council: ")]
paid = -councils.pivot_table(
    index="purpose", columns="option", values="pence", aggfunc="sum", fill_value=0
)
(paid / PENCE_IN_A_MILLION / run.manifest["replications"]).round(2)

# %% [markdown]
# ## Who was there
#
# Providers by kind: how many contracts they won, and how many had left by the end.

# %%
providers = run.providers
providers.groupby(["option", "kind"]).agg(
    won=("won_contracts", "sum"), left=("exited_month", "count"), bids=("bids", "sum")
)

# %% [markdown]
# ## Draw something of your own
#
# The monthly table has one row for each option, future and month. What each column means and which
# way is better stands in `alliance_sim.results.TABLES`.

# %%
about = {column.name: column for column in TABLES["monthly"]}
print(about["trust"].meaning)
trust = run.monthly.pivot_table(index="month", columns="option", values="trust")
axes = trust.plot(xlabel="Month", ylabel="Trust, 0 to 1", title="Trust, mean over futures")
_ = axes.axvline(scenario.warm_up, color="grey", linestyle=":")
