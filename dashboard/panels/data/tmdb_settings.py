"""The key for TMDB, what it is used for, and whose posters are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.browser import tmdb_access
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common.background import arrived
from dashboard.panels.common.choosers import draw_segments
from dashboard.panels.common.panel import panel
from dashboard.panels.common.tmdb_film import credit
from dashboard.text.markup import fine, folded, heading, note, warning
from dashboard.tmdb.errors import KeyFormatError, TmdbError

if TYPE_CHECKING:
    from dashboard.tmdb.lookups import Lookups

FIELD, PROBLEM, POSTERS, PULSE = "tmdb-key", "tmdb-key-problem", "tmdb-posters", "tmdb-key-pulse"
WHOSE = {False: "Ours", True: "TMDB’s"}
WITHOUT = (
    "With a key of your own for TMDB, The Movie Database, films have their trailer, where to watch them, and their "
    "real posters if you like. No explanation needs it."
)
ADDRESSES = (
    "With a key, this server speaks to api.themoviedb.org, and your browser loads pictures from image.tmdb.org and "
    "TMDB’s mark from www.themoviedb.org."
)
CONTENT = (
    "Sent are the key and the ids of films: the one that you look at, and with TMDB’s posters every one in a grid or a "
    "history on the page. Reactions, wishes, notes and scores are not sent. Whoever is asked sees an internet address: "
    "the server’s, and for pictures yours, with no more of this page’s address than the server’s name."
)
PURPOSE = (
    "Nothing of it is used for sketches, training, recommendations or explanations: they read our own plots and "
    "posters."
)
MEMORY = (
    "A key that you give here stays in this session’s memory on the server until you forget it or leave. It is in no "
    "link, file, export or log. Answers are remembered for a day at most, and are not stored."
)
WHERE = "There is one free of charge at themoviedb.org, under Settings, API: the API key or the read access token."
SERVERS = "This server was started with a key, which everybody here uses and nobody is shown."
POSTER_NOTE = "Under the lens, between two films and in exports our own poster stays: highlights are about it."


@panel("The settings for TMDB")
def draw_tmdb_settings() -> None:
    """Draw the whole part of the screen."""
    here = tmdb_access.lookups()
    draw_html(heading("Trailers, where to watch, real posters"), note(WITHOUT))
    draw_html(note(ADDRESSES))
    is_own = tmdb_access.has_own_key()
    if not is_own and tmdb_access.server_has_key():
        _draw_servers_key()
    elif not is_own:
        _draw_form()
    if here is not None:
        _draw_check(here)
        _draw_poster_choice()
    if is_own:
        st.button("Forget the key", key="tmdb-forget", on_click=guard(tmdb_access.forget_key))
    draw_html(folded("What is sent, and what is remembered", note(CONTENT), note(MEMORY), note(PURPOSE), kind="more"))
    if here is not None:
        draw_html(credit())


def _draw_form() -> None:
    with st.form("tmdb-form", border=False):
        st.text_input("Your key for TMDB", type="password", key=FIELD, autocomplete="off")
        draw_html(fine(WHERE))
        st.form_submit_button("Use this key", on_click=guard(_take))
    if problem := st.session_state.pop(PROBLEM, ""):
        draw_html(warning(problem, role="alert"))


def _take() -> None:
    """Take the key out of the field, which would send it back to the browser with the page."""
    text, st.session_state[FIELD] = st.session_state[FIELD], ""
    try:
        tmdb_access.take_key(text)
    except KeyFormatError as error:
        st.session_state[PROBLEM] = str(error)


def _draw_servers_key() -> None:
    if problem := tmdb_access.server_key_problem():
        draw_html(warning(f"The key that this server was started with is not used. {problem}"))
        return
    declined = tmdb_access.is_declined()
    draw_html(note(SERVERS))
    label = "Use TMDB in this session" if declined else "Do without TMDB in this session"
    st.button(label, key="tmdb-decline", on_click=guard(tmdb_access.decline), args=(not declined,))


@st.fragment
@panel("TMDB’s answer")
def _draw_check(here: Lookups) -> None:
    """Say whether TMDB accepts the key, once it has answered."""
    setup = here.setup()
    if not arrived(setup, key=PULSE):
        draw_html(fine("Asking TMDB whether it accepts the key …"))
        return
    try:
        countries = len(setup.result().countries)
    except TmdbError as error:
        draw_html(warning(str(error), role="alert"))
        return
    draw_html(fine(f"TMDB accepts the key. Where to watch is known for {countries} countries.", role="status"))


def _draw_poster_choice() -> None:
    draw_segments(
        "Posters",
        WHOSE,
        tmdb_access.shows_real_posters(),
        key=POSTERS,
        label=WHOSE.__getitem__,
        take=tmdb_access.show_real_posters,
    )
    draw_html(fine(POSTER_NOTE))
