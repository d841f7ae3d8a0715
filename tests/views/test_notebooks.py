"""Every notebook runs from top to bottom, says something and draws something."""

from pathlib import Path

import jupytext
import nbclient
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATIENCE = 300
SAYS = {
    "study": "60 runs are in, 0 failed.",
    "calibration": "Bidding, markup",
    "new_mechanism": "price_weight",
}
DRAWS = {"study": 3, "calibration": 2, "new_mechanism": 1}


@pytest.mark.parametrize("name", SAYS)
def test_a_notebook_says_and_draws_what_it_promises(name, monkeypatch):
    for word in ("ALLIANCE_SIM_STUDY", "ALLIANCE_SIM_CALIBRATION"):
        monkeypatch.delenv(word, raising=False)
    notebook = jupytext.read(NOTEBOOKS / f"{name}.py")
    nbclient.NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3").execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    said = "".join(
        out.get("text", "") + "".join(out.get("data", {}).get(kind, "") for kind in KINDS)
        for out in outputs
    )
    assert SAYS[name] in said
    assert [out["text"] for out in outputs if out.get("name") == "stderr"] == []
    drawn = sum("image/png" in out.get("data", {}) for out in outputs)
    assert drawn >= DRAWS[name]


def test_every_notebook_is_run_by_a_test():
    assert {path.stem for path in NOTEBOOKS.glob("*.py")} == {"tour", *SAYS}


KINDS = ("text/markdown", "text/plain", "text/html")
