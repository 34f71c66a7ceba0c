"""An encoded catalogue: every film's atoms in every modality, and the readers for any other film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from threadpoolctl import threadpool_limits

from emde_core.arrays import Bools
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import DataError
from emde_core.modalities.base import Appearance, FilmAtoms, Modality, Subject
from emde_core.modalities.registry import default_modalities
from emde_core.progress import Progress, silent
from emde_core.schema import Position
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.film_reader import FilmReader
from emde_core.sketch.film_sketches import FilmSketches
from emde_core.summary import summary

FILMS_AT_ONCE = 1000  # that are read before they are hashed


@dataclass(frozen=True, eq=False)
class EncodedCatalogue:
    """Films, and the atoms that they are made of.

    Attributes:
        catalogue: the films.
        readers: by modality, those that at least one film has.
        atoms: by modality, every film's.
    """

    catalogue: Catalogue
    readers: Mapping[str, FilmReader]
    atoms: Mapping[str, Atoms]

    def __repr__(self) -> str:
        sizes = (f"{int(atoms.sizes.sum()):,} atoms of {modality}" for modality, atoms in self.atoms.items())
        return summary(self, f"{len(self.catalogue):,} films", *sizes)

    @property
    def modalities(self) -> tuple[str, ...]:
        """The names of the modalities."""
        return tuple(self.readers)

    def having(self, modality: str) -> Bools:
        """Return a mask of the films that have the modality, [films]."""
        return self.atoms[modality].sizes > 0

    def of(self, modalities: Sequence[str] | None) -> EncodedCatalogue:
        """Keep some of the modalities (None: all); those that no film has are left out."""
        names = [m for m in modalities if m in self.readers] if modalities is not None else list(self.readers)
        return EncodedCatalogue(self.catalogue, {m: self.readers[m] for m in names}, {m: self.atoms[m] for m in names})

    @cached_property
    def sketches(self) -> Mapping[str, FilmSketches]:
        """Every film's sketch divided by its length, by modality; each is counted when it is first asked for."""
        return {m: FilmSketches(atoms) for m, atoms in self.atoms.items()}

    @cached_property
    def _appearances(self) -> dict[tuple[str, Position], tuple[Appearance, ...]]:
        return {}

    def appearances(self, modality: str, position: Position) -> tuple[Appearance, ...]:
        """Return how a film's atoms in a modality are shown to people, by its position; looked up once."""
        key = (modality, position)
        if key not in self._appearances:
            places = self.atoms[modality].of(position).places
            self._appearances[key] = self.readers[modality].modality.show(self.catalogue.films[position], places)
        return self._appearances[key]


def subject_of(catalogue: Catalogue, film: Film) -> Subject:
    """Return a film of a catalogue with its poster's file."""
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
    readers: dict[str, FilmReader] = {}
    atoms: dict[str, Atoms] = {}
    for modality in default_modalities() if modalities is None else modalities:
        if (encoded := _encode(modality, subjects, seed, progress)) is not None:
            readers[modality.name], atoms[modality.name] = encoded
    return EncodedCatalogue(catalogue, readers, atoms)


def _encode(
    modality: Modality, subjects: Sequence[Subject], seed: int, progress: Progress
) -> tuple[FilmReader, Atoms] | None:
    """Read films in parts, and hash each part as soon as there is a hash; None where no film has the modality.

    What is hashed is large, and only so much of it is held as the hash is fitted on: the rest of a large catalogue is
    read once there is one. Which films come first is drawn, so that they stand for the others.
    """
    order = np.arange(len(subjects))
    if len(subjects) > FILMS_AT_ONCE:
        order = np.random.default_rng(seed).permutation(order)
    parts = iter([np.sort(order[start : start + FILMS_AT_ONCE]) for start in range(0, len(order), FILMS_AT_ONCE)])
    films: dict[int, FilmAtoms] = {}
    for part in parts:
        films |= zip(part.tolist(), modality.read([subjects[k] for k in part], progress), strict=True)
        if modality.fit_atoms is not None and sum(len(film.keys) for film in films.values()) >= modality.fit_atoms:
            break
    if not any(len(film.keys) for film in films.values()):
        return None
    with threadpool_limits(1):  # so that codes do not depend on how many threads there are; it is faster, too
        reader = FilmReader(modality, modality.fit([films[k] for k in sorted(films)], seed))
    atoms = _hash(reader, films)
    for part in parts:
        films = dict(zip(part.tolist(), modality.read([subjects[k] for k in part], progress), strict=True))
        atoms |= _hash(reader, films)
    return reader, Atoms.concatenate([atoms[k] for k in range(len(subjects))])


def _hash(reader: FilmReader, films: Mapping[int, FilmAtoms]) -> dict[int, Atoms]:
    with threadpool_limits(1):
        return {k: reader.hash_atoms([film]) for k, film in films.items()}
