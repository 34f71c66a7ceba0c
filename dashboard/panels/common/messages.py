"""Errors as a person can use them: what happened, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dashboard.browser import screens, session
from dashboard.browser.boundary import boundary, unforeseen
from dashboard.browser.page import draw_html
from dashboard.text.markup import titled_box, warning
from emde_core.errors import EmdeError

ANEW = "Forgets this history, and goes back to Explore and to the model that the server was started with"


def error_message(title: str, message: str) -> None:
    """Draw a box with what went wrong; emde_core's messages name the remedy."""
    draw_html(titled_box("trouble", title, message, role="alert"))


@contextmanager
def error_boundary(title: str, *, has_way_out: bool = False) -> Iterator[None]:
    """Draw a box in the place of what can't be drawn: with the error's words, or with a number that the log has too.

    Args:
        title: of the box.
        has_way_out: whether a button below it leaves the state that can't be drawn; where the whole screen is lost.
    """
    try:
        with boundary():
            yield
    except EmdeError as error:
        error_message(title, str(error))
        if has_way_out:
            draw_way_out()


def last_resort(error: Exception) -> bool:
    """Draw a box, where Streamlit would draw its own, for an error outside of all boundaries."""
    error_message("This page can’t be shown", str(unforeseen(error)))
    return True  # so that Streamlit draws nothing


def draw_way_out() -> None:
    """Draw a button that forgets this session, its history, model and address, and leads to the first screen."""
    screens.screen_button("Begin anew", screens.EXPLORE, key="begin-anew", help=ANEW, on_click=session.begin_anew)


def notices(sentences: Sequence[str]) -> None:
    """Draw what a person should know before reading on; nothing where there is nothing to say."""
    if sentences:
        draw_html(warning(" ".join(sentences)))
