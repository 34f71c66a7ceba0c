"""One film as a model reads it: of the catalogue, or one that nobody has made yet, read now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from emde_core.data.catalogue import Film
from emde_core.modalities.base import Shown, Subject
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.encoded import EncodedCatalogue, FilmSketches

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """A film in one modality.

    Attributes:
        atoms: its atoms.
        unit: F / l, [D * W].
        length: l; total: W, the sum of the atoms' weights.
    """

    atoms: Atoms
    unit: Floats
    length: float
    total: float

    def shares(self, table: Floats, mean: Floats) -> Floats:
        """[A], <x_a, table>: what each atom adds to <s, table>, with s = unit - mean; they add up to it."""
        return self.shares_by(self.atoms.table(table), float(mean @ table))

    def shares_by(self, table: Floats, mean: float) -> Floats:
        """The same by a table that was brought to cells before, as several films are read by one: ``Atoms.table``.

        Args:
            table: [C, values].
            mean: <mean, table>.
        """
        shares: Floats = self.atoms.weights * (self.atoms.read(table) / self.length - mean / self.total)
        return shares


@dataclass(frozen=True)
class Portrait:
    """A film, and what it is made of.

    Attributes:
        film: what is known of it.
        poster: the picture, or the file that it is in; None where there is none.
        position: in the catalogue; None for a film that is in none.
        parts: by modality; only those that the model reads and the film has.
    """

    film: Film
    poster: Path | Image.Image | None
    position: int | None
    parts: Mapping[str, Part]

    @classmethod
    def of_catalogue(cls, encoded: EncodedCatalogue, position: int) -> Portrait:
        """A film of the catalogue, by its position."""
        film = encoded.catalogue.films[position]
        parts = {
            m: _part(atoms.of(position), encoded.sketches[m], position)
            for m, atoms in encoded.atoms.items()
            if atoms.sizes[position]
        }
        return cls(film, encoded.catalogue.poster_path(film), position, parts)

    @classmethod
    def of_new(cls, encoded: EncodedCatalogue, film: Film, poster: Image.Image | None = None) -> Portrait:
        """A film that is in no catalogue, read as the catalogue's films were; nothing of it is kept.

        Args:
            encoded: the catalogue, with its readers.
            film: title, plot and categories; its ``poster`` file is not looked at.
            poster: the picture, in RGB.

        Raises:
            EncoderError: a model that a reader needs is missing.
        """
        parts = {}
        for m, reader in encoded.readers.items():
            atoms = reader.read([Subject(film, poster)])
            if atoms.count:
                parts[m] = _part(atoms, FilmSketches.of(atoms), 0)
        return cls(film, poster, None, parts)

    @property
    def units(self) -> dict[str, Floats]:
        """Its sketches divided by their lengths, by modality."""
        return {m: part.unit for m, part in self.parts.items()}

    def shown(self, encoded: EncodedCatalogue, modality: str) -> tuple[Shown, ...]:
        """How its atoms in a modality are shown."""
        if self.position is not None:
            return encoded.shown(modality, self.position)
        return encoded.readers[modality].modality.show(self.film, self.parts[modality].atoms.places)


def _part(atoms: Atoms, sketches: FilmSketches, position: int) -> Part:
    length, total = float(sketches.lengths[position]), float(sketches.totals[position])
    return Part(atoms, sketches.unit[position], length, total)
