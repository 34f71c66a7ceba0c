"""A run of another screen forgets what fragments of the former one ask, and nothing that asks for the whole page."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType

from dashboard.browser import session


@pytest.fixture
def requests(monkeypatch) -> ScriptRequests:
    """Requests to a run of Films, in a session that was on Explore."""
    asked = ScriptRequests()
    context = Mock(page_script_hash="films", script_requests=asked)
    monkeypatch.setattr(session, "get_script_run_ctx", lambda: context)
    monkeypatch.setattr(st, "session_state", {session.SCREEN: "explore"})
    return asked


def test_what_a_fragment_of_the_former_screen_asks_is_forgotten(requests):
    requests.request_rerun(RerunData(fragment_id="search"))
    session.follow_screen()
    assert requests.on_scriptrunner_ready().type == ScriptRequestType.STOP  # nothing is left to do


def test_a_click_that_asks_for_the_whole_page_is_heard(requests):
    requests.request_rerun(RerunData(page_script_hash="compare"))
    session.follow_screen()
    waiting = requests.on_scriptrunner_ready()
    assert (waiting.type, waiting.rerun_data.page_script_hash) == (ScriptRequestType.RERUN, "compare")


def test_a_run_that_is_told_to_end_ends(requests):
    requests.request_stop()
    session.follow_screen()
    assert requests.on_scriptrunner_ready().type == ScriptRequestType.STOP
