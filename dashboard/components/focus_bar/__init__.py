"""The legend of the score's parts, each of which can be singled out; Escape leads back to everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.components import Callback, component
from dashboard.look.palette import label
from dashboard.reasons.sureness import caveat, caveat_in_short
from dashboard.state.focus import Focus
from dashboard.text.grammar import with_sign
from emde_core.explain.sureness import ContentEvidence
from emde_core.schema import IMAGE


def focus_bar(
    parts: Mapping[str, float], focus: Focus | None, evidence: ContentEvidence, *, key: str, on_focus: Callback
) -> None:
    """Draw the legend. What is chosen is sent with ``focus``, "" for everything.

    Args:
        parts: of the score, with what each adds.
        focus: what is singled out.
        evidence: by modality, whether it was measured to count; one that was not is marked.
        key: of the component.
        on_focus: called when something is chosen.
    """
    component("focus_bar")(key=key, data=legend_data(parts, focus, evidence), on_focus_change=on_focus)


def legend_data(parts: Mapping[str, float], focus: Focus | None, evidence: ContentEvidence) -> dict[str, Any]:
    """Return the legend as the browser draws it; the arguments are those of ``focus_bar``."""
    keys = [
        {
            "token": str(Focus("part", part)),
            "part": part,
            "name": label(part),
            "value": with_sign(value),
            "mark": caveat_in_short(part, evidence) if part != IMAGE else "",  # below the poster it stands already
            "caveat": caveat(part, evidence),
        }
        for part, value in parts.items()
    ]
    return {"keys": keys, "focus": str(focus or "")}
