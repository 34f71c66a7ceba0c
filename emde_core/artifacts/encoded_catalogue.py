"""A catalogue's atoms and readers, as arrays of a file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from emde_core.artifacts.files import Arrays
from emde_core.data.catalogue import Catalogue
from emde_core.modalities.base import Modality
from emde_core.modalities.registry import modality_class
from emde_core.sketch.atoms import Atoms, codes_per_cell
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.film_reader import FilmReader


class ModalityRecord(BaseModel):
    """A modality as manifests name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    model: str | None
    depth: int
    width: int


def record_of(modality: Modality) -> ModalityRecord:
    """Return a modality as manifests name it."""
    return ModalityRecord(name=modality.name, model=modality.model, depth=modality.depth, width=modality.width)


def modality_records(encoded: EncodedCatalogue) -> tuple[ModalityRecord, ...]:
    """Return the modalities of a catalogue as manifests name them, in order."""
    return tuple(record_of(reader.modality) for reader in encoded.readers.values())


def encoded_arrays(encoded: EncodedCatalogue) -> Arrays:
    """Return every hash and every atom, by "MODALITY.PART"."""
    arrays: Arrays = {}
    for name, atoms in encoded.atoms.items():
        arrays |= {f"{name}.hash.{part}": each for part, each in encoded.readers[name].hashing.arrays().items()}
        arrays |= {
            f"{name}.cells": atoms.cells,
            f"{name}.weights": atoms.weights,
            f"{name}.places": atoms.places.astype(np.int32),
            f"{name}.offsets": atoms.offsets,
        }
    return arrays


def read_encoded_arrays(arrays: Arrays, catalogue: Catalogue, records: Sequence[ModalityRecord]) -> EncodedCatalogue:
    """Make a catalogue of ``encoded_arrays``.

    Raises:
        KeyError, ValueError: an array is missing, a modality is unknown, or parts do not fit together.
    """
    readers: dict[str, FilmReader] = {}
    atoms: dict[str, Atoms] = {}
    for record in records:
        kind = modality_class(record.name)
        prefix = f"{record.name}.hash."
        hashing = kind.hash_class.from_arrays(
            {n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)}
        )
        modality = kind(model=record.model, depth=record.depth, width=record.width)
        readers[record.name] = FilmReader(modality, hashing)
        atoms[record.name] = _atoms(arrays, record, len(catalogue))
    return EncodedCatalogue(catalogue, readers, atoms)


def _atoms(arrays: Arrays, record: ModalityRecord, films: int) -> Atoms:
    name = record.name
    weights, offsets = arrays[f"{name}.weights"], arrays[f"{name}.offsets"]
    cells, places = arrays[f"{name}.cells"], arrays[f"{name}.places"].astype(np.int64)
    per = codes_per_cell(record.width)
    fitting = len(cells) == len(weights) == len(places) == offsets[-1] and len(offsets) == films + 1
    fitting &= cells.shape[1:] == (-(-record.depth // per),) and cells.max(initial=0) < record.width**per
    if not fitting or (np.diff(offsets) < 0).any():
        raise ValueError(f"the atoms of {name} are not whole")
    return Atoms(cells, weights, places, offsets, record.depth, record.width)
