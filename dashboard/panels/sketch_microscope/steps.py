"""The words of a step: one idea in plain English, what it is for one atom, and exact numbers for who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.text.markup import element, join

NAMES = ("A piece", "Alike or not", "A bucket", "Many rounds", "A tally", "The score")
NUMBERS = "microscope-numbers"


def draw_step(number: int, sentence: str, example: str) -> None:
    """Draw a step's name, its one idea, and what that is for the atom that is followed."""
    words = element(
        "div",
        element("h2", element("span", f"{number}"), f" {NAMES[number - 1]}"),
        element("p", sentence, class_="plain"),
        element("p", example),
        class_="lesson",
        role="status",
    )
    draw_html(words)


def draw_numbers(terms: Mapping[str, str], draw: Callable[[], None]) -> None:
    """Draw terms of the field and exact numbers; folded away, and drawn when somebody opens them."""
    box = st.expander("Exact numbers and terms", key=NUMBERS, on_change="rerun")
    if box.open:
        with box:
            pairs = (join(element("dt", term), element("dd", meaning)) for term, meaning in terms.items())
            draw_html(element("dl", *pairs, class_="terms"))
            draw()
