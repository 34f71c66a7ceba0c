"""Where compositions are known by name."""

from __future__ import annotations

from collections.abc import Callable

from emde_core.posters.scene import Scene

Composition = Callable[[Scene], None]
COMPOSITIONS: dict[str, Composition] = {}


def composition(name: str) -> Callable[[Composition], Composition]:
    """Register a function that fills a scene under ``name``."""

    def register(compose: Composition) -> Composition:
        if name in COMPOSITIONS:
            raise ValueError(f"two compositions are called {name!r}")
        COMPOSITIONS[name] = compose
        return compose

    return register
