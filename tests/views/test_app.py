"""The browser front end without a browser: what is asked, what is shown, and the server."""

import time
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import alliance_sim
from alliance_sim.views.desk import desk
from alliance_sim.views.frame import state
from alliance_sim.views.frame.plain import plain
from alliance_sim.views.server.readiness import PAGES
from tests.serving import answers, start

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0

# In Python 3.11, a pool whose workers are ended while a cancelled task still waits raises
# InvalidStateError in a thread of its own; nobody is harmed by it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


@pytest.fixture
def app():
    """The app on its first page; its workers end with the test."""
    desk.cache_clear()
    yield AppTest.from_file(str(PAGES), default_timeout=PATIENCE)
    desk().close()
    desk.cache_clear()


def texts(elements):
    return " ".join(str(element.value) for element in elements)


def until_full(app):
    end = time.monotonic() + PATIENCE
    while "Simulated in full" not in texts(app.markdown):
        assert not app.exception
        assert time.monotonic() < end
        time.sleep(0.2)
        app.run()


def test_the_first_page_answers_before_anything_is_asked(app):
    app.run()
    assert not app.exception
    assert app.title[0].value == "Which way of buying care does best?"
    assert "For Bexley" in texts(app.header)
    assert "Simulated beforehand" in texts(app.markdown)
    assert not app.warning


def test_a_lever_gives_an_estimate_then_the_full_answer(app):
    app.query_params["n"] = "2"
    app.run()
    app.slider(key="bidders").set_value(7).run()
    assert not app.exception
    assert "Quick estimate" in texts(app.markdown)
    assert "By this estimate" in texts(app.header)
    until_full(app)
    assert "By this estimate" not in texts(app.header)
    assert app.session_state[state.STORY] == "bexley_home_care"


def test_the_bar_says_what_was_changed_and_takes_it_back(app):
    app.run()
    app.slider(key="bidders").set_value(7).run()
    assert plain("Providers who could bid: 7 (story: 11)") in texts(app.markdown)
    app.button(key="undo").click().run()
    assert app.slider(key="bidders").value == 11
    app.button(key="redo").click().run()
    assert app.slider(key="bidders").value == 7
    app.button(key="reset").click().run()
    assert app.slider(key="bidders").value == 11
    assert not app.exception


def test_another_story_takes_its_own_levers(app):
    app.run()
    app.selectbox(key=state.STORY).set_value("standard_service_many_bidders").run()
    assert not app.exception
    assert app.slider(key="bidders").value == 24
    assert "Simulated beforehand" in texts(app.markdown)


def test_names_cannot_be_read_as_markdown():
    assert plain("$5 for *a_b* `c`") == r"\$5 for \*a\_b\* \`c\`"


def test_a_checkout_and_an_installed_package_have_the_same_settings():
    inside = Path(alliance_sim.__file__).parent / "views" / "server" / ".streamlit"
    settings = (inside / "config.toml").read_bytes()
    assert settings == (ROOT / ".streamlit" / "config.toml").read_bytes()
    read = tomllib.loads(settings.decode())
    assert read["browser"]["gatherUsageStats"] is False
    assert read["server"]["address"] == "localhost"
    assert read["runner"]["postScriptGC"] is False


def test_the_command_serves_the_app_on_this_machine_and_ends_with_it():
    command, address = start()
    try:
        wait_until(lambda: answers(address))
    finally:
        command.terminate()
        command.wait(PATIENCE)
    wait_until(lambda: not answers(address))


def wait_until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)
