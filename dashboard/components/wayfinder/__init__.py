"""Ways on a page: past the posters to the explanation, what has changed, read aloud, a door, a way back."""

from __future__ import annotations

from dashboard.components import component


def wayfinder(words: str, *, target: str, doors: str, door: str, returns: str, start: str, key: str) -> None:
    """Draw a button that shows once it has the keyboard's focus, and words that only screen readers have.

    Args:
        words: what the page says now; read aloud where it differs from what it said before.
        target: a CSS selector of the element that the button leads to.
        doors: a CSS selector of elements that are clicked in the place of another.
        door: a CSS selector of that other one.
        returns: a CSS selector of buttons that lead back up the page.
        start: a CSS selector of the element that they lead to.
        key: of the component.
    """
    ways = {"target": target, "doors": doors, "door": door, "returns": returns, "start": start}
    component("wayfinder")(key=key, data={"words": words, **ways}, height="content")
