"""A wish for a region names a film's poster. Links and other catalogues need that film, by its id there."""

from __future__ import annotations

from dataclasses import replace

from emde_core.errors import EmdeError
from emde_core.history import REGION, History, Wish
from emde_core.recommender import Recommender


def region_film(wish: Wish) -> str | None:
    """Return the id of the film whose poster a wish is about; None for a wish about anything else."""
    return wish.name.rpartition(":")[0] if wish.kind == REGION else None


def with_region_film(wish: Wish, film_id: str) -> Wish:
    """Return a wish for a region with the film called by another id."""
    return replace(wish, name=f"{film_id}:{wish.name.rpartition(':')[2]}")


def is_readable(wish: Wish, model: Recommender) -> bool:
    """Return True where a model finds something that the wish can stand for."""
    try:
        model.query(History(wishes=(wish,)))
    except EmdeError:
        return False
    return True
