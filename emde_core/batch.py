"""Many histories explained at once, for researchers: one tidy row for each contribution, streamed to a parquet file.

Parts of the work are kept beside the file until it is whole, so that one that was interrupted goes on where it was.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from emde_core.checks import at_least
from emde_core.data.tables import read_ratings, read_records
from emde_core.digest import file_hash
from emde_core.errors import DataError, EmdeError
from emde_core.explain.contributions import contributions
from emde_core.history import History
from emde_core.progress import Progress, silent
from emde_core.recommender import Recommender
from emde_core.schema import DISLIKE, INTERACTION_COLUMNS, LIKE, RATING, VIEWER

COLUMNS = ("viewer", "film", "rank", "score", "history_film", "reaction", "modality", "value", "spread")
AT_ONCE = 64  # histories in a part
RECORDS = ".jsonl"


def read_histories(path: Path, recommender: Recommender) -> dict[str, History]:
    """Histories by viewer, from either kind of file.

    - JSON lines: {"viewer": "ann", "liked": ["Alien", "89"], "disliked": []}, films by id or name.
    - Ratings (CSV or parquet with columns viewer, film, rating): split at the model's own thresholds; films that the
      model does not know are left out.

    Raises:
        DataError: the file is not as it should be.
        FilmNameError, HistoryError: a line names a film that is not there, or names one twice.
    """
    found = _from_records(path) if path.suffix == RECORDS else _from_ratings(path, recommender)
    if not found:
        raise DataError(f"{path}: no history; every viewer needs at least one film that was liked or disliked")
    return {viewer: recommender.resolve(history) for viewer, history in found.items()}


def _from_records(path: Path) -> dict[str, History]:
    found: dict[str, History] = {}
    for where, record in read_records(path):
        viewer = str(record.get(VIEWER, "")).strip()
        if not viewer or viewer in found:
            raise DataError(f"{where}: every line needs a viewer of its own, and {viewer!r} is none")
        sides = [record.get(side, []) for side in ("liked", "disliked")]
        if not all(isinstance(side, list) for side in sides):
            raise DataError(f"{where}: liked and disliked must be lists of films")
        found[viewer] = History(*(tuple(map(str, side)) for side in sides))
    return found


def _from_ratings(path: Path, recommender: Recommender) -> dict[str, History]:
    columns = {name: name for name in INTERACTION_COLUMNS}
    known = read_ratings(path, columns).within(recommender.catalogue).table
    config = recommender.trained.config
    sides = known.assign(liked=known[RATING] >= config.like_at_least, disliked=known[RATING] <= config.dislike_at_most)
    found = {}
    for viewer, rows in sides.groupby(VIEWER, sort=False):
        history = History(tuple(rows["film"][rows["liked"]]), tuple(rows["film"][rows["disliked"]]))
        if len(history):
            found[str(viewer)] = history
    return found


def explain_histories(recommender: Recommender, histories: Path, k: int, out: Path, progress: Progress = silent) -> int:
    """Explain each viewer's k best films, without words, and write ``out``; returns how many were explained.

    Columns: viewer, film (id), rank, score, history_film (id), reaction, modality, value, spread; values and scores in
    nats of log score, relative to the catalogue's mean. The values of one viewer and film add up to its score.

    Raises:
        ConfigError: k is no whole number of at least 1.
        DataError, FilmNameError, HistoryError: as for ``read_histories``; a viewer whose history says nothing is named.
    """
    at_least("k", k, 1)
    read = list(read_histories(histories, recommender).items())
    parts = _open_parts(out, recommender, histories, k)
    for start in progress(range(0, len(read), AT_ONCE), f"Explaining {len(read):,} histories"):
        part = parts / f"{start:09}.parquet"
        if not part.is_file():
            half_written = part.with_suffix(".part")
            pq.write_table(_table(recommender, read[start : start + AT_ONCE], k), half_written)
            half_written.replace(part)
    return _join(parts, out)


def _open_parts(out: Path, recommender: Recommender, histories: Path, k: int) -> Path:
    """The folder of the parts; what another model, file or k left there is thrown away."""
    folder, about = out.with_name(f"{out.name}.parts"), "about.json"
    digest = file_hash(histories)
    wanted = {"model": recommender.model_hash, "histories": digest, "k": k, "at_once": AT_ONCE}
    if folder.is_dir() and (not (folder / about).is_file() or json.loads((folder / about).read_text()) != wanted):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / about).write_text(json.dumps(wanted), encoding="utf-8")
    return folder


def _table(recommender: Recommender, some: list[tuple[str, History]], k: int) -> pa.Table:
    frames: list[pd.DataFrame] = []
    for viewer, history in some:
        try:
            frames.extend(explain_top(recommender, viewer, history, k))
        except EmdeError as error:
            raise type(error)(f"viewer {viewer}: {error}") from error
    table = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
    return pa.Table.from_pandas(table, schema=_SCHEMA, preserve_index=False)


_TEXT = pa.dictionary(pa.int32(), pa.string())
_SCHEMA = pa.schema(
    [(name, _TEXT) for name in ("viewer", "film")]
    + [("rank", pa.int32()), ("score", pa.float64())]
    + [(name, _TEXT) for name in ("history_film", "reaction", "modality")]
    + [("value", pa.float64()), ("spread", pa.float64())]
)


def explain_top(recommender: Recommender, viewer: str, history: History, k: int) -> Iterator[pd.DataFrame]:
    """One history's k best films explained, as rows of COLUMNS in one frame; nothing where nothing is left to rank.

    The history names films by id.
    """
    ranking, positions = recommender.rank(history), recommender.positions(history)
    top: NDArray[np.int64] = ranking.order[:k]
    if not len(top):
        return
    directions = np.array([recommender.trained.readout.direction(int(film)) for film in top])
    parts = contributions(recommender.trained.model, positions, directions)
    films, modalities = len(history), len(recommender.modalities)
    rows = films * modalities
    reactions = [LIKE] * len(history.liked) + [DISLIKE] * len(history.disliked)
    catalogue = recommender.catalogue.films
    yield pd.DataFrame(
        {
            "viewer": viewer,
            "film": np.repeat([catalogue[film].id for film in top], rows),
            "rank": np.repeat(np.arange(1, len(top) + 1, dtype=np.int32), rows),
            "score": np.repeat(ranking.scores[top], rows),
            "history_film": np.tile(np.repeat([*history.liked, *history.disliked], modalities), len(top)),
            "reaction": np.tile(np.repeat(reactions, modalities), len(top)),
            "modality": np.tile(recommender.modalities, films * len(top)),
            "value": np.array([part.values for part in parts]).ravel(),  # noqa: PD011 - no frame's
            "spread": np.array([part.spread for part in parts]).ravel(),
        }
    )


def _join(parts: Path, out: Path) -> int:
    """All parts as one file, a part at a time; the number of films explained."""
    explained = 0
    half_written = out.with_name(f"{out.name}.part")
    with pq.ParquetWriter(half_written, _SCHEMA) as writer:
        for part in sorted(parts.glob("*.parquet")):
            table = pq.read_table(part, schema=_SCHEMA)
            explained += table.select(["viewer", "film"]).group_by(["viewer", "film"]).aggregate([]).num_rows
            writer.write_table(table)
    half_written.replace(out)
    shutil.rmtree(parts)
    return explained
