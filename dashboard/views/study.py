"""Study: for researchers, how to ask people about recommendations; for participants, the study and nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import boundary
from dashboard.browser.page import draw_html
from dashboard.panels.study import guide
from dashboard.panels.study.participant import draw_participant, draw_trouble
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.study.definition import read_study
from dashboard.text.markup import element, isolated
from emde_core.errors import EmdeError


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    run = guide.trial_run(service)
    if run is None:
        guide.draw_guide(service, posters)
        return
    guide.draw_way_out(run)
    draw_participant(run, service, posters)


def serve(path: Path) -> None:
    """Draw the study of a file at every address, without a way to other screens."""
    pages = [
        st.Page(partial(_serve, path), title="Study", default=True),
        st.Page(partial(_serve, path), title="Study", url_path="study"),
    ]
    st.navigation(pages, position="hidden").run()


def _serve(path: Path) -> None:
    try:
        with boundary():
            study = read_study(path)
            service, posters = session.open_or_keep(session.start_model)
            run = guide.build_run(study, service, path.name)
    except EmdeError as error:
        draw_trouble(str(error))
        return
    draw_html(element("header", element("h1", isolated(study.title)), class_="brand"))
    draw_participant(run, service, posters)
