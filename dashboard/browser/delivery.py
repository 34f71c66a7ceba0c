"""A click's changes, sent to the browser in one piece.

Streamlit 1.67 sends a run's messages as they are made: the server is woken for each of them while the run goes on,
and the browser draws most of the page anew after each handful. Here they wait for the end of their run, or a moment
where it takes longer. A page that opens does not wait: its browser has programs to load for what comes first.
"""

from __future__ import annotations

from asyncio import TimerHandle
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

LONGEST = 0.2  # seconds that a message waits at the most
BEFORE_END = (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)  # of a run
_handle = AppSession._handle_scriptrunner_event_on_event_loop  # noqa: SLF001 - Streamlit has no other word for it


class Outbox:
    """Events of a session's runs, in their order, of which the session has not been told.

    Attributes:
        is_open: whether the session's page has been sent whole once.
    """

    def __init__(self) -> None:
        self.is_open = False
        self._events: deque[Callable[[], None]] = deque()
        self._timer: TimerHandle | None = None

    def add(self, session: AppSession, event: Callable[[], None], *, can_wait: bool) -> None:
        """Tell the session of an event and all before it: soon, or where it can wait, with those that follow it."""
        self._events.append(event)
        if not (can_wait and self.is_open):
            session._call_soon_on_event_loop(self._empty)  # noqa: SLF001
        elif len(self._events) == 1:
            session._call_soon_on_event_loop(partial(self._wait, session))  # noqa: SLF001
        self.is_open |= not can_wait

    def _wait(self, session: AppSession) -> None:
        if self._events and self._timer is None:
            self._timer = session._event_loop.call_later(LONGEST, self._empty)  # noqa: SLF001

    def _empty(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._events:
            self._events.popleft()()


_outboxes: WeakKeyDictionary[AppSession, Outbox] = WeakKeyDictionary()


def deliver_in_one_piece() -> None:
    """Have messages wait for those that come with them; call it before the server starts."""
    AppSession._on_scriptrunner_event = deliver  # type: ignore[assignment, method-assign] # noqa: SLF001


def deliver(session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **facts: Any) -> None:  # noqa: ANN401 - Streamlit's
    """Take what a run tells its session, in the run's own thread, in place of Streamlit's method."""
    outbox = _outboxes.setdefault(session, Outbox())
    outbox.add(session, partial(_handle, session, sender, event, **facts), can_wait=event in BEFORE_END)
