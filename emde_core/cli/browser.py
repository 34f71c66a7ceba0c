"""A browser for the dashboard, once it answers.

Streamlit would open one too, but then it first asks for an e-mail address, and fails where there is no terminal to
answer in.
"""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from emde_core.cli.address import Address

PAUSE = 0.1  # seconds between two looks at whether the server answers


def has_window() -> bool:
    """Tell whether a browser has a window to open: without a display, Linux would offer one in the terminal."""
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))


@contextmanager
def opening_browser(place: Address) -> Iterator[None]:
    """Open a browser on a server that starts meanwhile; none where it ends before it answers."""
    end = Event()
    Thread(target=_open_once_up, args=(place, end), name="browser", daemon=True).start()
    try:
        yield
    finally:
        end.set()


def _open_once_up(place: Address, end: Event) -> None:
    while not end.wait(PAUSE):
        if _answers(place):
            webbrowser.open(place.url)
            return


def _answers(place: Address) -> bool:
    try:
        socket.create_connection((place.host, place.port), timeout=1).close()
    except OSError:
        return False
    return True
