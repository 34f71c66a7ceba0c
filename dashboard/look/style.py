"""The style sheets with their font inside, for the page and for what is saved from it."""

from __future__ import annotations

import base64
from functools import cache

from dashboard.look.palette import LABELS, accent
from emde_core.assets_dir import ASSETS

FOLDER = ASSETS / "theme"


@cache
def stylesheet() -> str:
    """All style sheets in one <style> element, accents first; the font is inlined, so that nothing is fetched."""
    font = base64.b64encode((FOLDER / "newsreader.woff2").read_bytes()).decode()
    face = (
        '@font-face { font-family: "Newsreader"; font-weight: 200 800; font-display: swap; '
        f"src: url(data:font/woff2;base64,{font}) format('woff2'); }}"
    )
    sheets = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css"))]
    return "<style>" + "\n".join([face, accents(), *sheets]) + "</style>"


def accents() -> str:
    """Each part's accent: a property of its name, and a class that bears it; of a what-if's sliders too."""
    colours = " ".join(f"--why-{part}: light-dark({accent(part, 'light')}, {accent(part, 'dark')});" for part in LABELS)
    classes = "\n".join(f".{part}, .st-key-weight-{part} {{ --accent: var(--why-{part}); }}" for part in LABELS)
    return f":root {{ {colours} }}\n{classes}"
