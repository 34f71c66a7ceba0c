"""The modalities. Adding one is one file beside this, and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from emde_core.modalities.base import Modality
from emde_core.modalities.categorical import Categorical
from emde_core.modalities.image import Posters
from emde_core.modalities.text import Plots

MODALITIES: tuple[type[Modality], ...] = (
    Plots,
    Categorical,
    Posters,
)


def default_modalities(models: Mapping[str, str | None] | None = None) -> tuple[Modality, ...]:
    """Return every modality, with the encoders' weights that ``models`` names by modality."""
    return tuple(kind(model=(models or {}).get(kind.name)) for kind in MODALITIES)


def modality_class(name: str) -> type[Modality]:
    """Return the class of a modality. Raises a ValueError where none has the name."""
    for kind in MODALITIES:
        if kind.name == name:
            return kind
    raise ValueError(f"there is no modality {name!r}")
