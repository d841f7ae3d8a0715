"""The browser front end: both pages, a comparison from button to figures, and the server."""

import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from alliance_sim.evidence import catalogue
from alliance_sim.views.commands.app import SETTINGS
from alliance_sim.views.pages import compare as page
from alliance_sim.views.frame.plain import plain

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0

# In Python 3.11, a pool whose workers are ended while a cancelled task still waits raises
# InvalidStateError in a thread of its own; nobody is harmed by it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


@pytest.fixture
def app(tiny, monkeypatch):
    """The app with one scenario to choose from; its workers end with the test."""
    monkeypatch.setattr(page, "shipped", lambda: {"tiny": tiny})
    st.cache_resource.clear()
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    st.cache_resource.clear()


def texts(elements):
    return " ".join(str(element.value) for element in elements)


def test_a_visitor_compares_and_reads_the_answer(app):
    app.run()
    assert not app.exception
    assert app.title[0].value == "Compare ways of buying care"
    assert app.selectbox[0].options == ["A small place"]
    assert "Sixty people" in texts(app.markdown)
    assert "Nothing has been simulated yet" in app.info[0].value
    assert app.number_input[0].value == 5
    app.number_input[0].set_value(2)
    app.button[0].click().run()
    end = time.monotonic() + PATIENCE
    while not app.table:
        assert not app.exception
        assert time.monotonic() < end
        time.sleep(0.2)
        app.run()
    assert not app.exception
    assert "For Bexley" in texts(app.markdown)
    assert "Most likely best" in texts(app.markdown)
    summary = app.table[0].value
    assert summary.index.tolist() == ["Tender", "Auction", "Alliance"]
    assert re.search(r"£.* \(£.* to £.*\)", summary["Total cost a year"]["Tender"])
    assert len(app.image) == 10
    for image in app.image:
        assert all(len(shown.alt) > 20 for shown in image.proto.imgs)
    assert not app.warning
    app.number_input[0].set_value(3).run()
    assert "You have changed something" in app.warning[0].value
    assert app.table


def test_a_comparison_can_be_stopped(app):
    app.run()
    app.number_input[0].set_value(100)
    app.button[0].click().run()
    (stop,) = (button for button in app.button if button.label == "Stop")
    stop.click().run()
    assert not app.exception
    assert "Nothing has been simulated yet" in app.info[0].value


@pytest.fixture
def evidence(app):
    def show():
        from alliance_sim.views.pages.evidence import show

        show()

    found = AppTest.from_function(show, default_timeout=PATIENCE).run()
    assert not found.exception
    return found


def test_evidence_lists_every_parameter(evidence):
    known = catalogue().parameters
    shown = [cell for table in evidence.table for cell in table.value["Name in a scenario"]]
    assert shown == [f"`{path}`" for path in known]


def test_evidence_can_be_searched(evidence):
    evidence.text_input[0].set_value("kpi visibility").run()
    shown = [cell for table in evidence.table for cell in table.value["Name in a scenario"]]
    assert "`home_care.kpi_visibility`" in shown
    assert len(shown) < len(catalogue().parameters)
    evidence.text_input[0].set_value("zzzz").run()
    assert not evidence.table
    assert "Nothing found." in evidence.info[0].value


def test_evidence_can_be_narrowed_to_what_was_measured(evidence):
    evidence.segmented_control[0].set_value("measured").run()
    status = {cell for table in evidence.table for cell in table.value["Where it comes from"]}
    assert status == {"Measured"}


def test_names_cannot_be_read_as_markdown():
    assert plain("$5 for *a_b* `c`") == r"\$5 for \*a\_b\* \`c\`"


def test_a_checkout_and_an_installed_package_have_the_same_settings():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    flat = {
        f"{group}.{name}": str(value).lower() if isinstance(value, bool) else value
        for group, inside in config.items()
        for name, value in inside.items()
    }
    assert flat == SETTINGS
    assert SETTINGS["browser.gatherUsageStats"] == "false"


def test_the_command_serves_the_app_on_this_machine_and_ends_with_it():
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    program = "from alliance_sim.views.cli import main; main()"
    command = subprocess.Popen(
        [sys.executable, "-c", program, "app", "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}/_stcore/health"
    try:
        wait_until(lambda: answers(address))
    finally:
        command.terminate()
        command.wait(PATIENCE)
    wait_until(lambda: not answers(address))


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:
            return page.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def wait_until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)
