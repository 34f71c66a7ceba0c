"""What all figures share: ground, ink and hatching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.look.palette import QUIET, Theme

CLEAR = "rgba(0,0,0,0)"
RECEDED = 0.22  # opacity of what is not in focus
FONT = "'Source Sans', system-ui, sans-serif"


def hatched(values: Sequence[float]) -> dict[str, Any]:
    """Hatching for what speaks against: the sign never shows by colour alone."""
    return {"shape": ["/" if value < 0 else "" for value in values], "size": 5, "solidity": 0.45}


def tint(colour: str, lit: bool) -> str:
    """A hex colour as it is, or faint where something else is in focus."""
    if lit:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{RECEDED})"


def layout(theme: Theme, height: int) -> dict[str, Any]:
    """What all figures have in common: clear ground, quiet ink, no chrome; ``height`` in pixels."""
    return {
        "height": height,
        "margin": {"l": 0, "r": 14, "t": 14, "b": 26},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": QUIET[theme], "size": 13, "family": FONT},
        "hoverlabel": {"font": {"size": 13}},
        "showlegend": False,
        "dragmode": False,
        "template": {},  # the default one is 7 KB that nothing here needs
    }
