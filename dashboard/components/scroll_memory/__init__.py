"""A memory of how far each page was scrolled: a screen that opens begins at its top, Back and Forward restore."""

from __future__ import annotations

from dashboard.components import component


def scroll_memory(screen: str, *, key: str) -> None:
    """Remember and restore; ``screen`` is the title of the one that is on the page."""
    component("scroll_memory")(key=key, data={"screen": screen}, height="content")
