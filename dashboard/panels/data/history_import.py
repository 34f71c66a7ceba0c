"""A history out of a Letterboxd or IMDb export, with a report on every film."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.browser import screens, session
from dashboard.browser.page import draw_html
from dashboard.panels.common.history_strip import history_strip
from dashboard.panels.common.messages import error_message
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    folded,
    heading,
    isolated,
    items,
    join,
    note,
    plain_in_markdown,
    totals,
    warning,
)
from emde_core.data.exports.matching import MOST, Ambiguous, Matching, match
from emde_core.data.exports.registry import read_export
from emde_core.data.exports.watched_film import LIKED_FROM, NOT_UP_TO, merge
from emde_core.errors import DataError
from emde_core.history import History

MATCHING = "import_matched"  # the films of the files that are uploaded now
QUESTIONS, LINES = 12, 100  # ambiguous films that are asked about; films in a list of the report
LABEL = "Letterboxd: the zip, ratings.csv, watched.csv or likes/films.csv. IMDb: ratings.csv"
INTRODUCTION = (
    f"{LIKED_FROM:g} stars of 5 or more (8 of 10) and films marked as liked count as liked, {NOT_UP_TO:g} or less "
    "(5 of 10) as not for you; what lies between is left out. Files are read in this session and stored nowhere."
)


def draw_history_import(service: Service, posters: Posters) -> None:
    """Ask for files, report, and take the history over."""
    draw_html(heading("Bring the films that you have watched"), note(INTRODUCTION))
    files = st.file_uploader(LABEL, type=["csv", "zip"], accept_multiple_files=True, key="import-files")
    if not files:
        return
    try:
        matching = _match(files, service)
    except DataError as error:
        error_message("This export can't be read", str(error))
        return
    draw_html(counts(matching))
    choices = _ask(matching.ambiguous)
    history = matching.history(choices)
    _take_over(history, matching, len(choices), [file.name for file in files], service, posters)
    draw_html(report(matching))


def _match(files: Sequence[UploadedFile], service: Service) -> Matching:
    """Return what is in the files, read once while they are the same."""
    key = (*(file.file_id for file in files), service.model.data_hash)
    before = st.session_state.get(MATCHING)
    if before is None or before[0] != key:
        films = merge(film for file in files for film in read_export(file.name, file.getvalue()))
        st.session_state[MATCHING] = before = (key, match(films, service.model.catalogue))
    return before[1]


def _ask(ambiguous: Sequence[Ambiguous]) -> dict[int, str]:
    """Ask which film is meant; those without an answer are left out."""
    choices: dict[int, str] = {}
    for place, each in enumerate(ambiguous[:QUESTIONS]):
        films = {film.id: film.label for film in each.choices}
        film_id = st.selectbox(
            f"Which film is {plain_in_markdown(isolate(each.watched.label))}?",
            list(films),
            index=None,
            format_func=films.__getitem__,
            placeholder="Leave it out",
            key=f"which-{place}",
        )
        if film_id is not None:
            choices[place] = film_id
    return choices


def _take_over(
    history: History, matching: Matching, answers: int, names: Sequence[str], service: Service, posters: Posters
) -> None:
    if history.is_empty:
        draw_html(warning("None of these films can be used with this catalogue."))
        return
    count = len(matching.matches) + answers
    latest = f"the latest {len(history)} of {count} films" if count > len(history) else f"{len(history)} films"
    draw_html(history_strip(history, service, posters))
    if st.button(f"Use {latest} as my history", key="import-use"):
        session.load_history(history, f"{', '.join(names)}: {latest} known here")
        screens.go(screens.EXPLORE)
    if count > MOST:
        draw_html(fine(f"A history holds at most {MOST} imported films, the latest ones."))


def counts(matching: Matching) -> Markup:
    """Write how many films there are of each kind."""
    kinds = (
        ("found, with an opinion", len(matching.matches)),
        ("may be one of several", len(matching.ambiguous)),
        ("found, between or unrated", len(matching.lukewarm)),
        ("not in this catalogue", len(matching.unknown)),
    )
    return element("div", totals(kinds), role="status")


def report(matching: Matching) -> Markup:
    """List every film by what becomes of it, folded."""
    words = {"like": "liked", "dislike": "not for you", None: "neither"}
    matches = [f"{isolate(w.label)} → {isolate(film.label)}, {words[w.reaction]}" for w, film in matching.matches]
    several = [
        f"{isolate(each.watched.label)} → {' or '.join(isolate(film.label) for film in each.choices)}"
        for each in matching.ambiguous
    ]
    return join(
        _folded_list("Found", matches),
        _folded_list("May be one of several", several),
        _folded_list("Left out: between, or unrated", [film.label for film, _ in matching.lukewarm]),
        _folded_list("Not in this catalogue", [film.label for film in matching.unknown]),
    )


def _folded_list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    content: list[str] = [isolated(line) for line in lines[:LINES]]
    if len(lines) > LINES:
        content.append(f"and {len(lines) - LINES:,} more")
    return folded(f"{title} ({len(lines):,})", items(content), kind="more report")
