"""A run's messages are sent together at its end, or after a moment; those of a page that opens at once."""

from __future__ import annotations

from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

import dashboard.asgi  # noqa: F401 - the server, with what it mends
from dashboard.browser import delivery
from dashboard.browser.delivery import LONGEST, deliver

START, MESSAGE = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
END, RERUN = ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS, ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN


class Session(SimpleNamespace):
    """What delivery knows of Streamlit's session; it hears at once what is said to its loop."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self._call_soon_on_event_loop = lambda callback: callback()
        self._event_loop = Mock()

    __hash__ = object.__hash__

    def say(self, event: ScriptRunnerEvent, words: str = "") -> list[object]:
        """Tell it something; what it has heard since it was asked last."""
        deliver(self, None, event, **{"forward_msg": words} if words else {})
        return self.hear()

    def hear(self) -> list[object]:
        heard, self.heard = self.heard, []
        return heard

    def wait(self) -> list[object]:
        """Let the longest time pass that a message may wait; what it hears then."""
        seconds, callback = self._event_loop.call_later.call_args.args
        assert seconds == LONGEST
        callback()
        return self.hear()


@pytest.fixture
def new(monkeypatch) -> Session:
    def handle(session, _, event, forward_msg=None):
        session.heard.append(forward_msg or event)

    monkeypatch.setattr(delivery, "_handle", handle)
    return Session()


@pytest.fixture
def session(new) -> Session:
    """A session whose page has been drawn, and is being drawn again."""
    for event in (START, END):
        new.say(event)
    return new


def test_streamlit_tells_it_here():
    assert AppSession._on_scriptrunner_event is deliver


def test_a_page_that_opens_is_sent_as_it_is_made(new):
    assert new.say(START) == [START]
    assert new.say(MESSAGE, "one") == ["one"]
    assert new.say(MESSAGE, "two") == ["two"]


def test_what_a_click_changes_is_sent_in_one_piece(session):
    assert session.say(START) == session.say(MESSAGE, "one") == session.say(MESSAGE, "two") == []
    assert session.say(END) == [START, "one", "two", END]


def test_no_message_waits_long(session):
    assert session.say(START) == session.say(MESSAGE, "one") == []
    assert session.wait() == [START, "one"]
    assert session.say(MESSAGE, "two") == []
    assert session.wait() == ["two"]
    assert session._event_loop.call_later.call_count == 2


def test_the_moment_ends_with_its_run(session):
    session.say(START)
    session.say(END)
    session._event_loop.call_later.return_value.cancel.assert_called_once_with()


def test_a_run_that_begins_anew_keeps_its_messages(session):
    assert session.say(MESSAGE, "one") == []
    assert session.say(RERUN) == ["one", RERUN]


def test_sessions_do_not_wait_for_each_other(session):
    assert session.say(MESSAGE, "one") == []
    assert Session().say(MESSAGE, "of another") == ["of another"]
