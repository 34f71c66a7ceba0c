"""Adding a screen is one file in ``views/`` and one line in ``browser/screens.py``: here are both."""

from __future__ import annotations

import sys
from types import ModuleType

import streamlit as st

from dashboard.browser import screens
from dashboard.browser.screens import EXPLORE, SCREENS, Screen

from .screens import opened

TEA_ROOM = Screen("Tea room")


def view() -> ModuleType:
    """The module that would stand in the folder of views."""
    module = ModuleType(TEA_ROOM.module)
    module.show = lambda service, _: st.text(f"Tea for {len(service.model.catalogue)} films")
    return module


def test_a_screen_more_is_drawn_at_its_address(app, service, monkeypatch):
    monkeypatch.setitem(sys.modules, TEA_ROOM.module, view())
    monkeypatch.setattr(screens, "SCREENS", [*SCREENS, TEA_ROOM])
    opened(app, TEA_ROOM)
    assert not app.exception
    assert [text.value for text in app.text] == [f"Tea for {len(service.model.catalogue)} films"]


def test_the_first_screen_opens_and_every_screen_has_its_view():
    assert SCREENS[0] is EXPLORE
    assert len({screen.path for screen in SCREENS}) == len(SCREENS)
    assert TEA_ROOM.path == "tea-room"
    assert TEA_ROOM.module == "dashboard.views.tea_room"
