"""Fields that show what the session's state says."""

from __future__ import annotations

import streamlit as st


def fill(key: str, value: object) -> None:
    """Give the field of a key its value before it is drawn: one that was not on the screen has forgotten its own.

    A field that has the value is left alone, since what is set here replaces what somebody is typing.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
