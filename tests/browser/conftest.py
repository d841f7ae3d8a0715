"""A server of the pages, a browser, and visits in any size, theme and language."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.browser.visiting import DESKTOP, Visit
from tests.serving import answers, start

PATIENCE = 180.0

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What a browser needs that runs as root in a container and may not call home."""

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """All tests in a browser share one server, so they run in one process."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = shutil.which("chromium")
    there = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **there, "args": [*FLAGS]}


@pytest.fixture(scope="session")
def server():
    """The address of a server of the pages, started as a user starts it."""
    command, address = start()
    end = time.monotonic() + PATIENCE
    while not answers(address):
        assert time.monotonic() < end, "the server did not start"
        assert command.poll() is None, "the server ended"
        time.sleep(0.2)
    yield address
    os.killpg(command.pid, signal.SIGTERM)
    command.wait(PATIENCE)


@pytest.fixture
def visitor(browser, server):
    """Makes visits, each with a context of its own: nothing is shared but the server."""
    contexts = []

    def visit(*, viewport=DESKTOP, theme="light", **more):
        context = browser.new_context(
            viewport=viewport, color_scheme=theme, locale="en-GB", reduced_motion="reduce", **more
        )
        contexts.append(context)
        return Visit(context.new_page(), server)

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visit(visitor):
    """One visit on a desktop, in the light theme."""
    return visitor()
