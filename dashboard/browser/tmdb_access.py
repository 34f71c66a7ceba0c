"""The session's access to TMDB: whose key it uses, what it asks for, and what has not arrived yet.

Without a key nothing here asks for anything. Nothing here goes into the session's state, and so none into a link.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import Future
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.tmdb.errors import KeyFormatError
from dashboard.tmdb.key import parse_key
from emde_core.data.catalogue import Film
from emde_core.doctor.serving import TMDB_VARIABLE

if TYPE_CHECKING:
    from dashboard.tmdb.lookups import Lookups

LOOKUPS, DECLINED, REAL_POSTERS, COUNTRY, LATE = (
    "tmdb-lookups",
    "tmdb-declined",
    "tmdb-real-posters",
    "tmdb-country",
    "tmdb-late",
)
REGION = re.compile(r"[-_]([A-Z]{2})\b")  # of a language, "en-GB"
FALLBACK = "US"  # for a browser that names no country; the list of countries is beside it


def lookups() -> Lookups | None:
    """Return what asks TMDB: with the session's key, else with the server's; None where neither is to be used."""
    own: Lookups | None = st.session_state.get(LOOKUPS)
    if own is not None or is_declined() or not server_has_key():
        return own
    try:
        return _of_server(os.environ[TMDB_VARIABLE])
    except KeyFormatError:
        return None  # Data says so


def take_key(text: str) -> None:
    """Use a key in this session.

    Raises:
        KeyFormatError: it can't be one.
    """
    st.session_state[LOOKUPS] = _lookups(text)


def forget_key() -> None:
    """Do without the session's key, and without all that came by it."""
    st.session_state.pop(LOOKUPS, None)
    show_real_posters(False)


def has_own_key() -> bool:
    """Return True where somebody gave a key in this session."""
    return LOOKUPS in st.session_state


def server_has_key() -> bool:
    """Return True where the server was started with a key."""
    return bool(os.environ.get(TMDB_VARIABLE, "").strip())


def server_key_problem() -> str:
    """Return what is wrong with the form of the server's key; "" for nothing."""
    try:
        parse_key(os.environ.get(TMDB_VARIABLE, ""))
    except KeyFormatError as error:
        return str(error)
    return ""


def is_declined() -> bool:
    """Return True where this session does without the server's key."""
    return bool(st.session_state.get(DECLINED, False))


def decline(declined: bool) -> None:
    """Do without the server's key in this session, or use it again."""
    st.session_state[DECLINED] = declined


def shows_real_posters() -> bool:
    """Return True where small posters are TMDB's as far as it has them."""
    return bool(st.session_state.get(REAL_POSTERS, False))


def show_real_posters(real: bool) -> None:
    """Show TMDB's posters, or ours."""
    st.session_state[REAL_POSTERS] = real


def country() -> str:
    """Return the code of the country that offers are looked up for: the viewer's choice, else the browser's."""
    match = REGION.search(st.context.locale or "")
    return str(st.session_state.get(COUNTRY) or (match[1] if match else FALLBACK))


def take_country(code: str) -> None:
    """Look offers up for another country."""
    st.session_state[COUNTRY] = code


def poster(film: Film) -> str | None:
    """Return the address of TMDB's poster where the session wants it and it has arrived; else ask for it."""
    here = lookups() if shows_real_posters() else None
    path = here.poster(film) if here else None
    if here is None or path is None:
        return None
    setup = here.setup()
    late = [future for future in (path, setup) if not future.done()]
    if late:
        st.session_state.setdefault(LATE, {}).update(dict.fromkeys(late))
    if late or path.exception() or setup.exception():
        return None
    name = path.result()
    return setup.result().pictures + name if name else None


def late_answers() -> tuple[Future[Any], ...]:
    """Return what posters on the page wait for."""
    return tuple(st.session_state.get(LATE, ()))


def forget_late_answers() -> None:
    """Wait for none of them any more."""
    st.session_state.pop(LATE, None)


@lru_cache(maxsize=1)
def _of_server(text: str) -> Lookups:
    """Return what all sessions without a key of their own share."""
    return _lookups(text)


def _lookups(text: str) -> Lookups:
    key = parse_key(text)
    # Imported by the first key: requests takes a twentieth of a second, which a page without one need not wait for.
    from dashboard.tmdb.client import API, Client
    from dashboard.tmdb.lookups import Lookups

    return Lookups(Client(key, API))
