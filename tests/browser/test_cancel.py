"""Cancel stops the work: the processes that did it are gone."""

import os
import time
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visiting import PATIENCE

SOON = 10.0
"""Seconds; the work itself would take far longer."""


def workers(server):
    """The process numbers of the workers of a server, by what they were started with."""
    port = server.rpartition(":")[2]
    found = set()
    for folder in Path("/proc").iterdir():
        is_worker = folder.name.isdecimal() and "multiprocessing.spawn" in words_of(folder)
        if is_worker and f"--server.port={port}" in words_of(Path("/proc") / parent(folder)):
            found.add(int(folder.name))
    return found


def words_of(folder):
    try:
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def parent(folder):
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return "0"


def test_cancel_ends_the_workers_and_the_page_says_so(visit, server):
    visit.open("start", bidders=9, n=200)
    cancel = visit.page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible(timeout=PATIENCE)
    expect(visit.page.get_by_text("of 200 done")).to_be_visible(timeout=PATIENCE)
    at_work = workers(server)
    assert at_work
    cancel.click()
    expect(visit.page.get_by_role("button", name="Run in full")).to_be_visible(timeout=PATIENCE)
    end = time.monotonic() + SOON
    while any(is_alive(pid) for pid in at_work):
        assert time.monotonic() < end, "a worker went on"
        time.sleep(0.05)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return "Z" not in (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
