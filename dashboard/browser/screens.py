"""The screens by name, so that any part of one can lead to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

EXPLORE, COMPARE, EVIDENCE, DATA = "Explore", "Compare", "Evidence", "Data"
SCREEN_TEST, MICROSCOPE, PRESENT = "Screen test", "Sketch microscope", "Present"
FOLLOWING = (EXPLORE, COMPARE, PRESENT)  # what-ifs on modalities


def _elsewhere() -> None:
    """Stands for a screen that is drawn by the page which ``app.py`` registered."""


def page(title: str, show: Callable[[], None] = _elsewhere, *, default: bool = False) -> StreamlitPage:
    """A screen as Streamlit knows it: by its address alone, so that one made again leads to the same."""
    path = title.lower().replace(" ", "-")
    listed: Literal["visible", "hidden"] = "hidden" if title == PRESENT else "visible"  # it is reached from Explore
    return st.Page(show, title=title, url_path=path, default=default, visibility=listed)


def go(title: str) -> None:
    """Leave for another screen; not from a callback, where Streamlit does nothing.

    The key of a button that does so begins with "go-": then ``pulse.js`` keeps quiet while the screen changes.
    """
    st.switch_page(page(title))


def way(label: str, title: str, *, on_click: Callable[[], None] | None = None) -> None:
    """A button that leads to another screen."""
    if st.button(label, key=f"go-{title.lower()}", on_click=on_click):
        go(title)
