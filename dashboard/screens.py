"""The screens by name, so that any part of one can lead to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

EXPLORE, COMPARE, EVIDENCE, DATA = "Explore", "Compare", "Evidence", "Data"
SCREEN_TEST, MICROSCOPE = "Screen test", "Sketch microscope"


def _elsewhere() -> None:
    """Stands for a screen that is drawn by the page which ``app.py`` registered."""


def page(title: str, show: Callable[[], None] = _elsewhere, *, default: bool = False) -> StreamlitPage:
    """A screen as Streamlit knows it: by its address alone, so that one made again leads to the same."""
    return st.Page(show, title=title, url_path=title.lower().replace(" ", "-"), default=default)


def go(title: str) -> None:
    """Leave for another screen; not from a callback, where Streamlit does nothing."""
    st.switch_page(page(title))
