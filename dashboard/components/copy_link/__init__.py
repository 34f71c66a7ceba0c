"""A button that copies an address: the page's own, which holds everything that is on most screens, or another."""

from __future__ import annotations

from dashboard.components import component


def copy_link(address: str = "", *, key: str) -> None:
    """Draw the button. Where the browser does not let it copy, the address shows, selected.

    Args:
        address: that is copied; "" for the page's own.
        key: of the component.
    """
    component("copy_link")(key=key, data={"address": address}, height="content")
