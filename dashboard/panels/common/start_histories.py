"""Histories to start from: a viewer of the data, presets, and groups of the catalogue's own films."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.panels.common.panel import panel
from dashboard.service.answers import StartHistory
from dashboard.service.service import Service
from dashboard.text.markup import plain_in_markdown


def draw_start_cards(service: Service) -> None:
    """Draw the buttons as cards side by side."""
    with st.container(key="cards"):
        draw_start_buttons(service)


@panel("Histories to start from")
def draw_start_buttons(service: Service) -> None:
    """Draw a button for each; the viewer is another one with each click, or the button says why not."""
    kind = "simulated" if service.facts().simulated else "real"
    line = service.lack_of_viewers or "The latest films of somebody in the data; another with each click."
    _button(f"A {kind} viewer", line, "real", _take_viewer, service, disabled=bool(service.lack_of_viewers))
    for start in service.start_histories:
        _button(start.name, start.line, f"preset-{start.name}", _take_start, start)


def _button(
    name: str, line: str, key: str, take: Callable[..., None], *args: Service | StartHistory, disabled: bool = False
) -> None:
    label = f"**{plain_in_markdown(name)}**  \n{plain_in_markdown(line)}"
    st.button(label, key=key, on_click=guard(take), args=args, width="stretch", disabled=disabled)


def _take_viewer(service: Service) -> None:
    viewer = service.viewers.draw(session.next_turn()) if service.viewers else None
    if viewer is not None:
        kind = "simulated viewer" if service.facts().simulated else "viewer"
        source = f"{kind} {viewer.name}: the latest {len(viewer.history)} of {viewer.rating_count} films rated"
        session.load_history(viewer.history, source)


def _take_start(start: StartHistory) -> None:
    session.load_history(start.history, f"{start.name}. {start.line}")
