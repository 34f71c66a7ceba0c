"""A login lets those in who are invited; a set-up with a mistake in it is not served."""

from __future__ import annotations

import pytest

from dashboard.browser import login
from emde_core.errors import ConfigError

ADA = {"is_logged_in": True, "email": "Ada@Example.org", "email_verified": True}
INVITED = {"visitors": {"emails": ["ada@example.org", "@example.com"]}}


@pytest.fixture
def visit(monkeypatch):
    """Tells whether somebody may enter, by what the provider says of them and what the file of secrets says."""

    def may_enter(person, secrets=INVITED):
        monkeypatch.setattr(login.st, "user", person)
        monkeypatch.setattr(login.st, "secrets", secrets)
        return login.may_enter()

    return may_enter


def test_without_a_login_everybody_enters(visit):
    assert visit({})
    assert visit({"email": "eve@example.net"})  # Streamlit's own stand-in for somebody


def test_with_one_whoever_is_listed_enters(visit):
    assert visit(ADA)
    assert visit(ADA | {"email": "bob@example.com"})
    assert visit(ADA | {"email": "eve@example.net"}, {})  # no list: by the provider's word


@pytest.mark.parametrize(
    "change",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"email": "eve@example.net"},
        {"email": "ada@example.org.evil.example"},
        {"email": "ada@example.org@evil.example"},
        {"email": "eve@evil.example@example.com"},
        {"email": "@example.com"},
        {"email": ""},
        {"email": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
    ],
)
def test_and_nobody_else(visit, change):
    assert not visit(ADA | change)


@pytest.mark.parametrize("visitors", [[], "ada@example.org", {}, {"emails": "ada@example.org"}, {"emails": 1}])
def test_a_list_that_is_none_lets_nobody_in(visit, visitors):
    with pytest.raises(ConfigError, match=r"secrets\.toml, table \[visitors\]: write emails = "):
        visit(ADA, {"visitors": visitors})


@pytest.fixture
def setup(monkeypatch, tmp_path):
    """Checks a file of secrets, which somebody named or which lies where Streamlit looks."""

    def check(text, *, was_named=True):
        file = tmp_path / "secrets.toml"
        if text is not None:
            file.write_text(text)
        monkeypatch.setattr(login.config, "get_option", lambda _: [str(file)])
        monkeypatch.setattr(login.config, "is_manually_set", lambda _: was_named)
        login.check_setup()

    return check


def test_a_login_that_would_not_be_asked_for_stops_the_server(setup, monkeypatch):
    setup(None, was_named=False)
    with pytest.raises(ConfigError, match=r"secrets\.toml: no such file of secrets; correct Streamlit's option"):
        setup(None)
    setup("[auth]")
    with pytest.raises(ConfigError, match=r"secrets\.toml: can't be read as TOML .*; correct it, or take it away"):
        setup("[auth")
    monkeypatch.setattr(login, "find_spec", lambda _: None)
    setup("[visitors]")
    with pytest.raises(ConfigError, match=r'needs Authlib; pip install "emde-dashboard\[login\]"'):
        setup("[auth]")
