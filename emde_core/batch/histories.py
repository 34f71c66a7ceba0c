"""Histories of many viewers, read from a file."""

from __future__ import annotations

from pathlib import Path

from emde_core.batch.records import read_history, read_record
from emde_core.data.catalogue import Catalogue
from emde_core.data.ratings import RatingsFile
from emde_core.data.tables import read_records
from emde_core.errors import DataError
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import FILM, RATING, VIEWER

RECORDS, ONE_HISTORY = ".jsonl", ".json"


def read_histories(path: Path, recommender: Recommender) -> dict[str, History]:
    """Histories by viewer, from any of three kinds of file.

    - JSON lines: {"viewer": "ann", "liked": ["Alien", "89"], "disliked": [], "wishes": [{"kind": "word", "name": "war",
      "weight": -1}]}, films by id or name; a wish with a weight below 0 is for less.
    - JSON: one history, as ``emde import`` writes it; the viewer is called as the file.
    - Ratings (CSV or parquet with columns viewer, film, rating): split at the model's own thresholds; films that the
      model does not know are left out.

    Raises:
        DataError: the file is not as it should be.
        FilmNameError, HistoryError: a line names a film that is not there, or names one twice.
    """
    if path.suffix == ONE_HISTORY:
        by_viewer = {path.stem: read_history(path, recommender.catalogue)}
    elif path.suffix == RECORDS:
        by_viewer = _from_records(path, recommender.catalogue)
    else:
        by_viewer = _from_ratings(path, recommender)
    if not by_viewer:
        raise DataError(f"{path}: no history; every viewer needs at least one film that was liked or disliked")
    return {viewer: recommender.resolve(history) for viewer, history in by_viewer.items()}


def _from_records(path: Path, catalogue: Catalogue) -> dict[str, History]:
    by_viewer: dict[str, History] = {}
    for where, record in read_records(path):
        viewer = str(record.get(VIEWER, "")).strip()
        if not viewer or viewer in by_viewer:
            raise DataError(f"{where}: every line needs a viewer of its own, and {viewer!r} is none")
        by_viewer[viewer] = read_record(record, where, catalogue)
    return by_viewer


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
