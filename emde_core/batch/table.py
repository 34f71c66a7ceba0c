"""Contributions of many histories as one tidy table, streamed to a parquet file.

Pieces of the work are kept beside the file until it is whole, so that one that was interrupted goes on where it was.
They lie in a folder that is called by all that they are made of, and one process at a time makes one table.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from emde_core.arrays import Ints
from emde_core.artifacts.files import library_versions
from emde_core.batch.contributions import AffinityContributions, PublishedContributions, contributions_of
from emde_core.batch.histories import read_histories
from emde_core.checks import at_least
from emde_core.data.tables import PARQUET_FAILURES
from emde_core.disk import make_folder, remove_folder, replacement, storage_errors
from emde_core.errors import DataError, EmdeError
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.query import Query
from emde_core.history import History
from emde_core.locks import LOCK, work_folder
from emde_core.progress import Progress, silent
from emde_core.recommender import Recommender

AT_ONCE = 64  # histories in a piece
_NAME = pa.dictionary(pa.int32(), pa.string())
_SCHEMA = pa.schema(
    {
        "viewer": _NAME,
        "film": _NAME,
        "rank": pa.int32(),
        "score": pa.float64(),
        "entry": _NAME,
        "reaction": _NAME,
        "part": _NAME,
        "value": pa.float64(),
        "spread": pa.float64(),
    }
)
COLUMNS = tuple(_SCHEMA.names)


def explain_histories(recommender: Recommender, histories: Path, k: int, out: Path, progress: Progress = silent) -> int:
    """Explain each viewer's k best films, and write ``out``; returns how many were explained.

    A row is what one entry of a history adds to one film's score through one part. Columns: viewer, film (id), rank,
    score, entry (a history film's id, or a wish's key), reaction ("like", "dislike" or "wish"), part (a modality,
    "company" or "popularity"), value, spread (null where there is none); values and scores in nats of log score,
    relative to the catalogue's mean. The values of one viewer and film add up to its score; in the published recipe to
    its score less the empty history's.

    Raises:
        ConfigError: k is no whole number of at least 1.
        DataError, FilmNameError, HistoryError: as for ``read_histories``; a viewer whose history says nothing is named.
        StorageError: the table can't be written, or another process is making it.
    """
    at_least("k", k, 1)
    read = list(read_histories(histories, recommender).items())
    work = out.with_name(f"{out.name}.parts")
    with work_folder(work):
        pieces = _open_pieces(work, run_key(recommender, read, k))
        parts = contributions_of(recommender.trained)
        for start in progress(range(0, len(read), AT_ONCE), f"Explaining {len(read):,} histories"):
            piece = pieces / f"{start:09}.parquet"
            if not piece.is_file():
                table = _explained(recommender, parts, read[start : start + AT_ONCE], k)
                with replacement(piece, table.nbytes) as path:
                    pq.write_table(table, path)
        explained = _join(pieces, out)
        remove_folder(pieces)
    return explained


def run_key(recommender: Recommender, histories: Sequence[tuple[str, History]], k: int) -> str:
    """Return sixteen hex digits that stand for all that pieces of a table are made of.

    These are the model with its weights, every history, the number of films, the method, the size of a piece, and the
    versions of the libraries.
    """
    model = [recommender.model_hash, dict(recommender.weights), recommender.content_alone]
    settings = {"k": k, "at_once": AT_ONCE, "method": ADDITIVE.name, "columns": COLUMNS}
    digest = hashlib.sha256(json.dumps([model, settings, library_versions()]).encode())
    for viewer, history in histories:
        wishes = [(wish.kind, wish.name, wish.weight) for wish in history.wishes]
        digest.update(json.dumps([viewer, history.liked, history.disliked, wishes]).encode())
    return digest.hexdigest()[:16]


def _open_pieces(work: Path, key: str) -> Path:
    """Return the folder of a run's pieces; what runs with other keys left there is thrown away."""
    pieces = work / key
    with storage_errors(work):
        for other in work.iterdir():
            if other.name not in (key, LOCK):
                remove_folder(other)
    make_folder(pieces)
    return pieces


def _explained(
    recommender: Recommender,
    parts: AffinityContributions | PublishedContributions,
    histories: Sequence[tuple[str, History]],
    k: int,
) -> pa.Table:
    """Explain some histories' k best films."""
    queries = [_query(recommender, viewer, history) for viewer, history in histories]
    best = [query.ranking.order[:k] for query in queries]
    if isinstance(parts, AffinityContributions):
        parts.compare(np.unique(np.concatenate(best)))
    viewers = [viewer for viewer, _ in histories]
    some = [_rows(recommender, parts, *each) for each in zip(viewers, queries, best, strict=True)]
    return pa.concat_tables(some).unify_dictionaries()


def _query(recommender: Recommender, viewer: str, history: History) -> Query:
    try:
        return recommender.query(history)
    except EmdeError as error:
        raise type(error)(f"viewer {viewer}: {error}") from error


def _rows(
    recommender: Recommender,
    parts: AffinityContributions | PublishedContributions,
    viewer: str,
    query: Query,
    top: Ints,
) -> pa.Table:
    """Return the rows of one history's best films; none where nothing is left to rank."""
    if not len(top):
        return _SCHEMA.empty_table()
    contributions = parts.to(query, top)
    rows = np.repeat(np.arange(len(top)), len(contributions.entries))
    each = np.tile(np.arange(len(contributions.entries)), len(top))
    columns = [
        _dictionary([viewer], np.zeros_like(rows)),
        _dictionary([recommender.catalogue.films[film].id for film in top], rows),
        pa.array(rows + 1, pa.int32()),
        pa.array(query.scores[top][rows]),
        *(_dictionary(names, each) for names in (contributions.entries, contributions.reactions)),
        _dictionary([part for of_film in contributions.parts for part in of_film], np.arange(len(rows))),
        pa.array(contributions.values.ravel()),
        pa.array(contributions.spreads.ravel(), from_pandas=True),  # null for nan
    ]
    return pa.table(columns, schema=_SCHEMA)


def _dictionary(names: Sequence[str], which: np.ndarray) -> pa.Array:
    """Names picked by number, each text stored once."""
    return pa.array(names, pa.string()).dictionary_encode().take(pa.array(which))


def _join(pieces: Path, out: Path) -> int:
    """Write all pieces as one file, a piece at a time; return the number of films explained."""
    explained, paths = 0, sorted(pieces.glob("*.parquet"))
    with (
        replacement(out, sum(path.stat().st_size for path in paths)) as whole,
        pq.ParquetWriter(whole, _SCHEMA) as writer,
    ):
        for path in paths:
            table = _read_piece(path)
            explained += table.select(["viewer", "film"]).group_by(["viewer", "film"]).aggregate([]).num_rows
            writer.write_table(table)
    return explained


def _read_piece(path: Path) -> pa.Table:
    try:
        return pq.read_table(path, schema=_SCHEMA)
    except PARQUET_FAILURES as error:
        raise DataError(f"{path} is damaged ({error}); delete it, and run the command again") from error
