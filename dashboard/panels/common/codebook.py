"""The codebook beside files: a button that saves what each of their names means."""

from __future__ import annotations

from typing import Literal

from dashboard.browser.lasting_files import draw_download
from dashboard.export.codebook import codebook_as_csv

NAME = "What the names in files mean (CSV)"
ABOUT = (
    "Every column and key of every file of this dashboard and of emde explain: what it means, its unit and range, and "
    "what screens call it"
)


def draw_codebook(beside: str, *, width: Literal["stretch", "content"] = "content") -> None:
    """Draw the button; ``beside`` names the files that it stands beside, once on a page."""
    draw_download(NAME, codebook_as_csv, "codebook.csv", "text/csv", key=f"codebook-{beside}", width=width, help=ABOUT)
