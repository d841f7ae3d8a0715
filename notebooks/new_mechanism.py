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
# # Writing a new way of buying
#
# A way of buying is five levers: how winners are selected, how the price comes about, the contract,
# governance, continuity. Every named way is a preset of them, and nothing in the model asks for its
# name. So a new way begins as a few lines in a scenario, beside the way that it is nearest to, on
# the same people with the same luck. `docs/adding_a_mechanism.md` then makes it a preset with a
# name, settings with sources, and a place in the schema that editors read.
#
# The example is a *relational block*: one long block contract, won on quality more than on price,
# with little monitoring. The town is small, so that this runs in seconds, and no result rests on
# it.

# %%
# %matplotlib inline
import warnings

warnings.filterwarnings("ignore", message="IProgress not found")

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display

import alliance_sim
from alliance_sim.analysis import words
from alliance_sim.rules.mechanisms import MECHANISMS

TOWN = """\
title: A relational block beside a tender
place: {councils: [Bexley], residents: 80}
months: 30
warm_up: 6
services: [home_care]
options:
  tender: {mechanism: competitive_tender}
  relational_block:
    mechanism: competitive_tender
    price_weight: 0.2
    contract: {kind: block, term_months: 84}
    governance: {monitoring_intensity: 0.3, kpi_stake: 0.0, co_design: 0.5}
"""
scenario = alliance_sim.load_text(TOWN, "relational_block.yaml")
print("Ways there are:", ", ".join(MECHANISMS))

# %% [markdown]
# ## What differs, lever by lever
#
# Both options are whole mechanisms. What the new one does not set it has from its preset.

# %%
one, other = (scenario.options[name].model_dump() for name in ("tender", "relational_block"))
rows = [
    (lever, setting, one[lever].get(setting), value)
    for lever in ("selection", "price", "contract", "governance", "continuity")
    for setting, value in other[lever].items()
    if one[lever].get(setting) != value
]
display(pd.DataFrame(rows, columns=["lever", "setting", "tender", "relational block"]))

# %% [markdown]
# ## Run it beside the tender
#
# Options meet in the same futures, so that they are compared future by future.

# %%
results = alliance_sim.run_all(scenario, replications=8, seed=1)
comparison = alliance_sim.compare(results.outcomes)
print(words.headline(comparison, "a small town"))

# %% [markdown]
# ## Is it the way of buying, or luck?
#
# A dot for each future: what the block costs more and what it brings in quality as lived. Dots on
# both sides of a line mean that luck decides.

# %%
columns = ["cost_total_gbp", "quality_experienced"]
paired = results.outcomes.pivot_table(index="replication", columns="option", values=columns)
gap = pd.DataFrame(
    {name: paired[name]["relational_block"] - paired[name]["tender"] for name in columns}
)
figure, axes = plt.subplots(figsize=(6, 4))
axes.axhline(0, color="#D4D8DB")
axes.axvline(0, color="#D4D8DB")
axes.plot(gap["cost_total_gbp"] / 1e6, gap["quality_experienced"], "o", color="#12436D")
axes.set(
    xlabel="Cost more than under the tender, £ million a year",
    ylabel="Quality as lived above the tender, 0 to 1",
    title="Each dot is one future",
)
plt.show()

# %% [markdown]
# ## Make it a preset
#
# When people have a name for it and will want its settings as a start: a class of some lines in
# `alliance_sim/rules/mechanisms/`, a file of settings in `alliance_sim/evidence/`, each with its
# range, source and status, and the schema written anew. `docs/adding_a_mechanism.md` goes through
# it with this very example. A class holds no bonus for its own way: whatever sets it apart must be
# a setting of a lever, which any other way can be given too.
