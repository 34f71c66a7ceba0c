"""A poster under a lens: the regions that matter shine, and a slider says how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.components import Callback, component, ignore, plain
from dashboard.reasons.marks import Patch


@dataclass(frozen=True)
class Lens:
    """A poster with its regions.

    Attributes:
        title, picture: the film, and the picture's address; None for none.
        patches: the regions.
        alt: what they show, in words.
        caveat: what is lacking of their evidence: then none shines.
        focus: token of the region in focus, "" for none; ``recedes``: whether something else is.
    """

    title: str
    picture: str | None
    patches: tuple[Patch, ...]
    alt: str
    caveat: str = ""
    focus: str = ""
    recedes: bool = False

    def for_browser(self, *, choosable: bool) -> dict[str, Any]:
        """Return the lens as the browser gets it; its regions can be chosen where that leads anywhere."""
        return plain(self) | {"choosable": choosable}


def poster_lens(lens: Lens, *, key: str, on_focus: Callback | None = None) -> None:
    """Draw a poster with its regions. With ``on_focus`` they can be chosen, and are sent with ``focus``."""
    data = lens.for_browser(choosable=on_focus is not None)
    component("poster_lens")(key=key, data=data, on_focus_change=on_focus or ignore)
