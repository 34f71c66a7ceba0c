"""The page's style sheet, and which of the two themes the browser shows."""

from __future__ import annotations

import streamlit as st

from dashboard.look.palette import Theme
from dashboard.look.style import stylesheet


def dress() -> None:
    """Put the stylesheet on the page."""
    st.html(stylesheet())


def current() -> Theme:
    """The theme that the browser shows."""
    return "light" if st.context.theme.type == "light" else "dark"
