"""Arrays on disk as safetensors: written without a copy, and mapped into memory.

What is read is what numpy has too; ``array_checks`` says what each array has to be before it is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from emde_core.digest import file_hash
from emde_core.disk import give_second_name, replacement
from emde_core.errors import ArtifactError
from emde_core.strict_json import parse_json

Arrays = dict[str, NDArray[Any]]

TYPES = {
    f"{letter}{8 * size}": np.dtype(f"{kind}{size}")
    for letter, kind, sizes in (("F", "f", (2, 4, 8)), ("I", "i", (1, 2, 4, 8)), ("U", "u", (1, 2, 4, 8)))
    for size in sizes
} | {"BOOL": np.dtype(np.bool_)}
"""Types of arrays by their names in safetensors: those that numpy has too."""
BYTES_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class _Entry:
    """An array as a file has it: the name of its type, its shape, and its first byte and the one after its last."""

    kind: str
    shape: Sequence[int]
    start: int
    end: int


def write_arrays(path: Path, arrays: Arrays, twin: Path | None = None) -> None:
    """Write the arrays as safetensors, with the permissions of the other files.

    Args:
        path: of the file.
        arrays: by name.
        twin: a file of another artefact. If it is the one that would be written, it gets this name as well, so that the
            disk holds it once; where that can't be, a file of its own is written.
    """
    if twin is not None and file_hash(twin) == arrays_hash(arrays) and give_second_name(twin, path):
        return
    with replacement(path, sum(array.nbytes for array in arrays.values())) as temporary, temporary.open("wb") as file:
        file.writelines(_pieces(arrays))


def read_arrays(path: Path, remedy: str) -> Arrays:
    """Map a file's arrays into memory, read-only.

    Nothing is copied: pages are read when they are first used, and processes that map the same file share them. A file
    of an artefact is never written again, only replaced, so that what was mapped stays as it was.

    Raises:
        ArtifactError: the file is not safetensors, or an array is of a type that numpy has not.
    """
    try:
        with safe_open(path, framework="numpy"):  # which checks that the arrays cover the file, and nothing twice
            return _mapped(path)
    except (SafetensorError, OSError, ValueError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); {remedy}") from error


def _mapped(path: Path) -> Arrays:
    """Map the arrays of a file of safetensors."""
    data = np.memmap(path, np.uint8, mode="r").view(np.ndarray)
    entries = _entries(path)
    return {name: data[at.start : at.end].view(TYPES[at.kind]).reshape(at.shape) for name, at in entries.items()}


def _entries(path: Path) -> dict[str, _Entry]:
    """Read where a file of safetensors has its arrays: behind the length of its header, and the header in JSON."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = parse_json(file.read(length).decode())
    header.pop("__metadata__", None)
    entries = {}
    for name, entry in header.items():
        (first, end), kind = entry["data_offsets"], entry["dtype"]
        if kind not in TYPES:
            raise ValueError(f"{name!r:.80} is of type {kind}; expected real numbers of {', '.join(TYPES)}")
        entries[name] = _Entry(kind, entry["shape"], 8 + length + first, 8 + length + end)
    return entries


def arrays_hash(arrays: Arrays) -> str:
    """Return the SHA-256, in hex, of the file that ``write_arrays`` makes of these."""
    digest = hashlib.sha256()
    for piece in _pieces(arrays):
        digest.update(piece)
    return digest.hexdigest()


def hash_of_files(paths: Sequence[Path]) -> str:
    """Return ``arrays_hash`` of all the arrays in some files, which ``read_arrays`` has read, by what is on the disk.

    The files are read in blocks: through the map, all of it would be held at once.

    Raises:
        OSError: a file can't be read.
    """
    entries = {name: (path, at) for path in paths for name, at in _entries(path).items()}
    order, head = _layout({name: (at.kind, at.shape, at.end - at.start) for name, (_, at) in entries.items()})
    digest = hashlib.sha256(head)
    with ExitStack() as stack:
        files = {path: stack.enter_context(path.open("rb")) for path in paths}
        for path, at in map(entries.__getitem__, order):
            files[path].seek(at.start)
            for start in range(at.start, at.end, BYTES_AT_ONCE):
                digest.update(files[path].read(min(BYTES_AT_ONCE, at.end - start)))
    return digest.hexdigest()


def _pieces(arrays: Arrays) -> Iterator[bytes | memoryview]:
    """Yield a file of safetensors piece by piece, so that no array is copied."""
    arrays = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    kinds = {dtype: kind for kind, dtype in TYPES.items()}
    order, head = _layout({name: (kinds[each.dtype], each.shape, each.nbytes) for name, each in arrays.items()})
    yield head
    yield from (arrays[name].reshape(-1).view(np.uint8).data for name in order)


def _layout(arrays: Mapping[str, tuple[str, Sequence[int], int]]) -> tuple[list[str], bytes]:
    """Return the order of arrays in a file, and what stands before them, by their types, shapes and numbers of bytes.

    Elements of many bytes stand first, behind a header of a multiple of eight bytes, so that each array is aligned.
    """
    order = sorted(arrays, key=lambda name: (-TYPES[arrays[name][0]].itemsize, name))
    header, end = {}, 0
    for name in order:
        kind, shape, size = arrays[name]
        start, end = end, end + size
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": (start, end)}
    words = json.dumps(header, separators=(",", ":")).encode()
    words += b" " * (-len(words) % 8)
    return order, len(words).to_bytes(8, "little") + words
