"""The files of an artefact, for tests that damage or forge them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

from emde_core.artifacts import files


def file_of(folder: Path, name: str) -> Path:
    """Return the path of an artefact's manifest, or of a file that it names."""
    path = folder / name if name == files.MANIFEST else files.content_file(folder, name)
    assert path is not None
    return path


def change_arrays(folder: Path, change: Callable[[dict[str, Any]], object], name: str = files.ARRAYS) -> None:
    """Change the arrays in a file of an artefact, which its manifest then vouches for."""
    path = file_of(folder, name)
    arrays = load_file(path)
    change(arrays)
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)
    vouch(folder)


def restate(folder: Path, **changes: object) -> dict[str, Any]:
    """Change entries of a manifest, and renew its hash: a forgery of the manifest alone."""
    path = folder / files.MANIFEST
    entries = json.loads(path.read_text()) | changes
    entries["manifest_hash"] = files.hash_of_manifest(entries)
    path.write_text(json.dumps(entries))
    return entries


def vouch(folder: Path) -> None:
    """Have the manifest vouch for the files as they are now: a careful forgery."""
    document = json.loads((folder / files.MANIFEST).read_text())
    content = files.content_folder(folder, document["files"])
    hashes = files.file_hashes(content)
    content.rename(files.content_folder(folder, hashes))
    restate(folder, files=hashes)
