"""Errors as a person can use them: what happened, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dashboard.browser.page import draw_html
from dashboard.text.markup import titled_box, warning
from emde_core.errors import EmdeError


def error_message(title: str, message: str) -> None:
    """Draw a box with what went wrong; emde_core's messages name the remedy."""
    draw_html(titled_box("trouble", title, message, role="alert"))


@contextmanager
def error_boundary(title: str) -> Iterator[None]:
    """Draw a box in the place of what can't be drawn."""
    try:
        yield
    except EmdeError as error:
        error_message(title, str(error))


def notices(sentences: Sequence[str]) -> None:
    """Draw what a person should know before reading on; nothing where there is nothing to say."""
    if sentences:
        draw_html(warning(" ".join(sentences)))
