"""The files of an artefact, for tests that damage or forge them."""

from __future__ import annotations

import json
from pathlib import Path

from emde_core.artifacts import files


def file_of(folder: Path, name: str) -> Path:
    """Return the path of an artefact's manifest, or of a file that it names."""
    path = folder / name if name == files.MANIFEST else files.content_file(folder, name)
    assert path is not None
    return path


def vouch(folder: Path) -> None:
    """Have the manifest vouch for the files as they are now: a careful forgery."""
    path = folder / files.MANIFEST
    document = json.loads(path.read_text())
    content = files.content_folder(folder, document["files"])
    document["files"] = files.file_hashes(content)
    content.rename(files.content_folder(folder, document["files"]))
    path.write_text(json.dumps(document))
