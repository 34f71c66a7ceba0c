"""A catalogue read: every film's atoms in every modality, and the readers that any other film can be read with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import DataError
from emde_core.modalities.base import Modality, Shown, Subject
from emde_core.modalities.registry import default_modalities
from emde_core.progress import Progress, silent
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.reader import Reader

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EncodedCatalogue:
    """Films, and what they are made of.

    Attributes:
        catalogue: the films.
        readers: by modality, those that at least one film has.
        atoms: by modality, every film's.
    """

    catalogue: Catalogue
    readers: Mapping[str, Reader]
    atoms: Mapping[str, Atoms]

    @property
    def modalities(self) -> tuple[str, ...]:
        """The modalities' names."""
        return tuple(self.readers)

    def having(self, modality: str) -> NDArray[np.bool_]:
        """[films], whether a film has the modality."""
        return self.atoms[modality].sizes > 0

    def of(self, modalities: Sequence[str] | None) -> EncodedCatalogue:
        """The same with some of the modalities alone (None: all); those that no film has are left out."""
        kept = [m for m in modalities if m in self.readers] if modalities is not None else list(self.readers)
        return EncodedCatalogue(self.catalogue, {m: self.readers[m] for m in kept}, {m: self.atoms[m] for m in kept})

    @cached_property
    def sketches(self) -> Mapping[str, FilmSketches]:
        """By modality, every film's sketch."""
        return {m: FilmSketches.of(atoms) for m, atoms in self.atoms.items()}

    @cached_property
    def _shown(self) -> dict[tuple[str, int], tuple[Shown, ...]]:
        return {}

    def shown(self, modality: str, film: int) -> tuple[Shown, ...]:
        """How a film's atoms in a modality are shown, by its position; looked up once."""
        key = (modality, film)
        if key not in self._shown:
            places = self.atoms[modality].of(film).places
            self._shown[key] = self.readers[modality].modality.show(self.catalogue.films[film], places)
        return self._shown[key]

    @property
    def units(self) -> dict[str, Floats]:
        """By modality, every film's sketch divided by its length, F / l, [films, D * W]; 0 where a film has no atom."""
        return {m: sketches.unit for m, sketches in self.sketches.items()}


@dataclass(frozen=True)
class FilmSketches:
    """Films' sketches in one modality.

    Attributes:
        unit: F / l, [films, D * W]; 0 for a film without atoms.
        lengths: l, [films], the length of F.
        totals: W, [films], the sum of the atoms' weights.
    """

    unit: Floats
    lengths: Floats
    totals: Floats

    @classmethod
    def of(cls, atoms: Atoms) -> FilmSketches:
        """Count the atoms of each film."""
        counts = atoms.counts()
        lengths = np.linalg.norm(counts, axis=1)
        np.divide(counts, lengths[:, None], out=counts, where=lengths[:, None] > 0)
        totals: Floats = np.bincount(atoms.owners, atoms.weights, len(atoms)).astype(np.float64)
        return cls(counts, lengths, totals)


def subject_of(catalogue: Catalogue, film: Film) -> Subject:
    """A film of a catalogue, with its poster's file."""
    return Subject(film, catalogue.poster_path(film))


def encode_catalogue(
    catalogue: Catalogue,
    modalities: Sequence[Modality] | None = None,
    *,
    seed: int = 0,
    progress: Progress = silent,
) -> EncodedCatalogue:
    """Read every film, fit a hash for each modality, and put every atom into its buckets.

    Args:
        catalogue: the films.
        modalities: what is read of them; by default every registered one, with its own weights.
        seed: of the hashes. Each modality draws by itself, so that adding one leaves the others as they were.
        progress: shows how far it has come.

    Raises:
        EncoderError: a model could not be found.
        DataError: there are no films, none of them has any of the modalities, or a poster file is not an image.
    """
    if not len(catalogue):
        raise DataError("the catalogue has no films: there is nothing to encode; check the file of films")
    subjects = [subject_of(catalogue, film) for film in catalogue]
    readers: dict[str, Reader] = {}
    atoms: dict[str, Atoms] = {}
    for modality in default_modalities() if modalities is None else modalities:
        read = modality.read(subjects, progress)
        if any(len(film.keys) for film in read):
            with threadpool_limits(1):  # so that codes do not depend on how many threads there are; it is faster, too
                readers[modality.name] = Reader(modality, modality.fit(read, seed))
                atoms[modality.name] = readers[modality.name].hashed(read)
    return EncodedCatalogue(catalogue, readers, atoms)
