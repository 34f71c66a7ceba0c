"""Two small buttons on every figure of the page, which save it as PNG or SVG with its source written below."""

from __future__ import annotations

from dashboard.components import component

HTML = '<span class="saver" hidden></span>'


def figure_saver(source: str, *, key: str) -> None:
    """Watch over the page's figures; ``source`` is the line that goes below each saved one."""
    component("figure_saver", HTML)(key=key, data={"source": source}, height="content")
