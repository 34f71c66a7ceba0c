"""A heartbeat, which asks once, from the browser, for what was not ready when the page was drawn.

Waiting inside the run that draws the page would keep the remains of the former page on the screen until the wait is
over. So the run ends at once, and this asks for a second run of the fragment that it stands in.
"""

from __future__ import annotations

from dashboard.components import Callback, component, event_value


def pulse(token: str | None, *, key: str, on_beat: Callback) -> None:
    """Ask once for each new ``token``; None asks for nothing."""
    component("pulse")(key=key, data={"token": token}, on_beat_change=on_beat, height="content")


def beat_token(key: str) -> str | None:
    """Return the token that is asked for in this run; None if none is."""
    value = event_value(key, "beat")
    return value if isinstance(value, str) else None
