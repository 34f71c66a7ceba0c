"""The ways to take a film that does not exist along: its address, and files of what the model makes of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import streamlit as st

from dashboard.browser import address
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.components.copy_link import copy_link
from dashboard.export.audition import audition_document, words_as_csv
from dashboard.export.records import as_json, explanation_document, explanation_table, file_name
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.panel import panel
from dashboard.panels.common.share_and_save import now
from dashboard.service.auditions import PlacedDraft
from dashboard.service.service import Service
from dashboard.state.draft import Draft
from dashboard.state.link_message import LinkError
from dashboard.text.markup import fine
from emde_core.audition import Audition
from emde_core.data.csv_text import csv_text
from emde_core.history import History

FILES = "Each names model, data, method and settings."
LINK = "The link holds the history and the film; it opens the same page anywhere."
NO_PICTURE = "The link holds the history and the film, but not the picture that was dropped in: there it has no poster."


@st.fragment
@panel("Sharing and saving")
def draw_share_film(version: PlacedDraft, deletions: Future[Audition], history: History, service: Service) -> None:
    """A quiet button; what it hides is drawn once it is open, and files are made when asked for."""
    with st.container(horizontal=True, horizontal_alignment="right", key="tools"):
        box = st.popover("Share or save …", key="keep-film", on_change="rerun")
    if box.open:
        with box:
            _draw_files(version, deletions, history, service)


def _draw_files(version: PlacedDraft, deletions: Future[Audition], history: History, service: Service) -> None:
    why, model = version.audition.why, service.model

    def document() -> str:
        record = explanation_document(why, history, model, now(), service.evidence, service.hold_rates)
        return as_json(audition_document(record, version, deletions.result().without, model))

    def parts() -> str:
        return csv_text(explanation_table(why, model, now(), service.evidence, service.hold_rates))

    def words() -> str:
        return words_as_csv(version, deletions.result().without, model, now(), service.evidence)

    def draw_file(label: str, about: str, ending: str, mime: str, write: Callable[[], str]) -> None:
        key = f"save-{about}-{ending}"
        draw_download(label, write, file_name(why, ending, about), mime, key=key, width="stretch")

    _draw_link(version.draft, service)
    with st.container(key="files", gap="small"):
        draw_file("Everything as data (JSON)", "screen-test", "json", "application/json", document)
        draw_file("The parts as a table (CSV)", "screen-test", "csv", "text/csv", parts)
        draw_file("The words as a table (CSV)", "screen-test-words", "csv", "text/csv", words)
        draw_codebook("screen-test", width="stretch")
    draw_html(fine(FILES))


def _draw_link(draft: Draft, service: Service) -> None:
    """Draw a button that copies an address with the film, where one can hold it."""
    try:
        copy_link(address.film_address(service, draft), key="copy-film")
    except LinkError as error:
        draw_html(fine(str(error)))
    else:
        draw_html(fine(NO_PICTURE if draft.kind == "sent" and draft.picture else LINK))
