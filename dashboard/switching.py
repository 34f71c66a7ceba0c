"""From one prepared catalogue to another, with the history as far as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dashboard.direction import isolate
from emde_core.artifacts.prepared import MODEL
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.matching import match
from emde_core.data.watched import Watched
from emde_core.history import History
from emde_core.schema import LIKE, Reaction


def carried_over(history: History, here: Catalogue, there: Catalogue) -> tuple[History, tuple[Film, ...]]:
    """The history by the other catalogue's ids, and the films that are not in it, or might be several."""
    moved, dropped = History(), []
    for film, reaction in history:
        found = match([_as_watched(here[film], reaction)], there).matched
        if found:
            moved = moved.with_film(found[0][1].id, reaction)
        else:
            dropped.append(here[film])
    return moved, tuple(dropped)


def _as_watched(film: Film, reaction: Reaction) -> Watched:
    return Watched(film.title, film.year, stars=5.0 if reaction == LIKE else 0.0, imdb_id=film.imdb_id)


def said(dropped: Sequence[Film], kept: int) -> str:
    """What became of a history, in a sentence."""
    if not dropped:
        return f"Your history came along: {kept} films." if kept else "This catalogue begins with an empty history."
    names = ", ".join(isolate(film.label) for film in dropped[:8]) + (" and others" if len(dropped) > 8 else "")
    return f"{kept or 'None'} of your films {'is' if kept == 1 else 'are'} known here; left out: {names}."


def names(models: Sequence[Path]) -> dict[Path, str]:
    """What models' folders are called, no two the same: by the catalogue that each lies in, else by the folder."""
    called: dict[Path, str] = {}
    for model in models:
        name = model.parent.name if model.name == MODEL else model.name
        same = sum(other.split(" (")[0] == name for other in called.values())
        called[model] = f"{name} ({same + 1})" if same else name
    return called
