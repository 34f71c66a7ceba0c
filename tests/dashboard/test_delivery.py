"""A run's messages are sent together at its end, or after a moment; those of a page that opens at once."""

from __future__ import annotations

import tomllib
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

import dashboard.asgi  # noqa: F401 - the server, with what it mends
from dashboard.__main__ import DEFAULTS
from dashboard.browser.delivery import LONGEST, flush
from dashboard.components import files
from tests.serving import ROOT

RUNNING, RESTING = AppSessionState.APP_IS_RUNNING, AppSessionState.APP_NOT_RUNNING


class Session(SimpleNamespace):
    """What delivery knows of Streamlit's session, with a clock that stands still."""

    def __init__(self) -> None:
        self.now = 100.0
        self._event_loop = Mock(time=lambda: self.now)
        self._message_enqueued_callback = Mock()
        self._browser_queue = ForwardMsgQueue()
        self._state = RUNNING

    __hash__ = object.__hash__

    def say(self, words: str) -> None:
        message = ForwardMsg()
        message.page_config_changed.title = words
        self._browser_queue.enqueue(message)

    def end(self) -> None:
        message = ForwardMsg()
        message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
        self._browser_queue.enqueue(message)
        self._state = RESTING

    def words(self) -> list[str]:
        """What is sent now."""
        return [each.page_config_changed.title or "end" for each in flush(self)]


@pytest.fixture
def session() -> Session:
    """A session whose page has been drawn, and is being drawn again."""
    session = Session()
    session.end()
    assert session.words() == ["end"]
    session._state = RUNNING
    return session


def test_streamlit_asks_here():
    assert AppSession.flush_browser_queue is flush


def test_a_page_that_opens_is_sent_as_it_is_made():
    session = Session()
    session.say("one")
    assert session.words() == ["one"]
    session.say("two")
    assert session.words() == ["two"]


def test_what_a_click_changes_is_sent_in_one_piece(session):
    session.say("one")
    assert session.words() == []
    session.say("two")
    assert session.words() == []
    session.end()
    assert session.words() == ["one", "two", "end"]


def test_no_message_waits_long_and_the_server_is_woken_for_it(session):
    assert session.words() == []
    session._event_loop.call_at.assert_not_called()
    session.say("one")
    assert session.words() == []
    session.now += LONGEST / 2
    session.say("two")
    assert session.words() == []
    when, wake = session._event_loop.call_at.call_args.args
    assert wake is session._message_enqueued_callback
    session.now = when
    assert session.words() == ["one", "two"]
    session.say("three")  # waits for those that come with it, again
    assert session.words() == []


def test_a_run_that_begins_anew_keeps_its_messages(session):
    session.say("one")
    assert session.words() == []
    session._state = RESTING
    assert session.words() == ["one"]


def test_components_are_large_enough_not_to_be_sent_again_as_they_are():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["global"]
    assert int(DEFAULTS["STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE"]) == settings["minCachedMessageSize"]
    assert int(DEFAULTS["STREAMLIT_GLOBAL_MAX_CACHED_MESSAGE_AGE"]) == settings["maxCachedMessageAge"]
    assert settings["minCachedMessageSize"] < len(files("scroll_memory").style)
