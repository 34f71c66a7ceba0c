"""Results that are not ready when a page is drawn: the browser asks for their fragment to be drawn again."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import Any

import streamlit as st

from dashboard.components import ignore
from dashboard.components.pulse import beat_token, pulse

BEATS = "beats"
PATIENCE = 0.12  # seconds; typing in the search field has to wait for a fragment that runs


def arrived(*futures: Future[Any], key: str) -> bool:
    """Return whether results are ready, after a moment's wait if the browser has asked; else it will ask again.

    Call it in a fragment, which is what is drawn again.
    """
    if beat_token(key):
        wait(futures, timeout=PATIENCE)
    ready = all(future.done() for future in futures)
    pulse(None if ready else _next_beat(), key=key, on_beat=ignore)
    return ready


def _next_beat() -> str:
    st.session_state[BEATS] = st.session_state.get(BEATS, 0) + 1
    return str(st.session_state[BEATS])
