"""The fields that narrow the table of all films, and its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from dashboard.analysis.film_table import DISAGREE, FEW, FilmTable
from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.look.palette import label
from dashboard.panels.common.choosers import draw_list, draw_segments
from dashboard.panels.common.fields import fill
from dashboard.panels.common.panel import panel
from dashboard.state.film_filter import FilmFilter, Order, Slice
from dashboard.text.grammar import capital
from dashboard.text.markup import note, plain_in_markdown
from emde_core.arrays import Ints
from emde_core.limits import LIMITS
from emde_core.schema import COMPANY

T = TypeVar("T", bound=str)
QUERY = "films-query"
AUDIENCE_FIRST = f"{capital(label(COMPANY))} first"
SLICES: Mapping[Slice, str] = {
    "all": "All films",
    "disagree": "Content and audience disagree",
    "few-ratings": "Few ratings",
}
MEANINGS: Mapping[Slice, str] = {
    "disagree": "Of these films, content (plot, categories and poster) and audience (who liked what) say the opposite: "
    f"one speaks for the film, the other against it, each by a score of {DISAGREE} or more. Order “Content first” to "
    f"begin with those that content speaks for, “{AUDIENCE_FIRST}” with those that the audience speaks for.",
    "few-ratings": f"Films with fewer than {FEW} ratings: what their own audience tells counts less for them than what "
    "they are likened to, by plot, categories and poster.",
}
ORDERS: Mapping[Order, str] = {
    "score": "Best first",
    "content": "Content first",
    "company": AUDIENCE_FIRST,
    "title": "By title",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "ratings": "Most ratings first",
}
FACTS_ALONE = "Most ratings first"  # what "best first" means without a history


@panel("The filters")
def draw_filters(films: FilmFilter, table: FilmTable) -> None:
    """Draw the search, the lists, and whose films these are where a name was chosen."""
    with st.container(key="films-filters"):
        fill(QUERY, films.query)
        st.text_input(
            "Search",
            key=QUERY,
            placeholder="Title, person or genre",
            max_chars=LIMITS.query.most,
            on_change=guard(_take_query),
        )
        genres = _with_counts("Any genre", table.index.genres)
        _list("Genre", genres, films.genre, lambda genre: replace(films, genre=genre))
        decades = _with_counts("Any decade", table.index.decades)
        _list("Decade", decades, films.decade, lambda decade: replace(films, decade=decade))
        _list("Order", _orders(table), films.order, lambda order: replace(films, order=order))
        _draw_slices(films, table)
    _draw_name("person", films.person, "Films with or by", replace(films, person=""))
    _draw_name("studio", films.studio, "Films from", replace(films, studio=""))
    _draw_name("keyword", films.keyword, "Films with the keyword", replace(films, keyword=""))
    if films.slice in table.slices and films.slice in MEANINGS:
        draw_html(note(MEANINGS[films.slice], role="status"))


def _draw_name(field: str, name: str, words: str, without: FilmFilter) -> None:
    """Draw a name that the films are narrowed to, as a button that takes it back."""
    if name:
        label = f"{words} **{plain_in_markdown(name)}** ✕"
        tip = f"Show films without this {field} too"
        st.button(label, key=f"films-{field}", help=tip, on_click=guard(_take), args=(without,))


def _draw_slices(films: FilmFilter, table: FilmTable) -> None:
    """Draw the slices as buttons in a row, where there is more than all films."""
    if len(table.slices) > 1:
        draw_segments(
            "Show",
            table.slices,
            films.slice if films.slice in table.slices else "all",
            key="films-slice",
            label=SLICES.__getitem__,
            take=lambda name: _take(replace(films, slice=name)),
            required=True,
        )


def _with_counts(everything: str, names: Mapping[str, Ints]) -> dict[str, str]:
    return {"": everything} | {name: f"{name} ({len(positions):,})" for name, positions in names.items()}


def order_words(order: Order, table: FilmTable) -> str:
    """Return an order in words; one that the table does not have is its first."""
    if order not in table.orders or order == "score":
        return ORDERS["score"] if table.parts else FACTS_ALONE
    return ORDERS[order]


def _orders(table: FilmTable) -> dict[Order, str]:
    orders = {each: order_words(each, table) for each in table.orders}
    if not table.parts:
        orders.pop("ratings", None)
    return orders


def _list(name: str, options: Mapping[T, str], choice: T, with_choice: Callable[[T], FilmFilter]) -> None:
    """Draw a list for one field of the filter; a choice that is not on offer here shows as the first."""
    draw_list(
        name,
        options,
        choice if choice in options else next(iter(options)),
        key=f"films-{name.lower()}",
        label=options.__getitem__,
        take=lambda each: _take(with_choice(each)),
    )


def _take_query() -> None:
    _take(replace(session.state().films, query=str(st.session_state[QUERY]).strip()))


def _take(films: FilmFilter) -> None:
    session.replace_state(session.state().filter_films(films))
