"""The folder of all that ``emde`` keeps: whether it can be written, and whether there is room."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from emde_core.doctor.finding import Finding, fault, in_order, warning

NEEDED = 300 * 10**6  # bytes: demo and planted world take 60 MB each, twice that while they are made anew
OTHER_HOME = "export EMDE_HOME=FOLDER, one that can be written"


def home_folder() -> Iterator[Finding]:
    """Look whether the folder can be read and written, or made where it is not there yet."""
    from emde_core.workspace import home

    folder = home()
    place = existing(folder)
    try:
        list(folder.iterdir() if folder.exists() else ())
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"0" * 4096)
            file.flush()
    except OSError as error:
        yield fault(f"{folder} can't be read and written ({error})", f"chmod u+rwx {place}, or {OTHER_HOME}")
        return
    yield in_order(f"{folder} can be written" if place == folder else f"{folder} is not there yet, and can be made")


def disk() -> Iterator[Finding]:
    """Compare the room that is free with what the demo takes."""
    from emde_core.effort import size_words
    from emde_core.workspace import home, prepared_models

    free = shutil.disk_usage(existing(home())).free
    words = f"{size_words(free)} free where {home()} is; the demo takes up to {size_words(NEEDED)}"
    remedy = f"delete what is not needed there, or {OTHER_HOME}"
    if free >= NEEDED:
        yield in_order(words, free=free, needed=NEEDED)
    else:
        yield (warning if prepared_models() else fault)(words, remedy, free=free, needed=NEEDED)


def existing(path: Path) -> Path:
    """Return the path, or the nearest folder above it that is there."""
    return next((place for place in (path, *path.absolute().parents) if place.exists()), Path())
