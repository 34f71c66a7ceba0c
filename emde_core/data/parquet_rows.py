"""Rows of Parquet files, whose few bytes can stand for as many cells as somebody likes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pa_parquet

from emde_core.errors import DataError
from emde_core.limits import LIMITS

BATCH = 1_000  # rows that are decoded at once
ROOM = 2**24  # bytes of the rows that are unfolded at once


def parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield each row of a file, never many at once.

    Text is kept as the file has it, each word once, until its row is reached: so its length is known before it is
    repeated.

    Raises:
        DataError: the file has too many columns, cells, or bytes in a row group, or a row may be too long.
        pyarrow.ArrowException: it can't be read.
    """
    metadata = pa_parquet.read_metadata(path)
    _check(path, metadata)
    columns = [metadata.schema.column(k) for k in range(metadata.num_columns)]
    words = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
    with pa_parquet.ParquetFile(path, read_dictionary=words) as file:
        for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
            step = _rows_at_once(path, batch)
            for start in range(0, batch.num_rows, step):
                yield from batch.slice(start, step).to_pylist()


def _check(path: Path, metadata: pa_parquet.FileMetaData) -> None:
    groups = [metadata.row_group(k) for k in range(metadata.num_row_groups)]
    if metadata.num_columns > LIMITS.columns.most:
        raise DataError(f"{path} has {metadata.num_columns:,} columns; give a table of at most {LIMITS.columns}")
    cells = sum(group.column(k).num_values for group in groups for k in range(group.num_columns))
    if cells > LIMITS.parquet_values.most:
        raise DataError(f"{path} has {cells:,} cells; give a table of at most {LIMITS.parquet_values}")
    if any(group.total_byte_size > LIMITS.row_group.most for group in groups):
        raise DataError(f"{path} has a row group of more than {LIMITS.row_group}; write it in smaller ones")


def _rows_at_once(path: Path, batch: pa.RecordBatch) -> int:
    """Return how many rows of a batch may be unfolded at once."""
    longest = sum(_longest(column) for column in batch.columns)
    if longest > LIMITS.line.most:
        raise DataError(f"{path}: a row of more than {LIMITS.line}; leave it out")
    return max(1, min(BATCH, ROOM // max(longest, 1)))


def _longest(column: pa.Array) -> int:
    """Return a bound of the bytes of text in any row of a column."""
    if pa.types.is_dictionary(column.type):
        longest = pc.max(pc.binary_length(column.dictionary)).as_py()
        return int(longest or 0)
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        most = pc.max(pc.list_value_length(column)).as_py() or 0
        return int(most) * max(1, _longest(column.flatten()))
    if pa.types.is_struct(column.type):
        return sum(_longest(each) for each in column.flatten())
    return 1
