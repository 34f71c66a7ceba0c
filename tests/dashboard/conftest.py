"""A service on the small model, and the app: in AppTest, and as a server for a real browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache, partialmethod
from urllib.parse import urlsplit

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard.service.service import Service
from emde_core import History
from tests.serving import APP, CHROMIUM_ARGUMENTS, chromium_binary, served, wait_for_function

from .screens import WAIT, Screen

POLICY, TMDB = "Content Security Policy", ("image.tmdb.org", "www.themoviedb.org")
UNEXPECTED: list[str] = []  # of pages in a test


@pytest.fixture(scope="session")
def service(small_model_path) -> Service:
    return Service.open(small_model_path)


@pytest.fixture(scope="session")
def history() -> History:
    return History(liked=("1", "2", "8"), disliked=("7", "16"))


@pytest.fixture(scope="session", autouse=True)
def one_search_for_components() -> Iterator[None]:
    """AppTest searches all installed packages for components whenever an app starts: a second, a hundred times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def app(small_model_path, monkeypatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(small_model_path)])
    return AppTest.from_file(str(APP), default_timeout=60)


@pytest.fixture(scope="session")
def address(small_model_path) -> Iterator[str]:
    """The running app's address."""
    with served(small_model_path) as server:
        yield server.address


@pytest.fixture(scope="session")
def chromium(playwright_driver):
    """A real browser."""
    from playwright import sync_api

    sync_api.expect.set_options(timeout=WAIT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync_api.Page, "wait_for_function", partialmethod(wait_for_function, timeout=WAIT))
        browser = playwright_driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
        browser.new_context = recorded(patient(browser.new_context))
        yield browser
        browser.close()


def patient(new_context):
    """A browser's ``new_context`` whose pages wait as long as a busy machine may take."""

    def make(**options):
        context = new_context(**options)
        context.set_default_timeout(WAIT)
        return context

    return make


def recorded(new_context):
    """A browser's ``new_context`` that notes what a page asked of other hosts, and what its policy refused."""

    def make(**options):
        context = new_context(**options)
        context.on("request", lambda request: note_host(request.url))
        context.on("console", lambda message: POLICY in message.text and UNEXPECTED.append(message.text))
        return context

    return make


def note_host(address: str) -> None:
    if urlsplit(address).hostname not in (None, "", "127.0.0.1", "localhost", *TMDB):
        UNEXPECTED.append(address)


@pytest.fixture(autouse=True)
def nothing_foreign() -> Iterator[None]:
    """No page asks any other host than its own and TMDB's, which has a test of its own, nor what its policy forbids."""
    UNEXPECTED.clear()
    yield
    assert UNEXPECTED == []


@pytest.fixture
def screen(chromium, address) -> Iterator[Screen]:
    """Explore in a wide window of its own; a script that fails on the page fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    screen = Screen(context.new_page(), address)
    yield screen
    context.close()
    assert screen.problems == []
