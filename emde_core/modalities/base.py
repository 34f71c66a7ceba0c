"""A content modality: its name, its reading of films into weighted atoms, their hash, their appearance.

Everything else iterates over modalities. A new one is a file beside this, with a class of one of the two kinds below,
and a line in ``registry.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
from PIL import Image

from emde_core.arrays import Bools, Ints
from emde_core.data.catalogue import Film
from emde_core.hashing.base import Hash, Keys
from emde_core.hashing.dlsh import DLSH
from emde_core.hashing.names import NameHash
from emde_core.progress import Progress, silent
from emde_core.text.words import Span


@dataclass(frozen=True)
class Name:
    """A name in one of the film's fields: ("director", "Ridley Scott")."""

    field: str
    name: str


@dataclass(frozen=True)
class Region:
    """A rectangle of the poster, in fractions of its width and height."""

    x: float
    y: float
    width: float
    height: float


Appearance = Span | Name | Region


@dataclass(frozen=True)
class Subject:
    """A film to read, and its poster: the picture, the file that it is in, or None."""

    film: Film
    poster: Path | Image.Image | None = None


@dataclass(frozen=True, eq=False)
class FilmAtoms:
    """One film's atoms before they are hashed.

    Attributes:
        places: [A, P], where each atom is in the film, as the modality's ``show`` reads it.
        keys: what is hashed: vectors [A, dim], or A names.
    """

    places: Ints
    keys: Keys


@dataclass(frozen=True)
class Modality(ABC):
    """One content modality.

    Attributes:
        name: its key in files, tables and code.
        label: what people call it: "plot".
        hash_class: which hash its atoms go through.
        model: the name or path of an encoder's weights; None for the default.
        depth, width: D and W of its sketch.
        fit_atoms: so many atoms are enough to fit a hash on; None where it takes all.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    hash_class: ClassVar[type[Hash]]
    fit_atoms: ClassVar[int | None] = None
    model: str | None = None
    depth: int = 1024
    width: int = 4

    @abstractmethod
    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> list[FilmAtoms]:
        """Read each film's atoms; none for a film that lacks the modality.

        Raises:
            EncoderError: the encoder's weights are missing or do not fit.
            DataError: a poster can't be read.
        """

    @abstractmethod
    def show(self, film: Film, places: Ints) -> tuple[Appearance, ...]:
        """Return the appearance of atoms at these places [A, P] of a film: text, a name, or a region."""

    def fits(self, films: Sequence[Film], owners: Ints, places: Ints) -> Bools:  # noqa: ARG002 - none can be wrong
        """Tell of atoms whether they can be where a file says, [A].

        Args:
            films: the catalogue's.
            owners: the position of each atom's film, [A].
            places: of the atoms, [A, P], 0 or above.
        """
        return np.ones(len(places), dtype=bool)

    @abstractmethod
    def fit(self, films: Sequence[FilmAtoms], seed: int) -> Hash:
        """Fit a hash for atoms like these."""


class VectorModality(Modality):
    """A modality whose atoms are vectors: near ones often share a bucket.

    Attributes:
        unit: whether vectors are divided by their length, after the catalogue's mean vector is taken off; else every
            dimension is brought to one deviation.
    """

    hash_class: ClassVar[type[Hash]] = DLSH
    fit_atoms: ClassVar[int | None] = 100_000
    unit: ClassVar[bool] = True

    def fit(self, films: Sequence[FilmAtoms], seed: int) -> DLSH:
        """Fit density-dependent hashing on the atoms of these films."""
        vectors = np.concatenate([film.keys for film in films if len(film.keys)])
        return DLSH.fit(vectors, self.depth, self.width, seed, unit=self.unit)


class NameModality(Modality):
    """A modality whose atoms are names: equal ones share every bucket. A rare name weighs more."""

    hash_class: ClassVar[type[Hash]] = NameHash

    def counting(self, name: str) -> float:  # noqa: ARG002 - all names count alike
        """Return what a name counts beside others that are as rare."""
        return 1.0

    def fit(self, films: Sequence[FilmAtoms], seed: int) -> NameHash:
        """Fit a hash of the names that these films have."""
        return NameHash.fit([tuple(film.keys) for film in films], self.depth, self.width, seed, self.counting)


def places_of(rows: Sequence[tuple[int, ...]], columns: int) -> Ints:
    """Return places as an array [A, columns], also where there are none."""
    return np.array(rows, dtype=np.int64).reshape(-1, columns)
