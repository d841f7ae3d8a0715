"""What the tests of the views share: the tiny scenario, and one comparison that was kept."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.views.asking import TINY, ask


@dataclass(frozen=True)
class Kept:
    """A comparison that was kept in a folder, and what it printed."""

    folder: Path
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """The file of a scenario that runs in a moment."""
    file = tmp_path_factory.mktemp("scenario") / "tiny.yaml"
    file.write_text(TINY, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def kept(tiny, tmp_path_factory):
    """Two futures of the tiny scenario, compared in this process."""
    folder = tmp_path_factory.mktemp("runs") / "tiny"
    said = ask("compare", tiny, "--replications", 2, "--workers", 1, "--json", "--out", folder)
    assert said.code == 0, said.err
    return Kept(folder, said.out, said.err)
