"""From one prepared catalogue to another, with the history as far as it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.text.direction import isolate
from emde_core.artifacts.files import stated
from emde_core.artifacts.prepared import MODEL
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.errors import EmdeError
from emde_core.history import REGION, History, Wish
from emde_core.recommender import Recommender
from emde_core.schema import LIKE, Reaction

RECIPES: Mapping[str, str] = {
    "affinity": "Content first, ratings correct it",
    "published": "The published network",
}


def carried_over(history: History, here: Catalogue, there: Recommender) -> tuple[History, tuple[str, ...]]:
    """The history by the other catalogue's ids, and what is left out, in words.

    Left out are films that are not in the other catalogue, or might be several of it, and wishes that the other model
    can't read.
    """
    moved, dropped = History(), []
    for film, reaction in history:
        other = _other(here[film], reaction, there.catalogue)
        if other is None:
            dropped.append(here[film].label)
        else:
            moved = moved.with_film(other.id, reaction)
    for wish in history.wishes:
        known = _readable(wish, here, there)
        if known is None:
            dropped.append(wish.label)
        else:
            moved = moved.with_wish(known)
    return moved, tuple(dropped)


def _other(film: Film, reaction: Reaction, there: Catalogue) -> Film | None:
    watched = WatchedFilm(film.title, film.year, stars=5.0 if reaction == LIKE else 0.0, imdb_id=film.imdb_id)
    found = match([watched], there).matched
    return found[0][1] if found else None


def _readable(wish: Wish, here: Catalogue, there: Recommender) -> Wish | None:
    """The wish as the other model reads it; a region goes by its film there."""
    if wish.kind == REGION:
        film, _, patch = wish.name.rpartition(":")
        other = _other(here.find(film), LIKE, there.catalogue)
        if other is None:
            return None
        wish = replace(wish, name=f"{other.id}:{patch}")
    try:
        there.entries(History(wishes=(wish,)))
    except EmdeError:
        return None
    return wish


def said(dropped: Sequence[str], kept: int) -> str:
    """What became of a history, in a sentence."""
    if not dropped:
        return f"Your history came along: {kept} films." if kept else "This catalogue begins with an empty history."
    left_out = ", ".join(map(isolate, dropped[:8])) + (" and others" if len(dropped) > 8 else "")
    return f"{kept or 'None'} of your films {'is' if kept == 1 else 'are'} known here; left out: {left_out}."


def of_same_data(models: Iterable[Path], data_hash: str, model_hash: str) -> tuple[Path, ...]:
    """Folders of other models of the same films and ratings as the model with these hashes, each model once."""
    found: dict[str, Path] = {}
    for path in models:
        learned = stated(path, "model_hash")
        if learned and learned != model_hash and stated(path, "data_hash") == data_hash:
            found.setdefault(learned, path)
    return tuple(found.values())


def names(models: Sequence[Path]) -> dict[Path, str]:
    """What models' folders are called, no two the same: by the catalogue that each lies in, else by the folder."""
    called: dict[Path, str] = {}
    for model in models:
        name = model.parent.name if model.name == MODEL else model.name
        same = sum(other.split(" (")[0] == name for other in called.values())
        called[model] = f"{name} ({same + 1})" if same else name
    return called
