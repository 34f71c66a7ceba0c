"""Where data and models are kept when the user names no place."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from emde_core.artifacts import files, prepared
from emde_core.errors import ArtifactError

HOME_VARIABLE = "EMDE_HOME"


def home() -> Path:
    """The folder of all that ``emde`` keeps: $EMDE_HOME, else the platform's place for a program's data."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else user_data_path("emde", appauthor=False)


def demo_folder() -> Path:
    """The prepared demo."""
    return home() / "demo"


def planted_folder() -> Path:
    """The planted world: the demo's films with simulated viewers whose tastes are known."""
    return home() / "planted"


def movielens_folder() -> Path:
    """MovieLens 100K as ``emde fetch`` leaves it."""
    return home() / "ml-100k"


def model_folder(path: Path) -> Path:
    """The model that a path means: the folder itself, or the one inside a prepared catalogue.

    Raises:
        ArtifactError: the model inside was trained on other data than what is prepared around it.
    """
    inside = path / prepared.MODEL
    if not (inside / files.MANIFEST).is_file():
        return path
    around, learned = files.stated(path, "data_hash"), files.stated(inside, "data_hash")
    if around and learned and around != learned:
        raise ArtifactError(
            f"{inside / files.MANIFEST}: the model was trained on other films or ratings (data hash {learned}) than "
            f"those prepared in {path} ({around}); train it again with 'emde train {path}'"
        )
    return inside


def prepared_models() -> tuple[Path, ...]:
    """The folders of the models inside the catalogues that are prepared at home, by the catalogues' names."""
    return tuple(sorted(path.parent for path in home().glob(f"*/{prepared.MODEL}/{files.MANIFEST}")))


def is_model(path: Path, data_hash: str, model_hash: str) -> bool:
    """Whether the manifest of a model's folder states hashes that begin so."""
    said = (files.stated(path, "data_hash") or "", files.stated(path, "model_hash") or "")
    return said[0].startswith(data_hash) and said[1].startswith(model_hash)


def chosen_model(path: Path | None) -> Path:
    """The folder of the model that was asked for, by default the demo's.

    Raises:
        ArtifactError: the demo is not prepared; and as for ``model_folder``.
    """
    if path is None and not (demo_folder() / files.MANIFEST).is_file():
        raise ArtifactError(
            f"there is no prepared demo in {demo_folder()}; make it with 'emde demo --prepare-only', or name a model "
            "with --model"
        )
    return model_folder(path or demo_folder())
