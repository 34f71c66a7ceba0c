"""The legend of modalities, each of which can be singled out, and the way back to everything (Escape does it too)."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components import Callback, component
from dashboard.focus import Focus
from dashboard.palette import label

HTML = """
<div class="bar" role="group" aria-label="Single out one part of the evidence">
  <span class="keys"></span><button class="all" type="button" title="Escape" hidden>Show all</button>
</div>
"""


def focus_bar(modalities: Sequence[str], focus: Focus | None, *, key: str, on_focus: Callback) -> None:
    """Draw the legend. What is chosen is sent with ``focus``, "" for everything."""
    keys = [{"token": str(Focus("modality", m)), "modality": m, "name": label(m)} for m in modalities]
    data = {"keys": keys, "focus": str(focus or "")}
    component("focus_bar", HTML)(key=key, data=data, on_focus_change=on_focus)
