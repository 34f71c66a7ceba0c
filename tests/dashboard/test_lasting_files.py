"""Pictures and downloads outlive what other sessions' runs throw away."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.browser.lasting_files import PICTURE, hold_picture, lasting


@pytest.fixture
def files(monkeypatch) -> MediaFileManager:
    """Streamlit's keeper of files, in which whatever no session names is thrown away by the second run that ends."""
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=manager))
    return manager


def fetched(files: MediaFileManager, address: str) -> bytes | None:
    """What the browser gets for an address, after other sessions' runs have ended."""
    for _ in range(2):
        files.remove_orphaned_files()
    found = files.read_file(Path(address).stem)
    return None if found is None else found.content


def test_a_download_that_was_just_made_is_still_there(files):
    lost = files.execute_deferred(files.add_deferred(lambda: "one", "text/csv", "1", file_name="a.csv"))
    made = files.execute_deferred(
        files.add_deferred(lasting(lambda: "two", "b.csv", "text/csv"), "text/csv", "2", "b.csv")
    )
    assert fetched(files, made) == b"two"
    assert fetched(files, lost) is None  # as Streamlit has it


def test_a_picture_is_still_there_while_its_page_is_drawn_anew(files):
    hold_picture(b"poster")
    address = files._storage.get_url(files._storage.load_and_get_id(b"poster", PICTURE, "media"))
    files.clear_session_refs("somebody")
    assert fetched(files, address) == b"poster"
