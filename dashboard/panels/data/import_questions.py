"""Questions about films of an import that are not sure, and films put right by hand; the answers are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.markup import fine, plain_in_markdown
from emde_core.data.catalogue import Film
from emde_core.data.exports.matching import Ambiguous, Matching
from emde_core.data.exports.watched_film import WatchedFilm

ANSWERS = "import-answers"  # films by what an export calls them, of each catalogue; kept while the session lives
QUESTIONS = 12  # asked at once; the others are folded away
RESULTS = 8  # of a search
LEFT_OUT = ""  # the answer that it is none of them


@dataclass(frozen=True)
class Answers:
    """The answers of a session about one catalogue.

    Attributes:
        films: ids, by ``WatchedFilm.key``; "" where somebody said that it is none of them.
    """

    films: dict[str, str]

    @classmethod
    def of(cls, service: Service) -> Answers:
        """Return the answers about the service's catalogue, which outlive the files that they are about."""
        every: dict[str, dict[str, str]] = st.session_state.setdefault(ANSWERS, {})
        return cls(every.setdefault(service.model.data_hash, {}))


def ask(matching: Matching, service: Service) -> dict[str, str]:
    """Ask which films are meant, offer a search for films that are not found, and return the answers for these."""
    answers = Answers.of(service)
    _ask_which(matching.ambiguous, answers)
    _put_right([film for film in matching.unknown if film.reaction is not None], answers, service)
    open_films = [*(each.watched for each in matching.ambiguous), *matching.unknown]
    return {film.key: answers.films[film.key] for film in open_films if answers.films.get(film.key)}


def _ask_which(ambiguous: Sequence[Ambiguous], answers: Answers) -> None:
    """Ask about each film that may be one of the catalogue's; those without an answer are left out."""
    for each in ambiguous[:QUESTIONS]:
        _ask_one(each, answers)
    if len(ambiguous) > QUESTIONS:
        with st.expander(f"{len(ambiguous) - QUESTIONS:,} more films that are not sure"):
            for each in ambiguous[QUESTIONS:]:
                _ask_one(each, answers)


def _ask_one(each: Ambiguous, answers: Answers) -> None:
    labels = {str(film.id): ", ".join((film.label, *film.directors[:1])) for film in each.choices}
    answer_before = answers.films.get(each.watched.key)
    address = f", {each.watched.address}" if each.watched.address and "two films" in each.doubt else ""
    name = plain_in_markdown(f"{isolate(each.watched.label)}{address}")
    answer = st.selectbox(
        f"Which film is {name}? Not sure: {each.doubt}",
        list(labels),
        index=list(labels).index(answer_before) if answer_before in labels else None,
        format_func=labels.__getitem__,
        placeholder="None of them: leave it out",
        key=f"which-{each.watched.key}",
    )
    answers.films[each.watched.key] = LEFT_OUT if answer is None else answer


def _put_right(unknown: Sequence[WatchedFilm], answers: Answers, service: Service) -> None:
    """Offer a search of the catalogue for a film that it may hold under another name."""
    if not unknown:
        return
    with st.expander(f"Is one of the {len(unknown):,} films that were not found here under another name?"):
        _choose_by_hand(unknown, answers, service)
        for film in unknown:
            if answers.films.get(film.key):
                _draw_choice(film, answers, service)


def _choose_by_hand(unknown: Sequence[WatchedFilm], answers: Answers, service: Service) -> None:
    by_key = {film.key: film for film in unknown}
    key = st.selectbox(
        "Your film", list(by_key), format_func=lambda key: by_key[key].label, key="by-hand-film", index=None
    )
    if key is None:
        return
    query = st.text_input("Search this catalogue", placeholder="title, person or genre", key=f"by-hand-query-{key}")
    results = _results(query, by_key[key], service)
    if not results:
        draw_html(fine("No film here is called so."))
        return
    labels = {film.id: film.label for film in results}
    film_id = st.radio(
        "Which of these is it?", list(labels), format_func=lambda each: plain_in_markdown(labels[each]), index=None
    )
    if film_id is not None and st.button("This one", key="by-hand-take"):
        answers.films[key] = film_id
        st.rerun()


def _results(query: str, film: WatchedFilm, service: Service) -> list[Film]:
    """Return the films of a search; before one is typed, those whose titles are nearest."""
    if query.strip():
        return [match.film for match in service.search.find(query, RESULTS)]
    return service.model.catalogue.titles.nearest(film.title, RESULTS)


def _draw_choice(film: WatchedFilm, answers: Answers, service: Service) -> None:
    chosen_film = service.model.catalogue[answers.films[film.key]]
    words = f"{plain_in_markdown(isolate(film.label))} is {plain_in_markdown(isolate(chosen_film.label))}: take it back"
    if st.button(words, key=f"by-hand-{film.key}"):
        del answers.films[film.key]
        st.rerun()
