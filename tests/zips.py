"""Zips in memory."""

from __future__ import annotations

import io
import zipfile


def zipped(files):
    """A zip of files, by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()
