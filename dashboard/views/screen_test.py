"""Screen test: a film that does not exist, placed in the ranking for a history and explained like any other."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.panels.common import sample_history
from dashboard.panels.common.messages import error_boundary, notices
from dashboard.panels.screen_test import audition, draft_form, film_shelf, share_film
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.draft import Draft
from emde_core.history import History

NO_CONTENT = (
    "No film of this catalogue has a plot, a category or a poster, so that nothing of a new film can be compared with "
    "them. Bring some with “emde prepare”, by --metadata and --posters, and train again."
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    if service.reads_content and not service.model.modalities:
        notices((NO_CONTENT,))
        return
    film_shelf.take_over()
    draft = draft_form.current(service)
    with st.container(key="screen-test"):
        left, right = st.columns([2, 3], gap=None)
    with left, st.container(key="draft-panel"):
        draft_form.draw_draft_form(draft, service)
    with right, st.container(key="audition-panel"):
        history, owner = sample_history.history_and_owner(service)
        sample_history.draw_sample_history(history, owner, service, posters)
        sample_history.draw_rank_notes(service)
        with error_boundary("This film has no place yet"):
            _draw_audition(draft, history, service, posters)
    film_shelf.draw_film_shelf()


def _draw_audition(draft: Draft, history: History, service: Service, posters: Posters) -> None:
    """Draw the film's place and why; for an empty one, what to do."""
    auditions = session.auditions()
    earlier = list(auditions.placeable(service, history, session.state().drafts[:-1]))
    if draft.is_empty:
        audition.draw_invitation(draft, earlier, service.facts().films)
        return
    with st.spinner("The film is being read …", show_time=False):
        now = auditions.place(service, history, draft)
    deletions = auditions.deletions(service, history, draft)
    share_film.draw_share_film(now, deletions, history, service)
    audition.draw_audition(now, earlier, deletions, service.evidence, posters)
