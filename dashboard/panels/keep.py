"""What can be taken away from an explanation: its address, and files."""

from __future__ import annotations

import streamlit as st

from dashboard.components.copy_link import copy_link

LINK = "copy_link"


def draw() -> None:
    """A quiet button below the explanation."""
    with st.popover("Share or save …"):
        copy_link(key=LINK)
        st.html('<p class="fine">The address holds the history and the film; it opens the same page anywhere.</p>')
