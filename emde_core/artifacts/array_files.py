"""Arrays on disk as safetensors: written without a copy, and mapped into memory.

What is read is what numpy has too; ``array_checks`` says what each array has to be before it is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from emde_core.artifacts.files import ARRAYS
from emde_core.disk import replacement
from emde_core.errors import ArtifactError
from emde_core.strict_json import parse_json

Arrays = dict[str, NDArray[Any]]

TYPES = {
    f"{letter}{8 * size}": np.dtype(f"{kind}{size}")
    for letter, kind, sizes in (("F", "f", (2, 4, 8)), ("I", "i", (1, 2, 4, 8)), ("U", "u", (1, 2, 4, 8)))
    for size in sizes
} | {"BOOL": np.dtype(np.bool_)}
"""Types of arrays by their names in safetensors: those that numpy has too."""


def write_arrays(folder: Path, arrays: Arrays) -> None:
    """Write the arrays as safetensors, with the permissions of the other files."""
    with replacement(folder / ARRAYS, sum(array.nbytes for array in arrays.values())) as path, path.open("wb") as file:
        file.writelines(_pieces(arrays))


def read_arrays(folder: Path, remedy: str) -> Arrays:
    """Map the arrays of an artefact's folder of content into memory, read-only.

    Nothing is copied: pages are read when they are first used, and processes that map the same file share them. A file
    of an artefact is never written again, only replaced, so that what was mapped stays as it was.

    Raises:
        ArtifactError: the file is not safetensors, or an array is of a type that numpy has not.
    """
    path = folder / ARRAYS
    try:
        with safe_open(path, framework="numpy"):  # which checks that the arrays cover the file, and nothing twice
            return _mapped(path)
    except (SafetensorError, OSError, ValueError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); {remedy}") from error


def _mapped(path: Path) -> Arrays:
    """Map the arrays of a file of safetensors: the length of its header, the header in JSON, and then the arrays."""
    data = np.memmap(path, np.uint8, mode="r").view(np.ndarray)
    start = 8 + int.from_bytes(data[:8].tobytes(), "little")
    header = parse_json(data[8:start].tobytes().decode())
    header.pop("__metadata__", None)
    arrays = {}
    for name, entry in header.items():
        (first, end), kind = entry["data_offsets"], entry["dtype"]
        if kind not in TYPES:
            raise ValueError(f"{name!r:.80} is of type {kind}; expected real numbers of {', '.join(TYPES)}")
        arrays[name] = data[start + first : start + end].view(TYPES[kind]).reshape(entry["shape"])
    return arrays


def arrays_hash(arrays: Arrays) -> str:
    """Return the SHA-256, in hex, of the file that ``write_arrays`` makes of these."""
    digest = hashlib.sha256()
    for piece in _pieces(arrays):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(arrays: Arrays) -> Iterator[bytes | memoryview]:
    """Yield a file of safetensors piece by piece, so that no array is copied.

    Elements of many bytes stand first, behind a header of a multiple of eight bytes, so that each array is aligned.
    """
    arrays = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    order = sorted(arrays, key=lambda name: (-arrays[name].dtype.itemsize, name))
    header, end = {}, 0
    for name in order:
        start, end = end, end + arrays[name].nbytes
        kind = next(each for each, dtype in TYPES.items() if dtype == arrays[name].dtype)
        header[name] = {"dtype": kind, "shape": arrays[name].shape, "data_offsets": (start, end)}
    words = json.dumps(header, separators=(",", ":")).encode()
    words += b" " * (-len(words) % 8)
    yield len(words).to_bytes(8, "little")
    yield words
    yield from (arrays[name].reshape(-1).view(np.uint8).data for name in order)
