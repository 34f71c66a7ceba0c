"""Callbacks are called in full for what somebody does, whatever else the browser asks for at the same moment.

Streamlit 1.67 looks for the next request before it calls back what changed, and whenever a callback reads or writes the
session's state. A request that follows a click at once, such as a report of what the browser keeps, would take the
click's place: its run ends there, and nobody has heard of it.
"""

from __future__ import annotations

from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

_call_back = SafeSessionState.on_script_will_rerun


def call_back_in_full() -> None:
    """Have the next request wait until what changed has been called back; call it before the server starts."""
    SafeSessionState.on_script_will_rerun = call_back  # type: ignore[assignment, method-assign]


def call_back(state: SafeSessionState, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of Streamlit's method
    """Take over what the browser sends for a run, and call back what changed, without a look at the next request."""
    look = state._yield_callback  # noqa: SLF001 - Streamlit has no other word for it
    object.__setattr__(state, "_yield_callback", lambda: None)
    try:
        _call_back(state, *args, **kwargs)
    finally:
        object.__setattr__(state, "_yield_callback", look)
