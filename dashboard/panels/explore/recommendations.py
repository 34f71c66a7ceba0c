"""The recommendations as a grid of posters; before there is a history, films to begin with."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.poster_grid import WISHES, Tile, picked_film_id, poster_grid
from dashboard.look.palette import label
from dashboard.panels.common.panel import panel
from dashboard.panels.common.start_histories import draw_start_cards
from dashboard.reasons.sentence import likelihood_words
from dashboard.service.answers import Pick
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.grammar import count_words, with_sign
from dashboard.text.markup import fine, heading, titled_box
from emde_core.data.catalogue import Catalogue, Film
from emde_core.history import History
from emde_core.schema import LIKE

GRID, BEGIN, BEGINNING = "poster_grid", "begin_grid", "beginning"
FIRST, MOST = 24, 48  # posters at first, and when more are asked for
FIRST_FILMS = "Well-known films: click those that you like"
COLUMNS = (9, 6)  # of the films to begin with, which fill their rows
INVITATION = (
    "Click a few, or search: here are {films}. Each one changes what is recommended, and you see why: which of your "
    "films speak for it, what they share with it, and how much each of them counts."
)
BADGES = (
    "▲ 2: two places up by your last change; ▼ down. New: not shown before. Films that you took out are not counted."
)


@panel("Films to begin with")
def draw_first_films(service: Service, posters: Posters) -> None:
    """Draw an invitation before the first film, and well-known films to click."""
    invitation = INVITATION.format(films=catalogue_words(service.model.catalogue))
    draw_html(titled_box("invite", "Which films did you love?", invitation))
    tiles = _first_tiles(service, posters, History())
    poster_grid(tiles, key=BEGIN, label=FIRST_FILMS, scale=1.0, on_pick=_take_first, columns=COLUMNS, several=True)
    draw_html(heading("Or borrow somebody’s taste", spaced=True))
    draw_start_cards(service)


@panel("Films to begin with")
def draw_further_first_films(service: Service, posters: Posters, state: State) -> None:
    """Draw the same films in a row while somebody who has clicked one of them chooses among them."""
    if state.source or not st.session_state.get(BEGINNING):
        return
    with st.container(key="begin-row"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            draw_html(heading("Any more that you love?"))
            st.button("That’s enough", key="begin-done", on_click=guard(_go_on))
        tiles = _first_tiles(service, posters, state.history)
        poster_grid(tiles, key=BEGIN, label=FIRST_FILMS, scale=1.0, on_pick=_take_first, shelf=True, several=True)


def _first_tiles(service: Service, posters: Posters, history: History) -> list[Tile]:
    return [_film_tile(film, posters, is_selected=film.id in history) for film in service.popular(session.POPULAR)]


def catalogue_words(catalogue: Catalogue) -> str:
    """Say how many films there are and of which years, for whoever looks for one: "601 films, from 1922 to 1998"."""
    years = sorted(film.year for film in catalogue if film.year)
    count = count_words(len(catalogue), "film")
    return f"{count}, from {years[0]} to {years[-1]}" if years and years[0] < years[-1] else count


def _film_tile(film: Film, posters: Posters, *, is_selected: bool) -> Tile:
    return Tile(film.id, film.title, f"Like {film.label}", pictures.cover(posters, film), selected=is_selected)


def _take_first() -> None:
    """Like a film, or take one out that was liked already."""
    film, state = picked_film_id(BEGIN), session.state()
    if film is not None:
        session.replace_state(state.remove(film) if film in state.history else state.react(film, LIKE))
        st.session_state[BEGINNING] = True


def _go_on() -> None:
    st.session_state.pop(BEGINNING, None)


def grid_size(state: State) -> int:
    """Return how many recommendations a session sees."""
    return MOST if state.further else FIRST


@panel("The recommendations")
def draw_recommendations(picks: Sequence[Pick], selected_id: str, posters: Posters, state: State) -> None:
    """Draw the grid, the film that is explained pressed."""
    draw_html(heading("Recommended for this history"))
    calibrated = not (state.weights or state.content_alone or state.history.wishes)
    size = grid_size(state)
    tiles = [_tile(pick, posters, selected_id, size, calibrated=calibrated) for pick in picks]
    notes = [BADGES] if any(tile.badge for tile in tiles) else []
    notes += [WISHES] if state.history.wishes else []
    if notes:
        draw_html(fine(" ".join(notes)))
    scale = max((tile.length for tile in tiles), default=1.0)
    poster_grid(tiles, key=GRID, label="Recommendations: choose one to see why", scale=scale, on_pick=_take_pick)
    if len(picks) == size < MOST:
        more = state.look_further()
        st.button("Show more", key="further", width="stretch", on_click=guard(lambda: session.replace_state(more)))


def _tile(pick: Pick, posters: Posters, selected_id: str, size: int, *, calibrated: bool) -> Tile:
    parts = ", ".join(f"{label(part)} {with_sign(value)}" for part, value in pick.by_part)
    if pick.by_wishes:
        parts += f"; {with_sign(sum(value for _, value in pick.by_wishes))} by wishes"
    change = badge(pick, size)
    score = likelihood_words(pick.score) if calibrated else with_sign(pick.score)
    return Tile(
        id=pick.film.id,
        title=pick.film.title,
        label=f"Rank {pick.rank}{f', {rank_change(pick)}' if change else ''}: {pick.film.label}, {score}; {parts}",
        picture=pictures.cover(posters, pick.film),
        rank=pick.rank,
        badge=change,
        segments=pick.by_part,
        wishes=pick.by_wishes,
        selected=pick.film.id == selected_id,
    )


def badge(pick: Pick, size: int) -> str:
    """Write the change of rank in a few signs; a film that was not in a grid of this size is new."""
    if pick.climbed is None or pick.climbed == 0:
        return ""
    if pick.before is not None and pick.before > size:
        return "new"
    return f"▲ {pick.climbed}" if pick.climbed > 0 else f"▼ {-pick.climbed}"


def rank_change(pick: Pick) -> str:
    """Write the change of rank in words."""
    now = "" if pick.among in (None, pick.rank) else f", now {pick.among} but for films just taken out"
    return f"was {pick.before}{now}"


def _take_pick() -> None:
    film = picked_film_id(GRID)
    if film is not None:
        session.replace_state(session.state().select(film))
        _go_on()
