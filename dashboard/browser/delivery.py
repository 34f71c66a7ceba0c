"""A click's changes, sent to the browser in one piece.

Streamlit 1.67 sends a run's messages as they are made, and the browser draws most of the page anew after each handful:
ten times for a click. Here they wait for the end of their run, or a moment where it takes longer. A page that opens
does not wait: its browser has programs to load for what comes first.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary, WeakSet

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState

LONGEST, TICK = 0.2, 0.01  # seconds that a message waits at the most; that a timer may be early
_flush = AppSession.flush_browser_queue
_open: WeakSet[AppSession] = WeakSet()  # sessions whose page has been sent whole once
_until: WeakKeyDictionary[AppSession, float] = WeakKeyDictionary()  # when a session's messages have waited long enough


def deliver_in_one_piece() -> None:
    """Have messages wait for those that come with them; call it before the server starts."""
    AppSession.flush_browser_queue = flush  # type: ignore[assignment, method-assign]


def flush(session: AppSession) -> list[ForwardMsg]:
    """Return a session's messages that are to be sent now, and take them out of its queue."""
    if session in _open and _may_wait(session):
        return []
    _until.pop(session, None)
    messages = _flush(session)
    if any(message.WhichOneof("type") == "script_finished" for message in messages):
        _open.add(session)
    return messages


def _may_wait(session: AppSession) -> bool:
    """Return True while a run goes on whose messages have waited less than they may; later they are asked for again."""
    state, queue = session._state, session._browser_queue  # noqa: SLF001 - Streamlit has no other word for it
    loop, wake = session._event_loop, session._message_enqueued_callback  # noqa: SLF001
    if state != AppSessionState.APP_IS_RUNNING or queue.is_empty() or wake is None:
        return False
    if session not in _until:
        _until[session] = loop.time() + LONGEST
        loop.call_at(_until[session] + TICK, wake)
    return loop.time() < _until[session]
