"""Histories to start from: a viewer of the data, and the presets."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.browser import session
from dashboard.service.presets import Preset, presets_for
from dashboard.service.service import Service
from dashboard.text.markup import plain_in_markdown


def has_start_histories(service: Service) -> bool:
    """Tell whether there is any for this catalogue."""
    return bool(presets_for(service.model.catalogue) or service.viewers)


def draw_start_cards(service: Service) -> None:
    """Draw the buttons as cards side by side."""
    with st.container(key="cards"):
        draw_start_buttons(service)


def draw_start_buttons(service: Service) -> None:
    """Draw a button for each; the viewer is another one with each click."""
    if service.viewers is not None:
        kind = "simulated" if service.facts().simulated else "real"
        line = "The latest films of somebody in the data; another with each click."
        _button(f"A {kind} viewer", line, "real", _take_viewer, service)
    for preset in presets_for(service.model.catalogue):
        _button(preset.name, preset.line, f"preset-{preset.name}", _take_preset, service, preset)


def _button(name: str, line: str, key: str, take: Callable[..., None], *args: Service | Preset) -> None:
    label = f"**{plain_in_markdown(name)}**  \n{plain_in_markdown(line)}"
    st.button(label, key=key, on_click=take, args=args, width="stretch")


def _take_viewer(service: Service) -> None:
    viewer = service.viewers.draw(session.next_turn()) if service.viewers else None
    if viewer is not None:
        kind = "simulated viewer" if service.facts().simulated else "viewer"
        source = f"{kind} {viewer.name}: the latest {len(viewer.history)} of {viewer.rating_count} films rated"
        session.load_history(viewer.history, source)


def _take_preset(service: Service, preset: Preset) -> None:
    history = preset.history(service.model.catalogue)
    session.load_history(history, f"{preset.name}. {preset.line}")
