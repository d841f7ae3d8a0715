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
# # Calibration: what published figures say about judged numbers
#
# Many numbers in the model are judgements. Some of them move things that are published: fees, bids,
# staff turnover. `alliance-sim calibrate FILE --out DIR` asks which values agree with those. This
# notebook reads the folder that it wrote, named in the environment variable
# `ALLIANCE_SIM_CALIBRATION`; without one it shows the way on a stand-in for the model whose answer
# is known, which takes seconds and lets one check that the search finds what is there.

# %%
# %matplotlib inline
import os
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="IProgress not found")

import numpy as np
import pandas as pd
from IPython.display import Image, Markdown, display

from alliance_sim.analysis.studies.calibration import calibrated
from alliance_sim.experiments.calibration.plan import load_calibration
from alliance_sim.experiments.calibration.search import search

# %% [markdown]
# ## The file
#
# What is fitted, with what is believed beforehand (the ranges of the evidence unless the file says
# otherwise), and the figures. Published figures are called by name; an outcome needs a value and an
# error.

# %%
TOWN = """\
title: A small town
place: {councils: [Bexley], residents: 60}
months: 24
warm_up: 6
services: [home_care]
options:
  tender: {mechanism: competitive_tender}
"""
FILE = """\
title: A mark-up that is known to be 9 percent
scenario: town.yaml
option: tender
vary:
  bidding.markup:
  workforce.cutting_effect:
targets:
  provider_margin_share: {value: 0.09, error: 0.005}
particles: 60
rounds: 4
near_enough: 0.3
draws: 40
seed: 1
"""


def stand_in(settings, number):
    """Gives the mark-up back with a little luck, and says nothing of the other number."""
    luck = np.random.default_rng(number)
    return {"provider_margin_share": settings["bidding.markup"] + 0.004 * luck.standard_normal()}


# %% [markdown]
# ## What is believed before and after
#
# The band is what was believed before, the line what is believed after. A number that the figures
# do not speak of keeps its whole band: that is an answer too.

# %%
given = os.environ.get("ALLIANCE_SIM_CALIBRATION")
if given:
    folder = Path(given)
    display(Markdown((folder / "paragraph.md").read_text(encoding="utf-8")))
    display(Image((folder / "believed.png").read_bytes()))
    display(Image((folder / "predicted.png").read_bytes()))
    summary = pd.read_csv(folder / "summary.csv")
else:
    home = Path(tempfile.mkdtemp())
    (home / "town.yaml").write_text(TOWN, encoding="utf-8")
    (home / "known.yaml").write_text(FILE, encoding="utf-8")
    finding = calibrated(search(load_calibration(home / "known.yaml"), stand_in))
    display(Markdown(f"### {finding.title}\n\n{finding.paragraph}"))
    for chart in finding.charts:
        display(Image(chart.png()))
    summary = finding.tables["summary"]
display(summary[["factor", "prior_low", "prior_high", "low", "median", "high", "width_left"]])
