"""Ways on a page: past the posters to the explanation, what has changed, read aloud, and a title that is a door."""

from __future__ import annotations

from dashboard.components import component


def wayfinder(words: str, *, target: str, doors: str, door: str, key: str) -> None:
    """Draw a button that shows once it has the keyboard's focus, and words that only screen readers have.

    Args:
        words: what the page says now; read aloud where it differs from what it said before.
        target: a CSS selector of the element that the button leads to.
        doors: a CSS selector of elements that are clicked in the place of another.
        door: a CSS selector of that other one.
        key: of the component.
    """
    component("wayfinder")(
        key=key, data={"words": words, "target": target, "doors": doors, "door": door}, height="content"
    )
