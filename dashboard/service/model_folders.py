"""Folders of models: which of them can be compared, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from emde_core.artifacts.files import manifest_entry
from emde_core.artifacts.prepared_catalogue import MODEL

RECIPES: Mapping[str, str] = {
    "affinity": "Ratings and content together",
    "published": "The published network",
}


def models_of_same_data(models: Iterable[Path], data_hash: str, model_hash: str) -> tuple[Path, ...]:
    """Return the folders of other models of the same films and ratings, each model once.

    Args:
        models: folders to choose from.
        data_hash: of the model to compare with.
        model_hash: of the model to compare with; it is left out itself.
    """
    by_hash: dict[str, Path] = {}
    for path in models:
        other_hash = manifest_entry(path, "model_hash")
        if other_hash and other_hash != model_hash and manifest_entry(path, "data_hash") == data_hash:
            by_hash.setdefault(other_hash, path)
    return tuple(by_hash.values())


def model_names(models: Sequence[Path]) -> dict[Path, str]:
    """Return a name for each folder, no two the same: the catalogue's that it lies in, else the folder's own."""
    names: dict[Path, str] = {}
    for model in models:
        name = model.parent.name if model.name == MODEL else model.name
        namesakes = sum(other.split(" (")[0] == name for other in names.values())
        names[model] = f"{name} ({namesakes + 1})" if namesakes else name
    return names
