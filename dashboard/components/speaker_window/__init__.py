"""The speaker's notes in a window of their own, which follows the slides, with a clock: the room never sees it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.components import component, plain


@dataclass(frozen=True)
class SpeakerPage:
    """Words of the window.

    Attributes:
        place: which slide it is, of how many.
        line: the slide's point.
        notes: what a speaker may say, a paragraph each.
        following: the subject of the next slide; "" after the last.
    """

    place: str
    line: str
    notes: tuple[str, ...]
    following: str


def speaker_window(page: SpeakerPage, *, key: str) -> None:
    """Draw the button that opens the window; while that is open, it shows what ``page`` holds."""
    component("speaker_window")(key=key, data=plain(page), height="content", width="content")
