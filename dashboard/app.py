"""The dashboard's entry: ``streamlit run dashboard/app.py -- --model PATH``."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.browser import address, screens, session, theme
from dashboard.browser.page import draw_html
from dashboard.browser.study_file import study_path
from dashboard.components.connection import connection
from dashboard.panels.common import notes, share_and_save, tmdb_film
from dashboard.panels.common.messages import error_message, notices
from dashboard.panels.study import guide
from dashboard.text.markup import element
from dashboard.views import study
from emde_core.errors import EmdeError

TITLE = "Why this film?"
PROMISE = "Recommendations from what you have watched, and the reasons, which add up to the last word"
BRAND = element("header", element("h1", TITLE), element("p", PROMISE), class_="brand")

screens.EXPLORE.view()  # is imported with this module; the others are once the first page is there


def main() -> None:
    """Draw the page, and watch over its connection."""
    draw_page()
    connection(key="connection")


def draw_page() -> None:
    """Dress the page, open the model, draw the chosen screen."""
    if session.is_first_run():  # the browser remembers it, and would draw the icon anew each time
        st.set_page_config(page_title=TITLE, page_icon="🎞️", layout="wide", initial_sidebar_state="collapsed")
    theme.add_stylesheet()
    if (file := study_path()) is not None:
        study.serve(file)
        return
    draw_html(BRAND)
    try:
        address.choose_model()
        service, posters = session.open_model()
    except EmdeError as error:
        error_message("The model can't be opened", str(error))
        return

    address.synchronise(service)
    pages = [
        screen.page(partial(screen.draw, service, posters), default=place == 0)
        for place, screen in enumerate(screens.SCREENS)
    ]
    page = st.navigation(pages, position="hidden" if guide.is_on_trial() else "top")
    st.set_page_config(page_title=f"{page.title} · {TITLE}")
    notices(session.notices())
    page.run()
    tmdb_film.draw_late_posters()
    state = session.state()
    follows = any(screen.follows_what_ifs for screen in screens.SCREENS if screen.title == page.title)
    of_one_film = page.title in (screens.EXPLORE.title, screens.PRESENT.title)
    share_and_save.figures(service, state if follows else None, of_one_film=of_one_film)
    notes.draw_shelf()
    # What tests wait for: how many times the page has been drawn.
    draw_html(element("span", class_="run", hidden=True, data_run=str(session.count_run())))


if __name__ == "__main__":  # which is what Streamlit calls the script that it runs
    main()
