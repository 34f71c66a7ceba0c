"""What is not ready when a page is drawn: the fragment that shows it is drawn again, asked for by the browser."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import Any

import streamlit as st

from dashboard.components import ignore
from dashboard.components.pulse import beat_token, pulse

BEATS = "beats"
PATIENCE = 0.12  # seconds; typing in the search field has to wait for a fragment that runs


def arrived(future: Future[Any], *, key: str) -> bool:
    """Whether it is ready, after a moment's wait if the browser has asked; else the browser will ask again.

    To be called in a fragment, which is what is drawn again.
    """
    if beat_token(key):
        wait([future], timeout=PATIENCE)
    done = future.done()
    pulse(None if done else _next_beat(), key=key, on_beat=ignore)
    return done


def _next_beat() -> str:
    st.session_state[BEATS] = st.session_state.get(BEATS, 0) + 1
    return str(st.session_state[BEATS])
