"""The page's style sheet, and the theme that the browser shows."""

from __future__ import annotations

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.look.palette import Theme
from dashboard.look.style import stylesheet
from dashboard.text.markup import element, trusted


def add_stylesheet() -> None:
    """Put the stylesheet on the page."""
    draw_html(element("style", trusted(stylesheet())))


def current_theme() -> Theme:
    """Return the theme that the browser shows."""
    return "light" if st.context.theme.type == "light" else "dark"
