"""The folders of data and models, where the user names none."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from emde_core.artifacts import files, prepared_catalogue
from emde_core.errors import ArtifactError
from emde_core.terminal import shell_word

HOME_VARIABLE = "EMDE_HOME"


def home() -> Path:
    """Return the folder of all that ``emde`` keeps: $EMDE_HOME, else the platform's place for a program's data."""
    folder = os.environ.get(HOME_VARIABLE)
    return Path(folder) if folder else user_data_path("emde", appauthor=False)


def demo_folder() -> Path:
    """Return the folder of the prepared demo."""
    return home() / "demo"


def planted_world_folder() -> Path:
    """Return the folder of the planted world: the demo's films with simulated viewers whose tastes are known."""
    return home() / "planted"


def movielens_folder() -> Path:
    """Return the folder that ``emde fetch`` puts MovieLens 100K into."""
    return data_folder("ml-100k")


def data_folder(name: str) -> Path:
    """Return the folder that ``emde fetch`` puts a data set into."""
    return home() / name


def model_folder(path: Path | None = None) -> Path:
    """Return the folder of the model that a path means: the path itself, or the model inside a prepared catalogue.

    Args:
        path: of either; None for the demo's model.

    Raises:
        ArtifactError: the demo is not prepared, or a prepared catalogue holds no model, or a model that learned from
            other data than what is prepared around it.
    """
    if path is None:
        path = _prepared_demo()
    inside = path / prepared_catalogue.MODEL
    if not (inside / files.MANIFEST).is_file():
        if files.manifest_entry(path, "format") == prepared_catalogue.FORMAT:
            raise ArtifactError(f"{path} is a prepared catalogue without a model; train one: {_training(path)}")
        return path
    around, trained_on = files.manifest_entry(path, "data_hash"), files.manifest_entry(inside, "data_hash")
    if around and trained_on and around != trained_on:
        raise ArtifactError(
            f"{inside / files.MANIFEST}: the model was trained on other films or ratings (data hash {trained_on}) than "
            f"those prepared in {path} ({around}); train it again: {_training(path)}"
        )
    return inside


def prepared_models() -> tuple[Path, ...]:
    """Return the folders of the models inside the catalogues that are prepared at home, by the catalogues' names."""
    return tuple(sorted(path.parent for path in home().glob(f"*/{prepared_catalogue.MODEL}/{files.MANIFEST}")))


def is_model(path: Path, data_hash: str, model_hash: str) -> bool:
    """Tell whether the manifest of a model's folder states hashes that begin so."""
    hashes = (files.manifest_entry(path, "data_hash") or "", files.manifest_entry(path, "model_hash") or "")
    return hashes[0].startswith(data_hash) and hashes[1].startswith(model_hash)


def _training(prepared: Path) -> str:
    """Return the command that trains a model on a prepared catalogue."""
    return f"emde train {shell_word(str(prepared))}"


def _prepared_demo() -> Path:
    if not (demo_folder() / files.MANIFEST).is_file():
        raise ArtifactError(
            f"there is no prepared demo in {demo_folder()}; make it with 'emde demo --prepare-only', or name a model "
            "with --model"
        )
    return demo_folder()
