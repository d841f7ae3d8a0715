"""What workers do in these tests in place of simulating, and how they misbehave.

Worker processes load this file by its own name: the folder of tests is no package to them.
"""

import os
import signal
import time
from pathlib import Path


def value_of(job, option):
    """Something that depends on everything a run is, with luck that options share."""
    luck = ((job.seed * 31 + job.row) * 31 + job.replication) % 17 / 17
    kpi, providers = job.settings["home_care.kpi_visibility"], job.settings["market.providers"]
    return (kpi * 10 + providers + luck) * (2 if option == "alliance" else 1)


def quick(job, worlds):
    """A run in no time."""
    return {
        option: {"net_monetary_benefit_gbp": value_of(job, option), "wellbeing": 0.5}
        for option in ("tender", "alliance")
    }


def slow(job, worlds):
    """A run that takes long enough to be killed in."""
    time.sleep(0.02)
    return quick(job, worlds)


def noted(job, worlds):
    """A run that leaves a line in the file that the environment names."""
    with Path(os.environ["NOTES"]).open("a", encoding="utf-8") as file:
        file.write(f"{job.row} {job.replication}\n")
    return slow(job, worlds)


def failing(job, worlds):
    """A run that fails in row 3, unless a file says that it is mended."""
    if job.row == 3 and not Path(os.environ["MENDED"]).exists():
        raise ValueError(f"row 3 cannot be, future {job.replication}")
    return quick(job, worlds)


def deadly(job, worlds):
    """A run that kills its worker: always in row 2, future 1, and once in row 5."""
    once = Path(os.environ["NOTES"])
    if (job.row, job.replication) == (2, 1) or (job.row == 5 and not once.exists()):
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(job, worlds)


def killed_once(job, worlds):
    """A run that kills its worker the first time row 4 comes."""
    once = Path(os.environ["NOTES"])
    if job.row == 4 and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(job, worlds)


def unlike(job, worlds):
    """A run whose options differ by an amount that is wilder in later rows."""
    wild = ((job.replication * 7919 + job.row) % 101 - 50) * job.row
    return {
        "tender": {"net_monetary_benefit_gbp": 0.0, "wellbeing": 0.5},
        "alliance": {"net_monetary_benefit_gbp": float(wild), "wellbeing": 0.5},
    }
