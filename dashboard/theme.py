"""The stylesheet with its font inside, and which of the two themes the browser shows."""

from __future__ import annotations

import base64
from functools import cache

import streamlit as st

from dashboard.palette import Theme
from emde_core.assets_dir import ASSETS

FOLDER = ASSETS / "theme"


@cache
def stylesheet() -> str:
    """All style sheets in one <style> element; the font is inlined, so that nothing is fetched."""
    font = base64.b64encode((FOLDER / "newsreader.woff2").read_bytes()).decode()
    face = (
        '@font-face { font-family: "Newsreader"; font-weight: 200 800; font-display: swap; '
        f"src: url(data:font/woff2;base64,{font}) format('woff2'); }}"
    )
    sheets = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css"))]
    return "<style>" + "\n".join([face, *sheets]) + "</style>"


def dress() -> None:
    """Put the stylesheet on the page."""
    st.html(stylesheet())


def current() -> Theme:
    """The theme that the browser shows."""
    return "light" if st.context.theme.type == "light" else "dark"
