"""A history out of a Letterboxd or IMDb export, with a report on what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.browser import screens, session
from dashboard.panels.common.history_strip import history_strip
from dashboard.panels.common.messages import error_message
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.markup import isolated, plain_in_markdown, text
from emde_core.data.exports.matching import MOST, Ambiguous, Matching, match
from emde_core.data.exports.registry import read_export
from emde_core.data.exports.watched_film import LIKED_FROM, NOT_UP_TO, merge
from emde_core.errors import DataError
from emde_core.history import History

MATCHED = "import_matched"  # what was found in the files that are uploaded now
ASKED, LISTED = 12, 100  # ambiguous films that are asked about; films in a list of the report
LABEL = "Letterboxd: the zip, ratings.csv, watched.csv or likes/films.csv. IMDb: ratings.csv"
INTRODUCTION = f"""<h2 class="heading">Bring the films that you have watched</h2>
<p class="note">{LIKED_FROM:g} stars of 5 or more (8 of 10) and films marked as liked count as liked, {NOT_UP_TO:g} or
less (5 of 10) as not for you; what lies between is left out. Files are read in this session and stored nowhere.</p>"""


def draw_history_import(service: Service, posters: Posters) -> None:
    """Ask for files, report, and take the history over."""
    st.html(INTRODUCTION)
    files = st.file_uploader(LABEL, type=["csv", "zip"], accept_multiple_files=True, key="import-files")
    if not files:
        return
    try:
        matching = _matched(files, service)
    except DataError as error:
        error_message("This export can't be read", str(error))
        return
    st.html(counts(matching))
    chosen = _decided(matching.ambiguous)
    history = matching.history(chosen)
    _take_over(history, matching, len(chosen), [file.name for file in files], service, posters)
    st.html(report(matching))


def _matched(files: Sequence[UploadedFile], service: Service) -> Matching:
    """What is in the files; kept while they are the same."""
    key = (*(file.file_id for file in files), service.model.data_hash)
    before = st.session_state.get(MATCHED)
    if before is None or before[0] != key:
        watched = merge(film for file in files for film in read_export(file.name, file.getvalue()))
        st.session_state[MATCHED] = before = (key, match(watched, service.model.catalogue))
    return before[1]


def _decided(ambiguous: Sequence[Ambiguous]) -> dict[int, str]:
    """Ask which film is meant; those without an answer are left out."""
    chosen: dict[int, str] = {}
    for place, each in enumerate(ambiguous[:ASKED]):
        films = {film.id: film.label for film in each.choices}
        label = f"Which film is {plain_in_markdown(isolate(each.watched.label))}?"
        film = st.selectbox(
            label,
            list(films),
            index=None,
            format_func=films.__getitem__,
            placeholder="Leave it out",
            key=f"which-{place}",
        )
        if film is not None:
            chosen[place] = film
    return chosen


def _take_over(
    history: History, matching: Matching, decided: int, names: Sequence[str], service: Service, posters: Posters
) -> None:
    if history.is_empty:
        st.html('<p class="note warn" role="status">None of these films can be used with this catalogue.</p>')
        return
    found = len(matching.matches) + decided
    latest = f"the latest {len(history)} of {found} films" if found > len(history) else f"{len(history)} films"
    st.html(history_strip(history, service, posters))
    if st.button(f"Use {latest} as my history", key="import-use"):
        session.replace_state(session.state().load(history, f"{', '.join(names)}: {latest} known here"))
        screens.go(screens.EXPLORE)
    if found > MOST:
        st.html(f'<p class="fine">A history holds at most {MOST} imported films, the latest ones.</p>')


def counts(matching: Matching) -> str:
    """How many films of each kind."""
    kinds = (
        (len(matching.matches), "found, with an opinion"),
        (len(matching.ambiguous), "may be one of several"),
        (len(matching.lukewarm), "found, between or unrated"),
        (len(matching.unknown), "not in this catalogue"),
    )
    items = "".join(f"<li><b>{count:,}</b> {said}</li>" for count, said in kinds)
    return f'<div role="status"><ul class="totals">{items}</ul></div>'


def report(matching: Matching) -> str:
    """Every film by what became of it, folded."""
    said = {"like": "liked", "dislike": "not for you", None: "neither"}
    found = (f"{isolate(w.label)} → {isolate(film.label)}, {said[w.reaction]}" for w, film in matching.matches)
    several = (
        f"{isolate(each.watched.label)} → {' or '.join(isolate(film.label) for film in each.choices)}"
        for each in matching.ambiguous
    )
    return "".join(
        (
            _folded("Found", len(matching.matches), found),
            _folded("May be one of several", len(matching.ambiguous), several),
            _folded("Left out: between, or unrated", len(matching.lukewarm), (w.label for w, _ in matching.lukewarm)),
            _folded("Not in this catalogue", len(matching.unknown), (w.label for w in matching.unknown)),
        )
    )


def _folded(title: str, count: int, lines: Iterable[str]) -> str:
    if not count:
        return ""
    shown = [f"<li>{isolated(line)}</li>" for _, line in zip(range(LISTED), lines, strict=False)]
    more = f"<li>and {count - LISTED:,} more</li>" if count > LISTED else ""
    listed = f"<ul>{''.join(shown)}{more}</ul>"
    return f'<details class="more report"><summary>{text(title)} ({count:,})</summary>{listed}</details>'
