"""The notebook runs from top to bottom on a folder that a comparison has written."""

from pathlib import Path

import jupytext
import nbclient
import pytest

TOUR = Path(__file__).parents[2] / "notebooks" / "tour.py"


@pytest.fixture(scope="module")
def toured(kept):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIANCE_SIM_RESULTS", str(kept.folder))
        notebook = jupytext.read(TOUR)
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


def outputs(notebook, kind):
    return [
        output["data"][kind]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if kind in output.get("data", {})
    ]


def test_the_tour_says_and_draws_something(toured):
    printed = "".join(
        output["text"]
        for cell in toured.cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream" and output["name"] == "stdout"
    )
    assert "A small place" in printed
    assert "For Bexley" in printed
    assert len(outputs(toured, "image/png")) == 3
    assert len(outputs(toured, "text/html")) == 3
