"""A new page within a screen: the view goes to its top, and its heading gets the keyboard's focus, to be read out."""

from __future__ import annotations

from dashboard.components import component


def page_turn(token: str, *, key: str) -> None:
    """Turn the page whenever ``token`` is another one; the heading is the page's first ``h2``."""
    component("page_turn")(key=key, data={"token": token}, height="content")
