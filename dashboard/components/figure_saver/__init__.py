"""Two small buttons on every figure of the page, which save it as PNG or SVG with its source written below."""

from __future__ import annotations

from dashboard.components import component


def figure_saver(source: str, settings: str, *, key: str) -> None:
    """Watch over the page's figures.

    Args:
        source: the line that goes below each saved figure.
        settings: of the model; with the page's address they go into an SVG's metadata.
        key: of the component.
    """
    component("figure_saver")(key=key, data={"source": source, "settings": settings}, height="content")
