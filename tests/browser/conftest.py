"""A server of the pages, a browser, and visits in any size, theme and language."""

import os
import shutil
import signal
import time

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, Visit
from tests.browser.visiting import PATIENCE as MOMENTS
from tests.serving import answers, start

PATIENCE = 180.0

# Several tests at once keep a machine busy; one that fails waits longer, one that passes does not.
expect.set_options(timeout=MOMENTS)

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

FORGET = """
if (location.protocol === 'http:' && !sessionStorage.getItem('visit')) {
    sessionStorage.setItem('visit', 'begun');
    localStorage.clear();
}
"""
"""Forgets, once a visit, what pages keep of the visits before: a bar that was left open."""


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

    def visit(*, viewport=DESKTOP, theme="light"):
        contexts.append(_context(browser, viewport, theme))
        return Visit(contexts[-1].new_page(), server)

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def regular(browser, server):
    """Makes visits of people who have been here before: scripts and fonts are there already.

    Each size and theme has one context. The server sees a new visitor each time all the same, and
    the browser keeps no settings from one to the next.
    """
    contexts = {}

    def visit(viewport, theme):
        key = (viewport["width"], theme)
        if key not in contexts:
            contexts[key] = _context(browser, viewport, theme)
        return Visit(contexts[key].new_page(), server)

    yield visit
    for context in contexts.values():
        context.close()


@pytest.fixture
def guest(regular):
    """Makes visits as `regular` does, for one test."""
    visits = []

    def visit(viewport=DESKTOP, theme="light"):
        visits.append(regular(viewport, theme))
        return visits[-1]

    yield visit
    for one in visits:
        one.page.close()


def _context(browser, viewport, theme):
    context = browser.new_context(
        viewport=viewport, color_scheme=theme, locale="en-GB", reduced_motion="reduce"
    )
    context.add_init_script(FORGET)
    return context


@pytest.fixture
def visit(guest):
    """One visit on a desktop, in the light theme."""
    return guest()
