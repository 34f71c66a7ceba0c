"""For people who do not see the page: a way past the posters to the explanation, and what has changed, read aloud."""

from __future__ import annotations

from dashboard.components import component


def wayfinder(words: str, *, target: str, key: str) -> None:
    """Draw a button that shows once it has the keyboard's focus, and words that only screen readers have.

    Args:
        words: what the page says now; read aloud where it differs from what it said before.
        target: a CSS selector of the element that the button leads to.
        key: of the component.
    """
    component("wayfinder")(key=key, data={"words": words, "target": target}, height="content")
