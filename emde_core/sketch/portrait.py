"""One film as a model reads it: of the catalogue, or a new one that is read now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import Image

from emde_core.arrays import Floats
from emde_core.data.catalogue import Film
from emde_core.modalities.base import Appearance, Subject
from emde_core.schema import Position
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.film_sketches import FilmSketches
from emde_core.summary import summary


@dataclass(frozen=True, eq=False)
class ModalityPortrait:
    """One film in one modality.

    Attributes:
        atoms: its atoms.
        length: l, of a new film at least that of the catalogue's shortest; total: W, the sum of the atoms' weights.
    """

    atoms: Atoms
    length: float
    total: float

    @cached_property
    def unit(self) -> Floats:
        """F / l, [D * W]."""
        unit: Floats = self.atoms.counts()[0] / self.length
        return unit

    def shares(self, table: Floats, mean: Floats) -> Floats:
        """Return <x_a, table>, [A]: each atom's share of <s, table>, with s = unit - mean; they add up to it."""
        return self.shares_by(self.atoms.table(table), float(mean @ table))

    def shares_by(self, table: Floats, mean: float) -> Floats:
        """Return the same by a table already brought to cells (``Atoms.table``), for many films read by one table.

        Args:
            table: [C, values].
            mean: <mean, table>.
        """
        shares: Floats = self.atoms.weights * (self.atoms.read(table) / self.length - mean / self.total)
        return shares


@dataclass(frozen=True, eq=False)
class Portrait:
    """One film, and the atoms and sketches that it is made of.

    Attributes:
        film: its fields.
        poster: the picture, or the file that it is in; None where there is none.
        position: in the catalogue; None for a film that is in none.
        by_modality: its atoms and sketch in each modality; only those that the model reads and the film has.
    """

    film: Film
    poster: Path | Image.Image | None
    position: Position | None
    by_modality: Mapping[str, ModalityPortrait]

    def __repr__(self) -> str:
        sizes = (f"{part.atoms.count} atoms of {modality}" for modality, part in self.by_modality.items())
        return summary(self, self.film.label, *sizes)

    @classmethod
    def of_catalogue(cls, encoded: EncodedCatalogue, position: Position) -> Portrait:
        """Return the portrait of a film of the catalogue, by its position."""
        film = encoded.catalogue.films[position]
        by_modality = {
            m: _part(atoms.of(position), float(encoded.sketches[m].lengths(position)))
            for m, atoms in encoded.atoms.items()
            if atoms.sizes[position]
        }
        return cls(film, encoded.catalogue.poster_path(film), position, by_modality)

    @classmethod
    def of_new(cls, encoded: EncodedCatalogue, film: Film, poster: Image.Image | None = None) -> Portrait:
        """Read a film that is in no catalogue as the catalogue's films were read; nothing of it is stored.

        No sketch is taken to be shorter than the catalogue's shortest: divided by its own length, the sketch of a film
        of which only a genre is known would be nothing but that genre, and nearer to whoever likes it than any real
        film, which is much else besides.

        Args:
            encoded: the catalogue, with its readers.
            film: title, plot and categories; its ``poster`` file is not looked at.
            poster: the picture, in RGB.

        Raises:
            EncoderError: a model that a reader needs is missing.
        """
        by_modality = {}
        for m, reader in encoded.readers.items():
            atoms = reader.read([Subject(film, poster)])
            if atoms.count:
                length = float(FilmSketches(atoms).lengths(0))
                by_modality[m] = _part(atoms, max(length, encoded.sketches[m].shortest))
        return cls(film, poster, None, by_modality)

    @property
    def units(self) -> dict[str, Floats]:
        """Its sketches divided by their lengths, by modality."""
        return {m: part.unit for m, part in self.by_modality.items()}

    def appearances(self, encoded: EncodedCatalogue, modality: str) -> tuple[Appearance, ...]:
        """Return how its atoms in a modality are shown to people."""
        if self.position is not None:
            return encoded.appearances(modality, self.position)
        return encoded.readers[modality].modality.show(self.film, self.by_modality[modality].atoms.places)


def _part(atoms: Atoms, length: float) -> ModalityPortrait:
    return ModalityPortrait(atoms, length, float(atoms.weights.sum()))
