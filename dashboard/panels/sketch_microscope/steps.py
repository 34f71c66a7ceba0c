"""The words of a step: a plain sentence, the numbers of the atom that is looked at, and terms for who wants them."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.browser.page import draw_html
from dashboard.text.markup import element, folded, join

NAMES = ("One piece", "Its direction", "Into buckets", "Counted", "A likeness", "The score")


def draw_step(number: int, sentence: str, numbers: str, terms: Mapping[str, str] | None = None) -> None:
    """Draw a step's name, what happens in plain words, and its numbers; the terms are behind a question mark."""
    words = element(
        "div",
        element("h2", element("span", f"{number}"), f" {NAMES[number - 1]}"),
        element("p", sentence, class_="plain"),
        element("p", numbers),
        class_="lesson",
        role="status",
    )
    pairs = (join(element("dt", term), element("dd", meaning)) for term, meaning in (terms or {}).items())
    draw_html(words, *([folded("? The terms", element("dl", *pairs), kind="terms")] if terms else []))
