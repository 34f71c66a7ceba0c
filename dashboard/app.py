"""The dashboard's entry: ``streamlit run dashboard/app.py -- --model PATH``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.browser import address, screens, session, theme
from dashboard.panels.common import share_and_save
from dashboard.panels.common.messages import error_message, notices
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.views import compare, data, evidence, explore, present, screen_test, sketch_microscope
from emde_core.errors import EmdeError

Show = Callable[[Service, Posters], None]
SCREENS: tuple[tuple[str, Show], ...] = (
    (screens.EXPLORE, explore.show),
    (screens.COMPARE, compare.show),
    (screens.SCREEN_TEST, screen_test.show),
    (screens.MICROSCOPE, sketch_microscope.show),
    (screens.EVIDENCE, evidence.show),
    (screens.DATA, data.show),
    (screens.PRESENT, present.show),
)
TITLE = "Why this film?"
BRAND = f"""
<header class="brand"><h1>{TITLE}</h1>
<p>Recommendations from what you have watched, and the reasons, which add up to the last word</p></header>
"""


def main() -> None:
    """Dress the page, open the model, draw the chosen screen."""
    st.set_page_config(page_title=TITLE, page_icon="🎞️", layout="wide", initial_sidebar_state="collapsed")
    theme.dress()
    st.html(BRAND)
    try:
        address.choose_model()
        service, posters = session.opened()
    except EmdeError as error:
        error_message("The model can't be opened", str(error))
        return

    address.follow(service)
    pages = [
        screens.page(title, partial(show, service, posters), default=title == screens.EXPLORE)
        for title, show in SCREENS
    ]
    screen = st.navigation(pages, position="top")
    notices(session.notices())
    screen.run()
    state, follows = session.state(), screen.title in screens.FOLLOWING
    share_and_save.figures(service, state.weights if follows else (), content_alone=follows and state.content_alone)
    # What tests wait for: how many times the page has been drawn.
    st.html(f'<span class="run" hidden data-run="{session.count_run()}"></span>')


if __name__ == "__main__":  # which is what Streamlit calls the script that it runs
    main()
