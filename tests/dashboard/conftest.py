"""A service on the small model, and the app: in AppTest, and as a server for a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.service import Service
from emde_core import History

ROOT = Path(__file__).parents[2]
APP = ROOT / "dashboard" / "app.py"
STARTS_IN = 60  # seconds


@pytest.fixture(scope="session")
def service(small_model_path) -> Service:
    return Service.open(small_model_path)


@pytest.fixture(scope="session")
def history() -> History:
    return History(liked=("1", "2", "8"), disliked=("7", "16"))


@pytest.fixture
def app(small_model_path, monkeypatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(small_model_path)])
    return AppTest.from_file(str(APP), default_timeout=60)


@pytest.fixture(scope="session")
def address(small_model_path) -> Iterator[str]:
    """The running app's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--", "--model", str(small_model_path)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_IN
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {STARTS_IN} s")


@pytest.fixture(scope="session")
def chromium():
    """A real browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    binary = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if binary is None:
        pytest.skip("no Chromium on this machine: install Debian's chromium package")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
