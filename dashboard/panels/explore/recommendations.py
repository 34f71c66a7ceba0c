"""The recommendations as a grid of posters; before there is a history, films to begin with."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.components.poster_grid import Tile, picked, poster_grid
from dashboard.look.palette import label
from dashboard.panels.explore.history import preset_button, real_viewer
from dashboard.reasons.sentence import factor
from dashboard.service.posters import Posters
from dashboard.service.presets import presets_for
from dashboard.service.service import Pick, Service
from dashboard.state.state import State
from dashboard.text.grammar import signed
from emde_core.data.catalogue import Film
from emde_core.schema import LIKE

GRID, BEGIN = "poster_grid", "begin_grid"
SHOWN, MOST = 24, 48  # posters at first, and when more are asked for
INVITATION = """
<div class="invite"><h2>Which films did you love?</h2>
<p>Click a few, or search for others. Each one changes what is recommended, and you will see why:
which of your films speak for it, what they share with it, and how much each of it counts.</p></div>
"""


def draw_first_films(service: Service, posters: Posters) -> None:
    """Before the first film: an invitation, and well-known films to click."""
    st.html(INVITATION)
    tiles = [_film_tile(film, posters) for film in service.popular(session.POPULAR)]
    poster_grid(tiles, key=BEGIN, label="Well-known films: click one that you like", scale=1.0, on_pick=_take_first)
    presets = presets_for(service.model.catalogue)
    if presets or service.viewers:
        st.html('<h2 class="heading spaced">Or borrow somebody’s taste</h2>')
    with st.container(key="cards"):
        real_viewer(service)
        for preset in presets:
            preset_button(service, preset)


def _film_tile(film: Film, posters: Posters) -> Tile:
    return Tile(film.id, film.title, f"Like {film.label}", pictures.small(posters, film))


def _take_first() -> None:
    film = picked(BEGIN)
    if film is not None:
        session.become(session.state().react(film, LIKE))


def shown(state: State) -> int:
    """How many recommendations a session sees."""
    return MOST if state.further else SHOWN


def draw_recommendations(picks: Sequence[Pick], selected: str, posters: Posters, state: State) -> None:
    """The grid; ``selected`` is the id of the film that is explained."""
    st.html('<h2 class="heading">Recommended for this history</h2>')
    scale = max((sum(abs(v) for _, v in pick.by_part) for pick in picks), default=1.0)
    calibrated = not (state.weights or state.content_alone or state.history.wishes)
    tiles = [_tile(pick, posters, selected, shown(state), calibrated=calibrated) for pick in picks]
    poster_grid(tiles, key=GRID, label="Recommendations: choose one to see why", scale=scale, on_pick=_take_pick)
    if len(picks) == shown(state) < MOST:
        st.button("Show more", key="further", width="stretch", on_click=lambda: session.become(state.look_further()))


def _tile(pick: Pick, posters: Posters, selected: str, seen: int, *, calibrated: bool) -> Tile:
    parts = ", ".join(f"{label(part)} {signed(value)}" for part, value in pick.by_part)
    change = badge(pick, seen)
    scored = factor(pick.score) if calibrated else signed(pick.score)
    said = f"Rank {pick.rank}{f', {spoken(pick)}' if change else ''}: {pick.film.label}, {scored}; {parts}"
    return Tile(
        id=pick.film.id,
        title=pick.film.title,
        label=said,
        picture=pictures.small(posters, pick.film),
        rank=pick.rank,
        badge=change,
        segments=pick.by_part,
        selected=pick.film.id == selected,
    )


def badge(pick: Pick, seen: int) -> str:
    """The change of rank in a few signs; who was not among the ``seen`` first is new."""
    if pick.climbed is None or pick.climbed == 0:
        return ""
    if pick.before is not None and pick.before > seen:
        return "new"
    return f"▲ {pick.climbed}" if pick.climbed > 0 else f"▼ {-pick.climbed}"


def spoken(pick: Pick) -> str:
    """The change of rank in words."""
    now = "" if pick.among in (None, pick.rank) else f", now {pick.among} but for films just taken out"
    return f"was {pick.before}{now}"


def _take_pick() -> None:
    film = picked(GRID)
    if film is not None:
        session.become(session.state().select(film))
