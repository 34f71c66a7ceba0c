"""A history taken to another catalogue, as far as its films and wishes are known there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.state.region_wishes import is_readable, region_film, with_region_film
from dashboard.text.direction import isolate
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.history import History, Wish
from emde_core.recommender import Recommender

MOST_LABELS = 8  # labels in a message


def transfer_history(history: History, here: Catalogue, there: Recommender) -> tuple[History, tuple[str, ...]]:
    """Return a history by another catalogue's ids, and the labels of what is left out.

    Left out are films that are not in the other catalogue, or might be several of its films, and wishes that the other
    model can't read.

    Args:
        history: by the ids of ``here``.
        here: the catalogue that the history is from.
        there: a model of the other catalogue.
    """
    regions = [here.find(film_id) for wish in history.wishes if (film_id := region_film(wish)) is not None]
    others = _same_films([*(here[film_id] for film_id, _ in history), *regions], there.catalogue)
    transferred, dropped = History(), []
    for film_id, reaction in history:
        other = others.get(here[film_id].id)
        if other is None:
            dropped.append(here[film_id].label)
        else:
            transferred = transferred.with_film(other.id, reaction)
    for wish in history.wishes:
        readable = _readable_wish(wish, here, there, others)
        if readable is None:
            dropped.append(wish.label)
        else:
            transferred = transferred.with_wish(readable)
    return transferred, tuple(dropped)


def _same_films(films: Iterable[Film], there: Catalogue) -> dict[str, Film]:
    """Return another catalogue's films that are surely the same, by the ids of the ones here."""
    here = {film.id: _as_watched(film) for film in films}
    found_films = dict(match(here.values(), there).matches)
    return {film_id: found_films[watched] for film_id, watched in here.items() if watched in found_films}


def _as_watched(film: Film) -> WatchedFilm:
    return WatchedFilm(
        film.title,
        film.year,
        liked=True,
        imdb_id=film.imdb_id,
        tmdb_id=film.tmdb_id,
        original_title=film.original_title,
        directors=film.directors,
    )


def _readable_wish(wish: Wish, here: Catalogue, there: Recommender, others: Mapping[str, Film]) -> Wish | None:
    """Return the wish as the other model reads it, a region by its film's id there; None where it can't."""
    film_id = region_film(wish)
    if film_id is not None:
        other = others.get(here.find(film_id).id)
        if other is None:
            return None
        wish = with_region_film(wish, other.id)
    return wish if is_readable(wish, there) else None


def transfer_message(dropped: Sequence[str], count: int) -> str:
    """Return a sentence about a transferred history.

    Args:
        dropped: labels of what was left out.
        count: the number of films that came along.
    """
    if not dropped:
        return f"Your history came along: {count} films." if count else "This catalogue begins with an empty history."
    left_out = ", ".join(map(isolate, dropped[:MOST_LABELS])) + (" and others" if len(dropped) > MOST_LABELS else "")
    return f"{count or 'None'} of your films {'is' if count == 1 else 'are'} known here; left out: {left_out}."
