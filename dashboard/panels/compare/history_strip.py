"""A history in one line of small posters, for screens that do not edit it."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import pictures, screens
from dashboard.panels.explore.history import preset_button, real_viewer
from dashboard.service.posters import Posters
from dashboard.service.presets import presets_for
from dashboard.service.service import Service
from dashboard.text.markup import attribute, isolated, text
from emde_core.data.catalogue import Film
from emde_core.history import History
from emde_core.schema import DISLIKE, Reaction

MOST = 16  # posters in a strip; the rest are counted


def history_strip(history: History, service: Service, posters: Posters) -> str:
    """The films as small posters, those that were not for the viewer marked by a cross."""
    shown = list(history)[:MOST]
    items = "".join(_item(service.film(film), reaction, posters) for film, reaction in shown)
    more = f'<li class="rest">+{len(history) - MOST}</li>' if len(history) > MOST else ""
    wishes = "".join(f'<li class="wish">{isolated(wish.label)}</li>' for wish in history.wishes)
    return f'<ul class="strip" aria-label="This history">{items}{more}{wishes}</ul>'


def _item(film: Film, reaction: Reaction, posters: Posters) -> str:
    cross = ' class="not"' if reaction == DISLIKE else ""
    said = attribute(f"{film.label}, not for me" if reaction == DISLIKE else film.label)
    picture = pictures.small(posters, film)
    inside = f'<img src="{picture}" alt="{said}">' if picture else f"<span>{isolated(film.title)}</span>"
    return f'<li{cross} title="{said}">{inside}</li>'


def watched(history: History, service: Service, posters: Posters) -> None:
    """The session's history, and the way to where it can be changed."""
    with st.container(horizontal=True, key="watched", vertical_alignment="center", gap="medium"):
        st.html(history_strip(history, service, posters), width="content")
        if st.button("Change it on Explore", key="change-history"):
            screens.go(screens.EXPLORE)


def borrow(service: Service, purpose: str) -> None:
    """What a screen that needs a history shows without one: what it is for, and histories to begin with."""
    st.html(f'<div class="invite"><h2>A history is needed first</h2><p>{text(purpose)}</p></div>')
    with st.container(key="cards"):
        real_viewer(service)
        for preset in presets_for(service.model.catalogue):
            preset_button(service, preset)
    if st.button("Build one on Explore", key="build-history"):
        screens.go(screens.EXPLORE)
