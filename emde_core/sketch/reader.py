"""A modality fitted on a catalogue: how any film is read into atoms and their buckets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emde_core.hashing.base import Hash
from emde_core.modalities.base import FilmAtoms, Modality, Shown, Subject
from emde_core.progress import Progress, silent
from emde_core.sketch.atoms import Atoms


@dataclass(frozen=True)
class Reader:
    """Reads films in one modality.

    Attributes:
        modality: what it reads.
        hashing: where an atom falls.
    """

    modality: Modality
    hashing: Hash

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> Atoms:
        """Films' atoms in their buckets.

        Raises:
            EncoderError, DataError: as for the modality's ``read``.
        """
        return self.hashed(self.modality.read(subjects, progress))

    def hashed(self, films: Sequence[FilmAtoms]) -> Atoms:
        """Atoms that were read, in their buckets; those that the catalogue does not know are left out."""
        return Atoms.joined([self._hashed(film) for film in films])

    def _hashed(self, film: FilmAtoms) -> Atoms:
        if not len(film.keys):
            return self._nothing(film)
        weights = self.hashing.weights(film.keys)
        known = weights > 0
        codes = self.hashing.codes(film.keys)[known]
        return Atoms.of_codes(codes, weights[known], film.places[known], np.array([0, len(codes)]), self.hashing.width)

    def _nothing(self, film: FilmAtoms) -> Atoms:
        codes = np.zeros((0, self.hashing.depth), dtype=np.int64)
        return Atoms.of_codes(codes, np.zeros(0), film.places, np.array([0, 0]), self.hashing.width)

    def show(self, subject: Subject, atoms: Atoms) -> tuple[Shown, ...]:
        """How one film's atoms are shown to people."""
        return self.modality.show(subject.film, atoms.places)
