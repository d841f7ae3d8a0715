"""A server of the pages, started as a user starts it."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request

PROGRAM = "from alliance_sim.views.cli import main; main()"
SECONDS = 120.0


def start():
    """The command, in a group of processes of its own, and the address it will answer at."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "app", "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return command, f"http://localhost:{port}"


def answers(address):
    """Whether the server is ready for visitors."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=SECONDS) as page:
            return page.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False
