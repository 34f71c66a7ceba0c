"""The words of a step: what happens, how, and what that does for the film; terms and exact numbers for who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.text.markup import element, join, strong, table

NAMES = ("The film", "Alike or not", "A bucket", "Many rounds", "A tally", "The score")
NUMBERS = "microscope-numbers"


def draw_step(title: str, why: str, heading: str, *sentence: str) -> None:
    """Draw what happens to the atom that is followed.

    Args:
        title: of the film, as a sentence names it.
        why: what the step does for the film, after "For Fargo: ".
        heading: what happens.
        sentence: how.
    """
    reason = element("p", strong(f"For {title}: "), why, class_="why")
    lesson = (element("h2", heading), element("p", *sentence), reason)
    draw_html(element("div", *lesson, class_="lesson", role="status"))


def draw_numbers(terms: Mapping[str, str], draw: Callable[[], None], equations: Sequence[str] = ()) -> None:
    """Draw terms of the field, equations and exact numbers; folded away, and drawn when somebody opens them."""
    box = st.expander("? Terms and exact numbers", key=NUMBERS, on_change="rerun")
    if box.open:
        with box:
            pairs = (join(element("dt", term), element("dd", meaning)) for term, meaning in terms.items())
            lines = (element("p", line, class_="equation") for line in equations)
            draw_html(element("dl", *pairs, class_="terms"), *lines)
            draw()


def draw_exactly(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a table of exact numbers."""
    draw_html(element("div", table(caption, header, rows), class_="twin"))
