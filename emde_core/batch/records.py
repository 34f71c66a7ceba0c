"""A history as a JSON record: read with checks, and written so that it means the same films in another catalogue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.exports.evidence import Evidence
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.disk import write_file
from emde_core.errors import DataError, HistoryError
from emde_core.explain.explanation import film_record, wish_record
from emde_core.history import History, Wish
from emde_core.strict_json import parse_json

SIDES = ("liked", "disliked")
A_WISH = '{"kind": "director", "name": "Ridley Scott", "weight": 1}'
A_FILM = '"Alien", or {"id": "183", "title": "Alien", "year": 1979}'


def write_history(path: Path, history: History, catalogue: Catalogue) -> None:
    """Write a history as JSON: {"liked": [film, ...], "disliked": [...], "wishes": [...]}.

    A film is written with its id, title, year and other databases' ids, so that the file can be read against another
    catalogue.

    Raises:
        StorageError: the file can't be written.
    """
    record = {
        "liked": [_record(catalogue[film]) for film in history.liked],
        "disliked": [_record(catalogue[film]) for film in history.disliked],
        "wishes": [wish_record(wish) for wish in history.wishes],
    }
    write_file(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def read_history(path: Path, catalogue: Catalogue) -> History:
    """Read a history that ``write_history`` wrote, or one like it, by the catalogue's ids or names.

    Raises:
        DataError, HistoryError: it is no such file, or a film in it is not in the catalogue; the message names it.
    """
    try:
        record = parse_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is no JSON file that can be read ({error})") from error
    if not isinstance(record, dict) or not any(side in record for side in (*SIDES, "wishes")):
        raise DataError(f'{path}: expected a history, {{"liked": [...], "disliked": [...], "wishes": [...]}}')
    return read_record(record, str(path), catalogue)


def read_record(record: Mapping[str, Any], where: str, catalogue: Catalogue) -> History:
    """Read a history out of a record's liked, disliked and wishes; each may be missing.

    Args:
        record: a film in it is an id or a name, or a record of its own with a title.
        where: the words that say where it stands, for errors.
        catalogue: in which films that are records are looked up.

    Raises:
        DataError, HistoryError: a side is no list, a film or a wish is none, or a film is not in the catalogue.
    """
    liked, disliked, wishes = (record.get(side, []) for side in (*SIDES, "wishes"))
    if not all(isinstance(side, list) for side in (liked, disliked, wishes)):
        raise DataError(f"{where}: liked and disliked must be lists of films, and wishes a list of wishes")
    return History(
        [_film(entry, where, catalogue) for entry in liked],
        [_film(entry, where, catalogue) for entry in disliked],
        [_wish(wish, where) for wish in wishes],
    )


def _record(film: Film) -> dict[str, Any]:
    ids = {"imdb_id": film.imdb_id, "tmdb_id": film.tmdb_id}
    return film_record(film) | {name: value for name, value in ids.items() if value}


def _film(entry: object, where: str, catalogue: Catalogue) -> str:
    """Return the id, or name, that an entry means."""
    if isinstance(entry, str | int) and not isinstance(entry, bool):
        return str(entry)
    if not isinstance(entry, dict) or not entry.get("title"):
        raise DataError(f"{where}: {entry!r:.80} is no film; write one as {A_FILM}")
    film = film_from({"id": "-"} | entry, where)
    watched = WatchedFilm(film.title, film.year, liked=True, imdb_id=film.imdb_id, tmdb_id=film.tmdb_id)
    if film.id in catalogue.index:
        same_id = catalogue[film.id]
        is_same = Evidence.of(watched, same_id).is_possible and same_id in catalogue.titles.namesakes(film.title)
        if is_same:
            return same_id.id
    matches = match([watched], catalogue).matches
    if not matches:
        raise DataError(f"{where}: no film here is {film.label} for sure; take it out, or name one that is here")
    return matches[0][1].id


def _wish(record: object, where: str) -> Wish:
    try:
        return Wish(str(record["kind"]), str(record.get("name", "")), float(record.get("weight", 1)))  # type: ignore[index,attr-defined]
    except HistoryError as error:
        raise HistoryError(f"{where}: {error}") from error
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise DataError(f"{where}: {record!r:.200} is no wish; write one as {A_WISH}") from error
