"""The desk: takes work from every open page, has worker processes do it in turn, keeps answers."""

from alliance_sim.views.desk.desk import Desk, desk
from alliance_sim.views.desk.job import Job, State, Work

__all__ = ["Desk", "Job", "State", "Work", "desk"]
