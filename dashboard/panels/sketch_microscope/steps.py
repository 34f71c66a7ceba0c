"""The words of a step: what happens, in a heading and a sentence; terms and exact numbers for who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.text.markup import element, join, table

NAMES = ("The film", "Alike or not", "A bucket", "Many rounds", "A tally", "The score")
NUMBERS = "microscope-numbers"


def draw_step(heading: str, *sentence: str) -> None:
    """Draw what happens to the atom that is followed, and a sentence on how."""
    draw_html(element("div", element("h2", heading), element("p", *sentence), class_="lesson", role="status"))


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
