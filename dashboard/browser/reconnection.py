"""A session that comes back is answered over its new connection.

Streamlit 1.67 lists who is connected, and then sends each session's messages in turn, with pauses in which a session
may lose its connection and come back. All that it asked for since then goes to the dead connection, and its page waits
for ever. It also begins to watch the files of all modules for a session that comes back, where that is switched off:
the list of them takes seconds, in which nobody is answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.session_manager import ActiveSessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

list_sessions = WebsocketSessionManager.list_active_sessions
_watch_files = AppSession.register_file_watchers


class _Connected(list[ActiveSessionInfo]):
    """Sessions with their connections, each as it is when its turn comes; one that has left by then is left out."""

    def __init__(self, manager: WebsocketSessionManager) -> None:
        super().__init__(list_sessions(manager))
        self._manager = manager

    def __iter__(self) -> Iterator[ActiveSessionInfo]:
        now = (self._manager.get_active_session_info(each.session.id) for each in super().__iter__())
        return (each for each in now if each is not None)


def answer_who_comes_back() -> None:
    """Have Streamlit look who is connected at each turn, and list no files; call it before the server starts."""
    WebsocketSessionManager.list_active_sessions = lambda self: _Connected(self)  # type: ignore[method-assign]
    AppSession.register_file_watchers = _watch_files_if_asked  # type: ignore[assignment, method-assign]


def _watch_files_if_asked(session: AppSession) -> None:
    if config.get_option("server.fileWatcherType") != "none":
        _watch_files(session)
