"""Screen test: a film that does not exist, placed in the ranking for a history and explained like any other."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.panels.common import sample_history
from dashboard.panels.common.messages import error_boundary, notices
from dashboard.panels.screen_test import audition, draft_form
from dashboard.service.posters import Posters
from dashboard.service.service import Service

NO_CONTENT = (
    "No film of this catalogue has a plot, a category or a poster, so that nothing of a new film can be compared with "
    "them. Bring some with “emde prepare”, by --metadata and --posters, and train again."
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    history, owner = sample_history.history_and_owner(service)
    sample_history.draw_sample_history(history, owner, service, posters)
    sample_history.draw_rank_notes(service)
    if service.reads_content and not service.model.modalities:
        notices((NO_CONTENT,))
        return
    draft = draft_form.current(service)
    auditions = session.auditions()
    with st.container(key="screen-test"):
        left, right = st.columns([2, 3], gap=None)
    with left, st.container(key="draft-panel"):
        draft_form.draw_draft_form(draft, service)
    with right, st.container(key="audition-panel"), error_boundary("This film has no place yet"):
        earlier = list(auditions.placeable(service, history, session.state().drafts[:-1]))
        if draft.is_empty:
            audition.draw_invitation(draft, earlier, service.facts().films)
            return
        with st.spinner("The film is being read …", show_time=False):
            now = auditions.place(service, history, draft)
        deletions = auditions.deletions(service, history, draft)
        audition.draw_audition(now, earlier, deletions, service.evidence, posters)
