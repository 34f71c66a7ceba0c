"""An encoded catalogue: every film's atoms in every modality, and the readers for any other film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from threadpoolctl import threadpool_limits

from emde_core.arrays import Bools, Floats
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import DataError
from emde_core.modalities.base import Appearance, Modality, Subject
from emde_core.modalities.registry import default_modalities
from emde_core.progress import Progress, silent
from emde_core.schema import Position
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.film_reader import FilmReader
from emde_core.sketch.film_sketches import FilmSketches
from emde_core.summary import summary


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

    @property
    def units(self) -> dict[str, Floats]:
        """``sketches`` spread out in memory: F / l, [films, D * W]; 0 where a film has no atom."""
        return {m: sketches[:] for m, sketches in self.sketches.items()}


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
        films = modality.read(subjects, progress)
        if any(len(film.keys) for film in films):
            with threadpool_limits(1):  # so that codes do not depend on how many threads there are; it is faster, too
                readers[modality.name] = FilmReader(modality, modality.fit(films, seed))
                atoms[modality.name] = readers[modality.name].hash_atoms(films)
    return EncodedCatalogue(catalogue, readers, atoms)
