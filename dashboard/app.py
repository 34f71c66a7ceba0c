"""The dashboard's entry: ``streamlit run dashboard/app.py -- --model PATH``."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.browser import address, login, screens, session, theme
from dashboard.browser.boundary import boundary, take_faults
from dashboard.browser.page import draw_html
from dashboard.browser.study_file import study_path
from dashboard.components.connection import connection
from dashboard.components.navigation import Link, navigation, next_title
from dashboard.components.scroll_memory import scroll_memory
from dashboard.panels.common import notes, share_and_save, tmdb_film, way_in
from dashboard.panels.common.messages import draw_way_out, error_boundary, error_message, notices
from dashboard.panels.study import guide
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import element
from dashboard.views import study
from emde_core.errors import EmdeError

TITLE = "Why this film?"
PROMISE = "Recommendations from what you have watched, with reasons that add up"
NAVIGATION = "navigation"
BRAND = element("header", element("h1", TITLE), element("p", PROMISE), class_="brand")

screens.EXPLORE.view()  # is imported with this module; the others are once the first page is there


def main() -> None:
    """Draw the page, and watch over its connection."""
    draw_page()
    connection(key="connection")


def draw_page() -> None:
    """Dress the page, open the model, draw the chosen screen."""
    session.follow_screen()
    _follow_link()
    if session.is_first_run():  # the browser remembers it, and would draw the icon anew each time
        st.set_page_config(page_title=TITLE, page_icon="🎞️", layout="wide", initial_sidebar_state="collapsed")
    with error_boundary("This page can’t be shown", has_way_out=True):
        theme.add_stylesheet()
        if not login.may_enter():
            draw_html(BRAND)
            way_in.draw_way_in()
        elif (file := study_path()) is not None:
            study.serve(file)
        elif (model := _open_model()) is not None:
            _draw_page(*model)
    # What tests wait for: how many times the page has been drawn.
    draw_html(element("span", class_="run", hidden=True, data_run=str(session.count_run())))


def _follow_link() -> None:
    """Leave for the screen whose link in the navigation was followed, before anything is drawn; Films is its table."""
    title = next_title(NAVIGATION)
    for screen in screens.SCREENS:
        if screen.title == title:
            if screen is screens.FILMS and session.state().film_page:
                session.replace_state(session.state().close_page())
            screens.go(screen)


def _open_model() -> tuple[Service, Posters] | None:
    """Return the model that the address or the session names; None, with a message, where it can't be opened."""
    draw_html(BRAND)
    try:
        with boundary():
            return session.open_or_keep(address.choose_model)
    except EmdeError as error:
        error_message("The model can't be opened", str(error))
        if session.is_elsewhere():
            draw_way_out()
        return None


def _draw_page(service: Service, posters: Posters) -> None:
    """Draw the screen that is chosen, and what every screen has."""
    address.synchronise(service)
    pages = [
        screen.page(partial(_draw_screen, screen, service, posters), default=place == 0)
        for place, screen in enumerate(screens.SCREENS)
    ]
    page = st.navigation(pages, position="hidden")  # Streamlit's own bar would be a third of what a click redraws
    st.set_page_config(page_title=f"{page.title} · {TITLE}")
    if not guide.is_on_trial():
        pairs = zip(screens.SCREENS, pages, strict=True)
        links = [Link(each.title, each.url_path) for screen, each in pairs if screen.in_navigation]
        navigation(links, page.title, key=NAVIGATION)
    scroll_memory(page.title, key="scroll-memory")
    notices((*take_faults(), *session.notices()))
    page.run()
    tmdb_film.draw_late_posters()
    state = session.state()
    follows = any(screen.follows_what_ifs for screen in screens.SCREENS if screen.title == page.title)
    of_one_film = page.title in (screens.EXPLORE.title, screens.PRESENT.title)
    share_and_save.figures(service, state if follows else None, of_one_film=of_one_film)
    notes.draw_shelf()


def _draw_screen(screen: screens.Screen, service: Service, posters: Posters) -> None:
    with error_boundary(f"{screen.title} can’t be shown", has_way_out=True):
        screen.draw(service, posters)


if __name__ == "__main__":  # which is what Streamlit calls the script that it runs
    main()
