"""The page for whoever has not logged in, or is not invited."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import login
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.text.markup import note

QUESTION = "Whoever shares this page asks who you are."
STRANGER = (
    "You are logged in as {email}, whom nobody has invited. Ask whoever shares this page, or log in as somebody else."
)
NAMELESS = "somebody without an e-mail address that is verified"


def draw_way_in() -> None:
    """Draw why the page is not open to this visitor, and what they can do."""
    if login.is_logged_in():
        verified = st.user.get("email_verified") is True
        draw_html(note(STRANGER.format(email=st.user.get("email") if verified else NAMELESS)))
        st.button("Log out", key="log-out", on_click=guard(st.logout))
    else:
        draw_html(note(QUESTION))
        st.button("Log in", key="log-in", on_click=guard(st.login))


def draw_way_out() -> None:
    """Draw who is logged in, and how they log out; nothing where nobody has to."""
    if login.is_logged_in():
        draw_html(note(f"You are logged in as {st.user.get('email') or st.user.get('sub')}."))
        st.button("Log out", key="log-out", on_click=guard(st.logout))
