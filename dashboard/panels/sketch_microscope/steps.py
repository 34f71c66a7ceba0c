"""The words that every step of the sketch microscope begins with."""

from __future__ import annotations

from dashboard.browser.page import draw_html
from dashboard.text.markup import element


def draw_step(number: int, title: str, *words: str) -> None:
    """Draw a step's number and title, and the words that teach it."""
    above = element("h3", element("span", f"{number}"), f" {title}")
    draw_html(element("div", above, element("p", *words), class_="lesson"))
