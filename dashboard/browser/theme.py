"""The page's style sheet, and the theme that the browser shows."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.gate.curtain import style_and_programs
from dashboard.gate.scripts_ahead import scripts_ahead
from dashboard.gate.server_address import server_address
from dashboard.look.palette import Theme
from dashboard.look.style import stylesheet
from dashboard.text.markup import Markup, element, join, trusted


def add_stylesheet() -> None:
    """Put the stylesheet on the page."""
    draw_html(element("style", trusted(stylesheet())))


def page_head(base_path: str, components: str, static: Path) -> Markup:
    """Write what the head of every page has of ours: the curtain, and programs that have to run before Streamlit's.

    Args:
        base_path: below which all pages lie; "" for none.
        components: their program.
        static: the folder of what Streamlit serves.
    """
    style, *programs = style_and_programs()
    own = (server_address(base_path), *programs, scripts_ahead(static, base_path), components)
    return join(element("style", trusted(style)), *(element("script", trusted(each)) for each in own))


def current_theme() -> Theme:
    """Return the theme that the browser shows."""
    return "light" if st.context.theme.type == "light" else "dark"
