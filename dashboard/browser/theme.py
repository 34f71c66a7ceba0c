"""The page's style sheet, and the theme that the browser shows."""

from __future__ import annotations

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.gate.curtain import style_and_program
from dashboard.look.palette import Theme
from dashboard.look.style import stylesheet
from dashboard.text.markup import Markup, element, join, trusted


def add_stylesheet() -> None:
    """Put the stylesheet on the page."""
    draw_html(element("style", trusted(stylesheet())))


def curtain() -> Markup:
    """Write the curtain, and the program that lifts it, as the head of a page has them."""
    style, program = style_and_program()
    return join(element("style", trusted(style)), element("script", trusted(program)))


def current_theme() -> Theme:
    """Return the theme that the browser shows."""
    return "light" if st.context.theme.type == "light" else "dark"
