"""A catalogue's atoms and readers, as arrays of a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from emde_core.artifacts.array_checks import FileArrays
from emde_core.artifacts.array_files import Arrays
from emde_core.data.catalogue import Catalogue
from emde_core.modalities.base import Modality
from emde_core.modalities.registry import modality_class
from emde_core.sketch.atoms import Atoms, codes_per_cell
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.film_reader import FilmReader

MOST_BUCKETS = 2**20  # D * W of a sketch; the default modalities have 4,096 and 10,240


class ModalityRecord(BaseModel):
    """A modality as manifests name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    model: str | None
    depth: int = Field(ge=1, le=MOST_BUCKETS)
    width: int = Field(ge=2, le=MOST_BUCKETS)


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


def hash_of_encoded(encoded: EncodedCatalogue, more: Sequence[Any], arrays: Arrays | None = None) -> str:
    """Return sixteen hex digits that stand for every field of the films, the modalities, ``more``, and any arrays.

    Of a poster only the file's name counts: the same films with their posters in another folder are the same.
    """
    films = [vars(film) | {"poster": Path(film.poster).name} for film in encoded.catalogue]  # its fields
    records = [record.model_dump() for record in modality_records(encoded)]
    digest = hashlib.sha256(json.dumps([*more, records, films], sort_keys=True).encode())
    for name, array in sorted((arrays or {}).items()):
        digest.update(f"{name}{array.shape}{array.dtype}".encode())
        digest.update(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
    return digest.hexdigest()[:16]


def take_encoded(arrays: FileArrays, catalogue: Catalogue, records: Sequence[ModalityRecord]) -> EncodedCatalogue:
    """Make a catalogue of ``encoded_arrays``, of which each is checked.

    Raises:
        KeyError, ValueError: an array is missing, a modality is unknown or stands twice, or parts do not fit together.
    """
    readers: dict[str, FilmReader] = {}
    atoms: dict[str, Atoms] = {}
    for record in records:
        if record.name in readers or record.depth * record.width > MOST_BUCKETS:
            raise ValueError(f"the modality {record.name!r} stands twice, or its sketch has too many buckets")
        kind = modality_class(record.name)
        hashing = kind.hash_class.from_arrays(arrays.take_all(f"{record.name}.hash."))
        if (hashing.depth, hashing.width) != (record.depth, record.width):
            raise ValueError(f"the hash of {record.name} is not the one of its modality")
        modality = kind(model=record.model, depth=record.depth, width=record.width)
        readers[record.name] = FilmReader(modality, hashing)
        atoms[record.name] = _take_atoms(arrays, modality, catalogue)
    return EncodedCatalogue(catalogue, readers, atoms)


def _take_atoms(arrays: FileArrays, modality: Modality, catalogue: Catalogue) -> Atoms:
    name, per = modality.name, codes_per_cell(modality.width)
    values = modality.width**per  # that a cell can have
    offsets = arrays.take_offsets(f"{name}.offsets", len(catalogue))
    count = int(offsets[-1])
    cells = arrays.take(
        f"{name}.cells", np.min_scalar_type(values - 1), (count, -(-modality.depth // per)), 0, values - 1
    )
    weights = arrays.take(f"{name}.weights", np.float64, (count,), np.nextafter(0, 1))
    places = arrays.take(f"{name}.places", np.int32, (count, None), 0).astype(np.int64)
    atoms = Atoms(cells, weights, places, offsets, modality.depth, modality.width)
    strangers = atoms.owners[~modality.fits(catalogue.films, atoms.owners, places)]
    if len(strangers):
        raise ValueError(f"atoms of {name} lie outside the film {catalogue.films[strangers[0]].id!r:.80}")
    return atoms
