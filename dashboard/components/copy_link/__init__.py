"""A button that copies the page's address, which holds everything that is on the screen."""

from __future__ import annotations

from dashboard.components import component


def copy_link(*, key: str) -> None:
    """Draw the button. Where the browser does not let it copy, the address shows, selected."""
    component("copy_link")(key=key, height="content")
