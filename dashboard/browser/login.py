"""A login, where Streamlit's own is set up: ``[auth]`` in secrets.toml. Without one everybody may enter."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import streamlit as st
from streamlit import config

from emde_core.errors import ConfigError

FILES = "secrets.files"  # Streamlit's option
TABLE, FIELD = "visitors", "emails"  # of secrets.toml


def check_setup() -> None:
    """Check before the server starts that a login which somebody has set up will be asked for.

    Streamlit goes on without secrets that it can't read, and so would open the page to everybody.

    Raises:
        ConfigError: a file of secrets can't be read; none is where somebody said; what the login needs is missing.
    """
    files = [Path(file) for file in config.get_option(FILES)]
    existing = [file for file in files if file.exists()]
    if config.is_manually_set(FILES) and not existing:
        raise ConfigError(f"{', '.join(map(str, files))}: no such file of secrets; correct Streamlit's option {FILES}")
    for file in existing:
        try:
            document = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(f"{file}: can't be read as TOML ({error}); correct it, or take it away") from error
        if "auth" in document and find_spec("authlib") is None:
            raise ConfigError(f'{file} sets up a login, which needs Authlib; pip install "emde-dashboard[login]"')


def is_needed() -> bool:
    """Return True where a login is set up; Streamlit then says of everybody whether they are logged in."""
    return "is_logged_in" in st.user


def is_logged_in() -> bool:
    """Return True once an identity provider has said who the visitor is."""
    return st.user.get("is_logged_in") is True


def may_enter() -> bool:
    """Return True for somebody who is invited: by the provider's word alone where no addresses are listed.

    Raises:
        ConfigError: the list is none.
    """
    if not is_needed():
        return True
    if not is_logged_in():
        return False
    invited = st.secrets.get(TABLE)
    if invited is None:
        return True
    emails = invited.get(FIELD) if hasattr(invited, "get") else None
    if isinstance(emails, str) or not isinstance(emails, Sequence):
        raise ConfigError(f'secrets.toml, table [{TABLE}]: write {FIELD} = ["ada@example.org", "@example.com"]')
    return st.user.get("email_verified") is True and _is_listed(str(st.user.get("email", "")), emails)


def _is_listed(email: str, emails: Sequence[str]) -> bool:
    """Tell whether an address, or everybody at its domain, is listed.

    >>> [_is_listed(email, ("ada@example.org", "@example.com")) for email in ("Ada@example.org", "bob@example.com")]
    [True, True]
    >>> [_is_listed(email, ("ada@example.org", "@example.com")) for email in ("bob@example.org", "", "x@y@example.com")]
    [False, False, False]
    """
    name, at, domain = email.lower().partition("@")
    return bool(name and domain) and "@" not in domain and bool({f"{name}@{domain}", f"{at}{domain}"} & _lower(emails))


def _lower(emails: Sequence[str]) -> set[str]:
    return {each.lower() for each in emails}
