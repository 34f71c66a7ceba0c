"""Where data and models are kept when the user names no place."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from emde_core.artifacts import files, prepared

HOME_VARIABLE = "EMDE_HOME"


def home() -> Path:
    """The folder of all that ``emde`` keeps: $EMDE_HOME, else the platform's place for a program's data."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else user_data_path("emde", appauthor=False)


def demo_folder() -> Path:
    """The prepared demo."""
    return home() / "demo"


def movielens_folder() -> Path:
    """MovieLens 100K as ``emde fetch`` leaves it."""
    return home() / "ml-100k"


def model_folder(path: Path) -> Path:
    """The model that a path means: the folder itself, or the one inside a prepared catalogue."""
    inside = path / prepared.MODEL
    return inside if (inside / files.MANIFEST).is_file() else path
