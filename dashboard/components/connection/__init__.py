"""The connection to the server: a calm message while there is none, and the page drawn anew once it is back."""

from __future__ import annotations

from secrets import token_hex

from dashboard.components import component, ignore

LOST = "The connection to the server is lost. It comes back by itself, and this page with it."
BACK = "The connection is back. This page is being drawn again."


def connection(*, key: str) -> None:
    """Watch the connection; call it at the end of a run, which is how the browser knows that a page is whole.

    A server that was started again knows nothing of a page until it has drawn it: the first click would be lost. So the
    browser asks for a drawing, which begins with the address, and lets nobody click before it is there.
    """
    words = {"lost": LOST, "back": BACK}
    component("connection")(key=key, data={"words": words, "drawing": token_hex(4)}, on_back_change=ignore)
