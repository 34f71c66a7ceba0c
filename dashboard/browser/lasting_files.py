"""Files that outlive the run that named them: pictures that are still being fetched, downloads that were just made.

Streamlit forgets a session's files when its page begins to be drawn anew, and whichever session's run ends next throws
them away, until they are named again; a download that was made on a click it never counts as anybody's. With many
sessions a picture, or a download, would now and then be missing. So a thread of no session names the latest ones too.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import count
from logging import getLogger
from typing import Literal

import streamlit as st
from streamlit import runtime

from dashboard.browser.boundary import guard_file

PICTURES, DOWNLOADS = 2000, 16  # that are held at once: of 8 KB, and of at most 3 MB
PICTURE = "image/webp"
NOBODY = "lasting-files"
_nobody = ThreadPoolExecutor(1, thread_name_prefix=NOBODY)
_pictures, _downloads = count(), count()
# Streamlit warns of a thread that belongs to no session, which is the point of this one
getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(
    lambda record: not (record.threadName or "").startswith(NOBODY)
)


@lru_cache(maxsize=PICTURES)
def hold_picture(picture: bytes) -> None:
    """Hold a picture, until as many others have been held."""
    _hold(picture, PICTURE, f"lasting-picture-{next(_pictures) % PICTURES}")


def draw_download(
    label: str,
    write: Callable[[], str],
    name: str,
    mime: str,
    *,
    key: str | None = None,
    width: Literal["stretch", "content"] = "content",
    help: str | None = None,  # noqa: A002 - as Streamlit calls it
) -> None:
    """Draw a button for a file whose text ``write`` makes when somebody clicks."""
    content = lasting(guard_file(write), name, mime)
    st.download_button(label, content, name, mime, key=key, on_click="ignore", width=width, help=help)


def lasting(write: Callable[[], str], name: str, mime: str) -> Callable[[], str]:
    """Return a function that makes the text of a file and holds the file, until as many others have been made."""

    def make() -> str:
        text = write()
        _hold(text.encode(), mime, f"lasting-download-{next(_downloads) % DOWNLOADS}", name)
        return text

    return make


def _hold(content: bytes, mime: str, place: str, name: str | None = None) -> None:
    """Have Streamlit keep a file as long as nothing else is put in its place."""
    if not runtime.exists():
        return  # a test that draws without a server
    files = runtime.get_instance().media_file_mgr
    is_download = name is not None
    adding = _nobody.submit(files.add, content, mime, place, file_name=name, is_for_static_download=is_download)
    adding.result()
