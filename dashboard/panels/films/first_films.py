"""The first films of the table as a shelf of posters, each of which leads to its page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.analysis.film_table import FilmTable
from dashboard.browser import pictures, session
from dashboard.browser.page import draw_html
from dashboard.components.poster_grid import WISHES, Tile, picked_film_id, poster_grid
from dashboard.look.palette import label
from dashboard.panels.common.panel import panel
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import with_sign
from dashboard.text.markup import fine, legend
from emde_core.history import History

SHELF, COUNT = "films_shelf", 12


@panel("The first films")
def draw_first_films(
    rows: pd.DataFrame, table: FilmTable, history: History, service: Service, posters: Posters
) -> None:
    """Draw the shelf, and which colour stands for which part of a score; nothing where no film is left."""
    if rows.empty:
        return
    tiles = [_tile(row, table, history, service, posters) for _, row in rows.head(COUNT).iterrows()]
    scale = max(tile.length for tile in tiles)
    with st.container(key="films-first", gap="small"):
        name = "The first films of the table: choose one to read about it"
        poster_grid(tiles, key=SHELF, label=name, scale=scale, on_pick=_open_page, shelf=True)
        if table.parts:
            draw_html(legend(table.parts), *([fine(WISHES)] if history.wishes else []))


def _tile(row: pd.Series, table: FilmTable, history: History, service: Service, posters: Posters) -> Tile:
    film, rank = service.film(row["film"]), row.get("rank")
    is_ranked = rank is not None and not pd.isna(rank)
    segments = tuple((part, float(row[part])) for part in table.parts) if is_ranked else ()
    parts = "".join(f", {label(part)} {with_sign(value)}" for part, value in segments)
    return Tile(
        id=film.id,
        title=film.title,
        label=f"{f'Rank {rank}: ' if is_ranked else ''}{film.label}{parts}",
        picture=pictures.cover(posters, film),
        rank=int(rank) if is_ranked else None,
        segments=segments,
        wishes=service.wish_parts(history, film.id) if is_ranked else (),
    )


def _open_page() -> None:
    if (film_id := picked_film_id(SHELF)) is not None:
        session.replace_state(session.state().open_page(film_id))
