"""The dashboard as a server of its own, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
APP = ROOT / "dashboard" / "app.py"
STARTS_IN = 60  # seconds
LEAVING = ("context was destroyed", "Cannot find context", "navigat")  # how it is said that the page is another by now
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


@dataclass(frozen=True)
class Server:
    """Where a running dashboard answers, and its process."""

    address: str
    pid: int


@contextmanager
def served(model: Path, port: int = 0, output: IO[bytes] | int = subprocess.DEVNULL) -> Iterator[Server]:
    """The dashboard on a model's folder, at a port of its own if none is given, while the block runs."""
    port = port or free_port()
    with answering(port, "dashboard", "--server.port", port, "--", "--model", model, output=output) as server:
        yield server


@contextmanager
def answering(
    port: int,
    *words: object,
    path: str = "",
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int = subprocess.DEVNULL,
) -> Iterator[Server]:
    """A command (``python -m`` and the words) that serves the dashboard at a port, below a path, for the block."""
    server = subprocess.Popen(
        [sys.executable, "-m", *map(str, words)],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,  # no terminal; what it starts in turn ends with it
    )
    try:
        address = f"http://127.0.0.1:{port}{path}"
        _wait_for(f"{address}/_stcore/health", server)
        yield Server(address, server.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # nothing is to be saved; a plot being read would keep it waiting
        server.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for_function(page: Page, expression: str, *, arg: object = None, timeout: float) -> None:
    """Wait as Playwright's method of this name, which has the page evaluate text; the page's policy forbids that.

    The timeout is in milliseconds.

    What is evaluated from outside, once, is not the page's own doing.
    """
    deadline = time.monotonic() + timeout / 1000
    while True:
        try:
            if page.evaluate(expression, arg):
                return
        except Exception as error:
            if not any(each in str(error) for each in LEAVING):
                raise
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so within the time: {expression}")
        page.wait_for_timeout(50)


def chromium_binary() -> str | None:
    """The browser on this machine, if there is one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_IN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {STARTS_IN} s")
