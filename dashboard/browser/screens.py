"""The screens, a line each, so that any part of one can lead to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

import streamlit as st

from dashboard.browser.boundary import guard
from dashboard.service.posters import Posters
from dashboard.service.service import Service

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

Show = Callable[[Service, Posters], None]


@dataclass(frozen=True)
class Screen:
    """A screen, drawn by ``show(service, posters)`` of the module in ``views/`` that bears its title.

    Args:
        title: as the navigation has it; "Screen test" is ``views/screen_test.py``, at the address /screen-test.
        follows_what_ifs: parts of the score that are weighed otherwise on Explore are so here too.
        in_navigation: False for a screen that is reached from another one.
    """

    title: str
    follows_what_ifs: bool = False
    in_navigation: bool = True

    @property
    def path(self) -> str:
        """The screen's address."""
        return self.title.lower().replace(" ", "-")

    @property
    def module(self) -> str:
        """The name of the module that draws it."""
        return f"dashboard.views.{self.path.replace('-', '_')}"

    def view(self) -> Show:
        """Import what draws it, where nothing has imported it yet."""
        show: Show = import_module(self.module).show
        return show

    def draw(self, service: Service, posters: Posters) -> None:
        """Draw the screen."""
        self.view()(service, posters)

    def page(self, show: Callable[[], None], *, default: bool = False) -> StreamlitPage:
        """Make Streamlit's page; it goes by the address alone, so that one made again leads to the same."""
        visibility: Literal["visible", "hidden"] = "visible" if self.in_navigation else "hidden"
        return st.Page(show, title=self.title, url_path=self.path, default=default, visibility=visibility)


SCREENS: list[Screen] = []  # in the navigation's order; the first is the one that opens


def register(screen: Screen) -> Screen:
    """Add a screen to the navigation."""
    SCREENS.append(screen)
    return screen


EXPLORE = register(Screen("Explore", follows_what_ifs=True))
FILMS = register(Screen("Films", follows_what_ifs=True))
COMPARE = register(Screen("Compare", follows_what_ifs=True))
SCREEN_TEST = register(Screen("Screen test"))
MICROSCOPE = register(Screen("Sketch microscope"))
EVIDENCE = register(Screen("Evidence"))
STUDY = register(Screen("Study"))
DATA = register(Screen("Data"))
PRESENT = register(Screen("Present", follows_what_ifs=True, in_navigation=False))


def go(screen: Screen) -> None:
    """Leave for another screen; not from a callback, where Streamlit does nothing.

    The state stays in the address, whose emptying would be a step of the browser's history.
    """
    st.switch_page(screen.page(lambda: None), query_params=st.query_params.to_dict())


def screen_button(
    label: str,
    screen: Screen,
    *,
    key: str = "",
    on_click: Callable[[], None] | None = None,
    help: str | None = None,  # noqa: A002 - Streamlit's word
    width: Literal["stretch", "content"] = "content",
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Draw a button that leads to another screen.

    With a key that begins with "go-", as it does by default, ``pulse.js`` keeps quiet while the screen changes.
    """
    key = key or f"go-{screen.path}"
    if st.button(label, key=key, on_click=on_click and guard(on_click), help=help, width=width, type=kind):
        go(screen)
