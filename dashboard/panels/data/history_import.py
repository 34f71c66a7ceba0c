"""A history out of the exports of other sites, with a report on every film."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.browser import screens, session, uploads
from dashboard.browser.page import draw_html
from dashboard.panels.common.history_strip import history_strip
from dashboard.panels.common.messages import error_message, notices
from dashboard.panels.common.panel import panel
from dashboard.panels.data import import_questions, import_report
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import fine, folded, heading, items, note, warning
from emde_core.data.exports.contents import ExportContents, together
from emde_core.data.exports.matching import MOST, Matching, match
from emde_core.data.exports.registry import read_export
from emde_core.data.exports.watched_film import LIKED_FROM, NOT_UP_TO, with_unrated_as_liked
from emde_core.effort import size_words
from emde_core.errors import DataError
from emde_core.limits import LIMITS, MEGABYTE

CONTENTS, MATCHING = "import-contents", "import_matched"  # of the files that are uploaded now
UNRATED = "import-unrated"
LABEL = "An export of Letterboxd, IMDb, Trakt, TMDB, Simkl or movielens.org, or a table with title, year and rating"
SOURCE, REFUSAL = "import-source", "import-refusal"  # how many times files were refused, and why the last ones were
BOUNDS = (
    f"At most {LIMITS.upload_files} of {LIMITS.upload} each, {LIMITS.session_uploads} together; a table may have "
    f"{LIMITS.export_rows}. A history takes the latest {LIMITS.imported_films}."
)
MEANINGS = (
    f"{LIKED_FROM:g} stars of 5 and more, or marked as liked: liked",
    f"{NOT_UP_TO + 0.5:g} and {LIKED_FROM - 0.5:g} stars: left out",
    f"{NOT_UP_TO:g} stars and less: not for me",
)
WAY = "From Letterboxd: Settings, Data, Export your data; bring the zip as it is."
PRIVACY = "Files are read in this session and stored nowhere."


def _caution(service: Service) -> str:
    """Say where an import takes fewer films as dislikes than the model did; "" where it does not."""
    learned = service.model.trained.config.dislike_at_most
    if learned <= NOT_UP_TO:
        return ""
    return (
        f"These are the stars of your own files. In its own ratings the model took {learned:g} and less as “not for "
        "me”; of yours, three are left out, since they often mean “all right”. "
    )


@panel("The import")
def draw_history_import(service: Service, posters: Posters) -> None:
    """Ask for files, report, and take the history over."""
    draw_html(
        heading("Bring the films that you have watched"),
        note(WAY),
        items(MEANINGS),
        fine(PRIVACY),
        folded("How stars are read, and how much at once", fine(_caution(service), BOUNDS), kind="more"),
    )
    files = _ask_for_files()
    if not files:
        for name in (CONTENTS, MATCHING):  # nothing of files that were taken back is held
            st.session_state.pop(name, None)
        return
    contents = _read(files)
    if contents is None:
        return
    if not contents.films:
        draw_html(warning(contents.no_film_sentence(_names(files))))
        return
    matching = _match(contents, _take_unrated(contents), service)
    draw_html(import_report.counts(matching, contents))
    notices(contents.notes)
    choices = import_questions.ask(matching, service)
    _take_over(matching, choices, _names(files), service, posters)
    answers = {key: service.model.catalogue[film_id] for key, film_id in choices.items()}
    draw_html(import_report.report(matching, answers, contents.problems))


def _ask_for_files() -> Sequence[UploadedFile]:
    """Return the files of this import; none, with a message, where they are too many or too large together."""
    refusals = st.session_state.get(SOURCE, 0)
    key = f"import-files-{refusals}" if refusals else "import-files"  # another key empties the field
    types, most = ["csv", "zip", "json", "tsv", "txt"], LIMITS.upload.most // MEGABYTE
    files = st.file_uploader(LABEL, type=types, accept_multiple_files=True, key=key, max_upload_size=most)
    if refusal := _refusal(files):
        uploads.drop(files)
        st.session_state[SOURCE], st.session_state[REFUSAL] = refusals + 1, refusal
        st.rerun()
    if files:
        st.session_state.pop(REFUSAL, None)
    elif refusal := st.session_state.get(REFUSAL, ""):
        error_message("These files are not read", refusal)
    return files


def _refusal(files: Sequence[UploadedFile]) -> str:
    """Say why files are too many or too large; "" where they are not."""
    total = sum(file.size for file in files)
    if len(files) > LIMITS.upload_files.most:
        return f"These are {len(files)} files, and at most {LIMITS.upload_files} are read at once; choose fewer."
    if total > LIMITS.session_uploads.most:
        size = size_words(total)
        return f"Together they have {size}, and at most {LIMITS.session_uploads} are read at once; choose fewer."
    return ""


def _names(files: Sequence[UploadedFile]) -> str:
    return ", ".join(file.name for file in files)


def _read(files: Sequence[UploadedFile]) -> ExportContents | None:
    """Return what is in the files, read once while they are the same; None, with a message, where none can be read."""
    key = tuple(file.file_id for file in files)
    if st.session_state.get(CONTENTS, (None,))[0] != key:
        contents, errors = [], []
        for file in files:
            try:
                contents.append(read_export(file.name, file.getvalue()))
            except DataError as error:
                errors.append(str(error))
        st.session_state[CONTENTS] = (key, together(contents) if contents else None, errors)
    _, read_contents, messages = st.session_state[CONTENTS]
    for message in messages:
        error_message("This export can't be read", message)
    return read_contents


def _take_unrated(contents: ExportContents) -> bool:
    """Ask whether films without a rating count as liked, where there are any."""
    unrated = sum(film.stars is None and not film.liked for film in contents.films)
    if not unrated:
        return False
    words = f"Count the {unrated:,} films that have neither a rating nor a like as liked"
    return st.checkbox(words if unrated > 1 else "Count the film without a rating or a like as liked", key=UNRATED)


def _match(contents: ExportContents, unrated_as_liked: bool, service: Service) -> Matching:
    """Return the films looked up, once while they and the catalogue are the same."""
    key = (st.session_state[CONTENTS][0], unrated_as_liked, service.model.data_hash)
    if st.session_state.get(MATCHING, (None,))[0] != key:
        films = with_unrated_as_liked(contents.films) if unrated_as_liked else contents.films
        st.session_state[MATCHING] = (key, match(films, service.model.catalogue))
    matching: Matching = st.session_state[MATCHING][1]
    return matching


def _take_over(matching: Matching, choices: dict[str, str], names: str, service: Service, posters: Posters) -> None:
    history = matching.history(choices)
    if history.is_empty:
        draw_html(warning(f"No film can be used yet: {matching.why_empty}."))
        return
    count = len(matching.history(choices, most=len(matching.matches) + len(choices)))
    latest = f"the latest {len(history)} of {count} films" if count > len(history) else f"{len(history)} films"
    draw_html(history_strip(history, service, posters))
    if st.button(f"Use {latest} as my history", key="import-use"):
        session.load_history(history, f"{names}: {latest} known here")
        screens.go(screens.EXPLORE)
    if count > MOST:
        draw_html(fine(f"A history holds at most {MOST} imported films, the latest ones."))
