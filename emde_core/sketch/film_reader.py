"""A modality fitted on a catalogue, which reads any film into atoms and their buckets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emde_core.hashing.base import Hash
from emde_core.modalities.base import Appearance, FilmAtoms, Modality, Subject
from emde_core.progress import Progress, silent
from emde_core.sketch.atoms import Atoms


@dataclass(frozen=True)
class FilmReader:
    """A modality, and the hash that was fitted for it on a catalogue.

    Attributes:
        modality: what it reads.
        hashing: where an atom falls.
    """

    modality: Modality
    hashing: Hash

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> Atoms:
        """Read films into atoms in their buckets.

        Raises:
            EncoderError, DataError: as for the modality's ``read``.
        """
        return self.hash_atoms(self.modality.read(subjects, progress))

    def hash_atoms(self, films: Sequence[FilmAtoms]) -> Atoms:
        """Put atoms into their buckets; those that the catalogue does not know are left out."""
        return Atoms.concatenate([self._hash_film(film) for film in films])

    def _hash_film(self, film: FilmAtoms) -> Atoms:
        if not len(film.keys):
            return self._nothing(film)
        weights = self.hashing.weights(film.keys)
        mask = weights > 0
        codes = self.hashing.codes(film.keys)[mask]
        return Atoms.of_codes(codes, weights[mask], film.places[mask], np.array([0, len(codes)]), self.hashing.width)

    def _nothing(self, film: FilmAtoms) -> Atoms:
        codes = np.zeros((0, self.hashing.depth), dtype=np.int64)
        return Atoms.of_codes(codes, np.zeros(0), film.places, np.array([0, 0]), self.hashing.width)

    def show(self, subject: Subject, atoms: Atoms) -> tuple[Appearance, ...]:
        """Return how one film's atoms are shown to people."""
        return self.modality.show(subject.film, atoms.places)
