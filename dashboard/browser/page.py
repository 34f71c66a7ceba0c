"""The way of our HTML to the page."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from dashboard.text.markup import Markup, join


def draw_html(*pieces: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw markup, never a plain string: that is the type's promise that data in it was escaped."""
    st.html(join(*pieces), width=width)
