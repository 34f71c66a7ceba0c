"""Where motifs are known by name."""

from __future__ import annotations

from collections.abc import Callable

from emde_core.posters.canvas import Pen

Motif = Callable[[Pen], None]
MOTIFS: dict[str, Motif] = {}


def motif(name: str) -> Callable[[Motif], Motif]:
    """Register a function that draws a motif in the pen's unit square under ``name``."""

    def register(draw: Motif) -> Motif:
        if name in MOTIFS:
            raise ValueError(f"two motifs are called {name!r}")
        MOTIFS[name] = draw
        return draw

    return register
