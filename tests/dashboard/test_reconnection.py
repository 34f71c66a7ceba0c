"""Who loses the connection and comes back while the server is sending is sent the rest over the new connection."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import create_autospec

import pytest
from streamlit import config
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionClient
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

import dashboard.asgi  # noqa: F401 - the server, with what it mends
from dashboard.browser import reconnection


def client() -> SessionClient:
    return create_autospec(SessionClient, instance=True)


@contextmanager
def config_of(watcher):
    former = config.get_option("server.fileWatcherType")
    config.set_option("server.fileWatcherType", watcher)
    yield
    config.set_option("server.fileWatcherType", former)


def run(coroutine):
    with ThreadPoolExecutor(1) as thread:  # a browser of other tests has a loop in this one
        return thread.submit(asyncio.run, coroutine).result()


class Sending:
    """A server that sends to three sessions in turn, of which the last comes back, and the second leaves, meanwhile."""

    def __init__(self, tmp_path):
        self.script = ScriptData(str(tmp_path / "app.py"), is_hello=False)
        self.manager = WebsocketSessionManager(
            MemorySessionStorage(), MemoryUploadedFileManager("/"), ScriptCache(), message_enqueued_callback=None
        )
        self.former, self.new = [client() for _ in range(3)], client()

    def connect(self, connection, session=None):
        return self.manager.connect_session(connection, self.script, {}, existing_session_id=session)

    async def clients_in_turn(self):
        """Return each client that is sent to."""
        sessions = [self.connect(connection) for connection in self.former]
        sent = []
        for each in self.manager.list_active_sessions():
            if not sent:
                self.manager.disconnect_session(sessions[1])
                assert self.connect(self.new, sessions[2]) == sessions[2]
            sent.append(each.client)
        return sent


@pytest.fixture
def sending(tmp_path):
    return Sending(tmp_path)


def test_a_session_that_came_back_is_sent_to_where_it_is_and_one_that_left_is_not(sending):
    sent = run(sending.clients_in_turn())
    assert sent == [sending.former[0], sending.new]


def test_streamlit_by_itself_still_sends_to_dead_connections(sending, monkeypatch):
    """Without this the module is not needed any more."""
    monkeypatch.setattr(WebsocketSessionManager, "list_active_sessions", reconnection.list_sessions)
    sent = run(sending.clients_in_turn())
    assert sent == sending.former


def test_nobody_waits_until_the_files_of_all_modules_are_listed_for_a_session_that_came_back(sending):
    async def come_back():
        with config_of("none"):
            session = sending.connect(client())
            sending.manager.disconnect_session(session)
            sending.connect(sending.new, session)
        return sending.manager.get_active_session_info(session).session._local_sources_watcher

    assert run(come_back()) is None


def test_files_are_watched_where_somebody_asks_for_it(sending):
    async def connect():
        with config_of("auto"):
            session = sending.connect(client())
            return sending.manager.get_active_session_info(session).session._local_sources_watcher

    assert run(connect()) is not None
