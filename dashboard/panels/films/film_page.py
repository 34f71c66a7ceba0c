"""The page of one film: poster, facts, people, plot, its standing for the history, and films like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.analysis.film_table import FilmIndex
from dashboard.browser import pictures, screens, session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common import tmdb_film
from dashboard.panels.films import similar_films
from dashboard.reasons.credits import credits_of
from dashboard.reasons.score_words import score_words
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.film_filter import FilmFilter
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.film_links import film_links
from dashboard.text.grammar import shorten
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    isolated,
    join,
    meta,
    plain_in_markdown,
    strong,
    thumbnail,
)
from emde_core.arrays import Ints
from emde_core.data.catalogue import Film
from emde_core.model.affinity import Affinity
from emde_core.schema import DISLIKE, LIKE

LONGEST = 36  # letters of a title on a button
NO_PLOT = "No plot is known."
UNIT = "In brackets: the score, its natural logarithm (nats). “Explain it” takes that apart, and saves it."
NOT_RANKED = "It has no plot, category or poster, so that it has no rank."


def draw_film_page(film: Film, state: State, service: Service, posters: Posters) -> None:
    """Draw the whole page."""
    _draw_trail(film, state, service)
    with st.container(horizontal=True, gap="large", key="film-page"):
        with st.container(key="film-page-poster"):
            poster = thumbnail(film.title, pictures.large_cover(posters, film), f"Poster of {film.title}")
            draw_html(element("div", poster, class_="page-poster"))
        with st.container(key="film-page-words", gap="small"):
            draw_html(_head(film), element("p", _standing(film, state, service), class_="stands"))
            _draw_deeds(film, state)
            draw_html(_plot(film), _counts_and_links(film, service))
        with st.container(key="film-page-facts", gap="small"):
            with st.container(key="film-page-names", gap="small"):
                _draw_all_names(film, service.film_index)
            tmdb_film.draw_tmdb_film(film)
    similar_films.draw_similar_films(film, service, posters)


def _draw_trail(film: Film, state: State, service: Service) -> None:
    """Draw the way back: the table, and the films whose pages led here."""
    with st.container(key="trail", horizontal=True, vertical_alignment="center", gap="small"):
        table = state.close_page()
        st.button("All films", key="trail-table", type="tertiary", on_click=guard(lambda: session.replace_state(table)))
        for place, film_id in enumerate(state.steps):
            _lead_button("›", film_id, f"trail-{place}", state, service)
        draw_html(fine("› ", isolated(film.title)), width="content")


def _lead_button(sign: str, film_id: str, key: str, state: State, service: Service) -> None:
    title = plain_in_markdown(isolate(shorten(service.film(film_id).title, LONGEST)))
    page = state.open_page(film_id)
    st.button(f"{sign} {title}", key=key, type="tertiary", on_click=guard(lambda: session.replace_state(page)))


def _head(film: Film) -> Markup:
    original = film.original_title if film.original_title not in ("", film.title) else ""
    facts = [original, str(film.year or ""), ", ".join(film.countries), ", ".join(film.languages)]
    line = " · ".join(filter(None, facts))
    return element("div", element("h2", isolated(film.title)), meta(isolated(line)) if line else "", class_="film")


def _counts_and_links(film: Film, service: Service) -> Markup:
    links = (
        element("a", f"{name} ↗", href=address, target="_blank", rel="noopener") for name, address in film_links(film)
    )
    return element("p", _counts(film, service), *links, class_="elsewhere")


def _counts(film: Film, service: Service) -> Markup:
    """Count who rated and who liked it; the published recipe keeps no count."""
    model = service.model.trained.model
    if not isinstance(model, Affinity):
        return element("span")
    position = service.model.catalogue.index[film.id]
    rated, liked = int(model.exposure.ratings[position]), int(model.exposure.likes[position])
    if not rated:
        return element("span", "Nobody has rated it.")
    like = f"a rating of {service.model.trained.config.like_at_least:g} or more"
    return element("span", f"Rated by {rated:,} of {model.viewers:,} viewers, liked by {liked:,} ({like}).")


def _standing(film: Film, state: State, service: Service) -> Markup:
    """Say where the film stands for the history."""
    history = state.history
    if history.is_empty:
        return join("With a history, it has a rank and a score here. Like it to begin one.")
    if reaction := history.reaction_to(film.id):
        return join("It is in your history: ", strong("liked" if reaction == LIKE else "not for me"), ".")
    ranking = service.ranking(history)
    position = service.model.catalogue.index[film.id]
    rank = ranking.rank(position)
    if rank is None:
        return join(NOT_RANKED)
    place = join("For your history it has rank ", strong(str(rank)), f" of {len(ranking.order):,} films outside it: ")
    score = service.score(history, film.id)
    unit = "" if score.reading or score.wishes else element("small", UNIT)
    return join(place, score_words(score), ".", unit)


def _draw_deeds(film: Film, state: State) -> None:
    """Draw what can be done with it: explain, compare, put into the history or take it out."""
    reaction = state.history.reaction_to(film.id)
    with st.container(horizontal=True, gap="small", key="film-deeds"):
        if not state.history.is_empty:
            _leave("Explain it", screens.EXPLORE, "go-page-explain", state.select(film.id))
        if reaction != LIKE:
            _deed("I liked it", "page-like", lambda: state.react(film.id, LIKE))
        if reaction != DISLIKE:
            _deed("Not for me", "page-not", lambda: state.react(film.id, DISLIKE))
        if reaction:
            _deed("Take it out", "page-remove", lambda: state.remove(film.id))
        if not state.history.is_empty:
            _leave("Compare with …", screens.COMPARE, "go-page-compare", state.select(film.id).ask("films"))


def _leave(words: str, screen: screens.Screen, key: str, after: State) -> None:
    screens.screen_button(words, screen, key=key, on_click=lambda: session.replace_state(after))


def _deed(words: str, key: str, after: Callable[[], State]) -> None:
    st.button(words, key=key, on_click=guard(lambda: session.replace_state(after())))


def _plot(film: Film) -> Markup:
    return element("p", isolated(film.plot), class_="page-plot") if film.plot else fine(NO_PLOT)


def _draw_all_names(film: Film, index: FilmIndex) -> None:
    """Draw people, studios, genres and keywords, a row for each kind."""
    for words, names in credits_of(film).items():
        _draw_names(words, names, index.people, lambda name: FilmFilter(person=name))
    _draw_names("From", film.studios, index.studios, lambda name: FilmFilter(studio=name))
    _draw_names("Genres", film.genres, index.genres, lambda name: FilmFilter(genre=name))
    _draw_names("Keywords", film.keywords, index.keywords, lambda name: FilmFilter(keyword=name))


def _draw_names(
    words: str, names: Sequence[str], films: Mapping[str, Ints], having: Callable[[str], FilmFilter]
) -> None:
    """Draw names one after another, each with the number of other films here that have it, which a click lists.

    Args:
        words: before the names; no other row has the same.
        names: in the film's order.
        films: the positions of the films that have a name.
        having: returns the filter for the films that have a name.
    """
    if not names:
        return
    with st.container(horizontal=True):
        draw_html(element("span", words, class_="label"), width="content")
        for place, name in enumerate(names):
            others = len(films[name]) - 1
            if others:
                label = f"{plain_in_markdown(isolate(name))}:gray[ {others} more]"
                _draw_name(label, f"page-{words}-{place}", having(name), f"All {others + 1} films: {isolate(name)}")
            else:
                draw_html(element("span", isolated(name), class_="unlinked"), width="content")


def _draw_name(label: str, key: str, films: FilmFilter, tip: str) -> None:
    def take() -> None:
        session.replace_state(session.state().filter_films(films))

    st.button(label, key=key, help=tip, type="tertiary", on_click=guard(take))
