"""Histories of many viewers, read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emde_core.data.ratings import RatingsFile
from emde_core.data.tables import read_records
from emde_core.errors import DataError, HistoryError
from emde_core.history import History, Wish
from emde_core.recommender import Recommender
from emde_core.schema import FILM, RATING, VIEWER

RECORDS = ".jsonl"
SIDES = ("liked", "disliked", "wishes")
A_WISH = '{"kind": "director", "name": "Ridley Scott", "weight": 1}'


def read_histories(path: Path, recommender: Recommender) -> dict[str, History]:
    """Histories by viewer, from either kind of file.

    - JSON lines: {"viewer": "ann", "liked": ["Alien", "89"], "disliked": [], "wishes": [{"kind": "word", "name": "war",
      "weight": -1}]}, films by id or name; a wish with a weight below 0 is for less.
    - Ratings (CSV or parquet with columns viewer, film, rating): split at the model's own thresholds; films that the
      model does not know are left out.

    Raises:
        DataError: the file is not as it should be.
        FilmNameError, HistoryError: a line names a film that is not there, or names one twice.
    """
    by_viewer = _from_records(path) if path.suffix == RECORDS else _from_ratings(path, recommender)
    if not by_viewer:
        raise DataError(f"{path}: no history; every viewer needs at least one film that was liked or disliked")
    return {viewer: recommender.resolve(history) for viewer, history in by_viewer.items()}


def _from_records(path: Path) -> dict[str, History]:
    by_viewer: dict[str, History] = {}
    for where, record in read_records(path):
        viewer = str(record.get(VIEWER, "")).strip()
        if not viewer or viewer in by_viewer:
            raise DataError(f"{where}: every line needs a viewer of its own, and {viewer!r} is none")
        liked, disliked, wishes = (record.get(side, []) for side in SIDES)
        if not all(isinstance(side, list) for side in (liked, disliked, wishes)):
            raise DataError(f"{where}: liked and disliked must be lists of films, and wishes a list of wishes")
        by_viewer[viewer] = History(liked, disliked, [_wish(where, wish) for wish in wishes])
    return by_viewer


def _wish(where: str, record: Mapping[str, Any]) -> Wish:
    try:
        return Wish(str(record["kind"]), str(record.get("name", "")), float(record.get("weight", 1)))
    except HistoryError as error:
        raise HistoryError(f"{where}: {error}") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{where}: {record!r} is no wish; write one as {A_WISH}") from error


def _from_ratings(path: Path, recommender: Recommender) -> dict[str, History]:
    ratings = RatingsFile(path).read().within(recommender.catalogue).table
    config = recommender.trained.config
    sides = ratings.assign(
        liked=ratings[RATING] >= config.like_at_least, disliked=ratings[RATING] <= config.dislike_at_most
    )
    by_viewer = {}
    for viewer, rows in sides.groupby(VIEWER, sort=False):
        history = History(tuple(rows[FILM][rows["liked"]]), tuple(rows[FILM][rows["disliked"]]))
        if not history.is_empty:
            by_viewer[str(viewer)] = history
    return by_viewer
