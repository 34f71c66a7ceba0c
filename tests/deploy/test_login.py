"""Streamlit's login, as the recipe in assets/deploy has it, with a provider of identities on this machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.serving import CHROMIUM_ARGUMENTS, ROOT, answering, chromium_binary, free_port

pytest.importorskip("authlib", reason="Authlib is not installed: the extra login brings it")

from .identity_provider import CLIENT, SECRET, Provider, identity_provider

pytestmark = pytest.mark.slow
RECIPE = ROOT / "assets" / "deploy" / "secrets.toml"
WAIT = 60_000  # milliseconds


@dataclass(frozen=True)
class Place:
    """A dashboard that asks for a login, and the provider that it asks."""

    address: str
    provider: Provider


@pytest.fixture(scope="module")
def place(small_model_path, tmp_path_factory) -> Iterator[Place]:
    port = free_port()
    file = tmp_path_factory.mktemp("home") / "secrets.toml"
    with identity_provider() as provider:
        text = RECIPE.read_text(encoding="utf-8")
        for value, other in {
            "https://films.example.org": f"http://localhost:{port}",
            '"openssl rand -hex 32"': f'"{secrets.token_hex(32)}"',
            'client_id = "from the provider"': f'client_id = "{CLIENT}"',
            'client_secret = "from the provider"': f'client_secret = "{SECRET}"',
            "https://accounts.google.com": provider.address,
        }.items():
            assert value in text
            text = text.replace(value, other)
        file.write_text(text, encoding="utf-8")
        words = ("dashboard", "--model", small_model_path, "--port", port, "--headless", "--base-path", "/films")
        env = os.environ | {"STREAMLIT_SECRETS_FILES": str(file)}
        with answering(port, "emde_core", *words, path="/films", env=env):
            yield Place(f"http://localhost:{port}/films", provider)


@pytest.fixture(scope="module")
def browser(playwright_driver):
    browser = playwright_driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def page(browser):
    context = browser.new_context()
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


EXPLORE = "Which films did you love?"


def log_in(page, place: Place, path: str = "", **person: object) -> None:
    """Come for the first time, and be whom the provider says."""
    place.provider.person = person
    page.goto(place.address + path)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda address: address.startswith(place.address) and "oauth2callback" not in address)


def test_nobody_sees_a_screen_without_a_login(page, place):
    for path in ("", "/data"):
        page.goto(place.address + path)
        page.get_by_role("button", name="Log in").wait_for()
        assert page.get_by_text(EXPLORE).count() == 0
        assert page.get_by_role("link", name="Data").count() == 0


def test_whoever_is_invited_enters_and_leaves_again(page, place):
    log_in(page, place, email="Ada@Example.org", email_verified=True)
    page.get_by_text(EXPLORE).first.wait_for()
    assert {"/.well-known/openid-configuration", "/authorize", "/token", "/keys"} <= set(place.provider.asked)
    page.reload()
    page.get_by_text(EXPLORE).first.wait_for()
    page.get_by_role("link", name="Data").click()
    page.get_by_text("You are logged in as Ada@Example.org.").wait_for()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log in").wait_for()
    assert page.get_by_role("link", name="Data").count() == 0


def test_whoever_is_not_invited_is_told_so(page, place):
    log_in(page, place, email="eve@example.net", email_verified=True)
    page.get_by_text("You are logged in as eve@example.net, whom nobody has invited.").wait_for()
    assert page.get_by_text(EXPLORE).count() == 0
    page.get_by_role("button", name="Log out").wait_for()


def test_a_cookie_that_somebody_wrote_is_none(page, place):
    forged = '{"email": "ada@example.org", "email_verified": true, "is_logged_in": true}'
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        page.context.add_cookies([{"name": name, "value": forged.replace('"', "%22"), "url": place.address}])
    page.goto(place.address)
    page.get_by_role("button", name="Log in").wait_for()
    assert page.get_by_text(EXPLORE).count() == 0
