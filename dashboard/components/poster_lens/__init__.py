"""A poster under a lens: the regions that matter shine, and a slider says how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dashboard.components import Callback, component, ignore
from dashboard.reasons.marks import Patch


def poster_lens(
    *,
    key: str,
    title: str,
    picture: str | None,
    patches: Sequence[Patch],
    alt: str,
    caveat: str = "",
    focus: str = "",
    recedes: bool = False,
    on_focus: Callback | None = None,
) -> None:
    """Draw a poster with its patches; ``alt`` says what they show.

    ``caveat`` says what is lacking of their evidence: then they shine only once somebody asks for it by the slider.

    With ``on_focus`` patches can be chosen and are sent with ``focus``; ``focus`` is the token of the one that is in
    focus, and ``recedes`` says that something else is.
    """
    data = {
        "title": title,
        "picture": picture,
        "patches": [asdict(patch) for patch in patches],
        "alt": alt,
        "caveat": caveat,
        "focus": focus,
        "recedes": recedes,
        "choosable": on_focus is not None,
    }
    component("poster_lens")(key=key, data=data, on_focus_change=on_focus or ignore)
