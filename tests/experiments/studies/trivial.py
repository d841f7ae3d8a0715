"""Studies that run in no time."""

from alliance_sim.experiments.studies.plan import load_study_text
from tests.views.asking import TINY

COLUMNS = ("net_monetary_benefit_gbp", "wellbeing")

STUDY = """\
title: Two numbers
scenario: tiny.yaml
options: [tender, alliance]
vary: {home_care.kpi_visibility: , market.providers: {values: [4, 8]}}
design: {kind: lhs, n: 8}
replications: 5
seed: 7
"""


def written(folder, text=STUDY, name="study.yaml"):
    """A study beside the tiny scenario, as a file."""
    (folder / "tiny.yaml").write_text(TINY, encoding="utf-8")
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def planned(folder, text=STUDY):
    """A study beside the tiny scenario, read."""
    written(folder, text)
    return load_study_text(text, "study.yaml", folder)


def with_(old, new, text=STUDY):
    """The study with something said otherwise."""
    assert old in text
    return text.replace(old, new)


def bytes_of(folder):
    """The compiled outcomes as bytes."""
    return (folder / "outcomes.parquet").read_bytes()
