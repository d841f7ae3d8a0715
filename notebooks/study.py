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
# # A study, from YAML to figures
#
# A study is a file: which scenario, what varies, by which design, how often. `alliance-sim batch`
# runs it and `alliance-sim analyse` says what it found. This notebook reads a folder that both have
# written; name it in the environment variable `ALLIANCE_SIM_STUDY`. Without one, it writes a study
# of a small town with few residents and runs it here, which takes about half a minute.

# %%
# %matplotlib inline
import os
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="IProgress not found")

from IPython.display import Image, Markdown, display

from alliance_sim.analysis.studies.analyse import Wanted, analyse, worth_of
from alliance_sim.experiments.studies.finished import open_study
from alliance_sim.experiments.studies.plan import load_study
from alliance_sim.experiments.studies.running import run_study

TOWN = """\
title: A small town
place: {councils: [Bexley], residents: 40}
months: 18
warm_up: 6
services: [home_care]
options:
  tender: {mechanism: competitive_tender}
  auction: {mechanism: reverse_auction}
  alliance: {mechanism: alliance, members: 3}
"""
STUDY = """\
title: What visibility and set-up costs decide in a small town
scenario: town.yaml
vary:
  home_care.kpi_visibility:
  market.providers: {low: 4, high: 20}
  home_care.relational_share:
design: {kind: lhs, n: 30}
replications: 2
seed: 1
"""

# %% [markdown]
# ## The study file
#
# One line a factor: a parameter by its path, with the range of the evidence unless the file says
# otherwise. `vary: all_uncertain` would take every number with a range that the scenario uses.

# %%
given = os.environ.get("ALLIANCE_SIM_STUDY")
folder = Path(given) if given else Path(tempfile.mkdtemp()) / "study"
if not given:
    home = folder.parent
    (home / "town.yaml").write_text(TOWN, encoding="utf-8")
    (home / "study.yaml").write_text(STUDY, encoding="utf-8")
    report = run_study(load_study(home / "study.yaml"), folder)
    print(f"{report.runs} runs are in, {len(report.failures)} failed.")
study = open_study(folder)
print((folder / "study.yaml").read_text(encoding="utf-8"))

# %% [markdown]
# ## What was run, and what came out
#
# `design.parquet` has a line for every set of values, `outcomes.parquet` one for every option of
# every run. Options of one row and replication met the same people with the same luck, so that
# their difference is the way of buying alone.

# %%
display(study.design.filter(regex="^(?!place:)").head())
names = ["cost_total_gbp", "wellbeing", "net_monetary_benefit_gbp"]
outcomes = study.outcomes
display(outcomes.groupby("option", sort=False)[names].mean())

# %% [markdown]
# ## What it says
#
# Analyses that fit the design are made; the others say which design they need. Each has a message,
# a paragraph that says how well it is known, tables and figures. With so few runs most intervals
# are wide, and the words say so.

# %%
wanted = Wanted(gbp_per_point_year=worth_of(study))
found = analyse(study, ["scores", "regret", "replications"], wanted, lambda name: None)
for one in found.findings:
    display(Markdown(f"### {one.title}\n\n{one.paragraph}"))
    display(Image(one.charts[0].png()))
for name, why in found.left_out.items():
    print(f"{name} is left out: {why}")
