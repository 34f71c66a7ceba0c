"""Style sheets with their font inside, for the page and for files that are saved from it."""

from __future__ import annotations

import base64
from functools import cache

from dashboard.look.palette import LABELS, accent
from emde_core.assets_dir import ASSETS

FOLDER = ASSETS / "theme"


@cache
def stylesheet() -> str:
    """All style sheets as one, accents first; the font is inlined, so that nothing is fetched."""
    font = base64.b64encode((FOLDER / "newsreader.woff2").read_bytes()).decode()
    face = (
        '@font-face { font-family: "Newsreader"; font-weight: 200 800; font-display: swap; '
        f"src: url(data:font/woff2;base64,{font}) format('woff2'); }}"
    )
    sheets = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css"))]
    return "\n".join([face, accents(), *sheets])


def accents() -> str:
    """Return CSS for every part's accent: a property of the part's name, and a class that uses it."""
    colours = " ".join(f"--why-{part}: light-dark({accent(part, 'light')}, {accent(part, 'dark')});" for part in LABELS)
    classes = "\n".join(f".{part}, .st-key-weight-{part} {{ --accent: var(--why-{part}); }}" for part in LABELS)
    return f":root {{ {colours} }}\n{classes}"
