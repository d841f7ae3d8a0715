"""A small comparison as a browser keeps it, and every file made of it."""

import dataclasses
import datetime

import pytest

from alliance_sim.experiments.compare import run_all
from alliance_sim.scenario import load_text
from alliance_sim.views.exports import EXPORTS, provenance_of
from alliance_sim.views.finished import Finished
from tests.views.asking import TINY

DATE = datetime.date(2026, 3, 14)
CHANGES = ("Residents simulated: 60 instead of 2,500", "Price weight: 0.4 instead of 0.6")
LINK = "http://localhost:8501/compare?s=small&n=2"


def without_ledger(results):
    """The browser does not keep single postings."""
    return dataclasses.replace(results, ledger=results.ledger.slice(0, 0))


def retitled(finished, title):
    """The same comparison under another title and description."""
    written = {**finished.scenario.written, "title": title, "description": title}
    scenario = finished.scenario.model_copy(
        update={"title": title, "description": title, "written": written}
    )
    named = Finished(scenario, finished.results, finished.seed)
    # No figure says the scenario's title, so none needs to be built again.
    vars(named)["charts"] = finished.charts
    return named


@pytest.fixture(scope="session")
def twin(finished):
    """The same comparison once more, with figures of its own."""
    return Finished(finished.scenario, finished.results, finished.seed)


@pytest.fixture(scope="session")
def finished():
    scenario = load_text(TINY, "tiny.yaml")
    return Finished(scenario, without_ledger(run_all(scenario, replications=2, seed=7)), 7)


@pytest.fixture(scope="session")
def provenance(finished):
    return provenance_of(finished, date=DATE, changes=CHANGES, link=LINK)


@pytest.fixture(scope="session")
def made(finished, provenance):
    """Every file on offer, by its name in the menu."""
    return {name: export.build(finished, provenance) for name, export in EXPORTS.items()}
