"""Contributions of many histories as one tidy table, streamed to a parquet file.

Pieces of the work are kept beside the file until it is whole, so that one that was interrupted goes on where it was.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from emde_core.batch.contributions import AffinityContributions, PublishedContributions, contributions_of
from emde_core.batch.histories import read_histories
from emde_core.checks import at_least
from emde_core.digest import file_hash
from emde_core.errors import EmdeError
from emde_core.history import History
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
    """
    at_least("k", k, 1)
    read = list(read_histories(histories, recommender).items())
    pieces = _open_pieces(out, recommender, histories, k)
    parts = contributions_of(recommender.trained)
    for start in progress(range(0, len(read), AT_ONCE), f"Explaining {len(read):,} histories"):
        piece = pieces / f"{start:09}.parquet"
        if not piece.is_file():
            half_written = piece.with_suffix(".part")
            some = [_explained(recommender, parts, *each, k) for each in read[start : start + AT_ONCE]]
            pq.write_table(pa.concat_tables(some).unify_dictionaries(), half_written)
            half_written.replace(piece)
    return _join(pieces, out)


def _open_pieces(out: Path, recommender: Recommender, histories: Path, k: int) -> Path:
    """The folder of the pieces; what another model, file or k left there is thrown away."""
    folder, about = out.with_name(f"{out.name}.parts"), "about.json"
    model = [recommender.model_hash, dict(recommender.weights), recommender.content_alone]
    about_run = {"model": model, "histories": file_hash(histories), "k": k, "at_once": AT_ONCE}
    if folder.is_dir() and (not (folder / about).is_file() or json.loads((folder / about).read_text()) != about_run):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / about).write_text(json.dumps(about_run), encoding="utf-8")
    return folder


def _explained(
    recommender: Recommender,
    parts: AffinityContributions | PublishedContributions,
    viewer: str,
    history: History,
    k: int,
) -> pa.Table:
    """One history's k best films explained; no rows where nothing is left to rank."""
    try:
        query = recommender.query(history)
    except EmdeError as error:
        raise type(error)(f"viewer {viewer}: {error}") from error
    top = query.ranking.order[:k]
    if not len(top):
        return _SCHEMA.empty_table()
    contributions = parts.to(query, top)
    rows = np.repeat(np.arange(len(top)), len(contributions.parts))
    each = np.tile(np.arange(len(contributions.parts)), len(top))
    columns = [
        _dictionary([viewer], np.zeros_like(rows)),
        _dictionary([recommender.catalogue.films[film].id for film in top], rows),
        pa.array(rows + 1, pa.int32()),
        pa.array(query.scores[top][rows]),
        *(_dictionary(names, each) for names in (contributions.entries, contributions.reactions, contributions.parts)),
        pa.array(contributions.values.ravel()),
        pa.array(contributions.spreads.ravel(), from_pandas=True),  # null for nan
    ]
    return pa.table(columns, schema=_SCHEMA)


def _dictionary(names: Sequence[str], which: np.ndarray) -> pa.Array:
    """Names picked by number, each text stored once."""
    return pa.array(names, pa.string()).dictionary_encode().take(pa.array(which))


def _join(pieces: Path, out: Path) -> int:
    """All pieces as one file, a piece at a time; the number of films explained."""
    explained = 0
    half_written = out.with_name(f"{out.name}.part")
    with pq.ParquetWriter(half_written, _SCHEMA) as writer:
        for piece in sorted(pieces.glob("*.parquet")):
            table = pq.read_table(piece, schema=_SCHEMA)
            explained += table.select(["viewer", "film"]).group_by(["viewer", "film"]).aggregate([]).num_rows
            writer.write_table(table)
    half_written.replace(out)
    shutil.rmtree(pieces)
    return explained
