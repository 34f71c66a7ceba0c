"""Sketches under the microscope: one atom of a film on its way to buckets and into the film's score. No Streamlit here.

An atom b of the film adds g <u, x_b> to the score: u is the history's sketch, x_b the atom's, g the film's gain.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.specimen import Meeting, Specimen, placed
from emde_core.errors import ConfigError
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.question import Question
from emde_core.explain.values import AtomValue, FilmAtoms, WordValue
from emde_core.hashing.dlsh import DLSH
from emde_core.hashing.names import NameHash
from emde_core.history import History
from emde_core.modalities.base import Name, Shown
from emde_core.modalities.text import word_numbers
from emde_core.model.affinity import Affinity
from emde_core.recommender import Recommender
from emde_core.schema import WISH
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.portrait import Part, Portrait
from emde_core.text.words import Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SAMPLE = 1_500  # atoms of the catalogue that say what is usual
USUAL = (0.025, 0.5, 0.975)  # of them, from below


class Microscope:
    """One film and one history, atom by atom."""

    def __init__(self, model: Recommender, history: History, film: str) -> None:
        """Look at a film of the catalogue, by its id.

        Raises:
            ConfigError: the model is of the published recipe, which has no atoms.
            HistoryError: the history is empty.
        """
        if not isinstance(model.trained.model, Affinity):
            raise ConfigError("the published recipe has no atoms to look at; train a model with recipe 'affinity'")
        encoded = model.trained.encoded
        self.portrait = Portrait.of_catalogue(encoded, encoded.catalogue.index[film])
        self.tree = AdditiveParts(model.trained.model, encoded, Question(model.entries(history), self.portrait))

    @cached_property
    def _found(self) -> FilmAtoms:
        return self.tree.atoms()[0]

    def atoms(self, modality: str) -> tuple[AtomValue, ...]:
        """What the film is made of in a modality, in the film's order; nothing where it lacks the modality."""
        return tuple(atom for atom in self._found.all if atom.modality == modality)

    def strongest(self, modality: str) -> list[int]:
        """The numbers of a modality's atoms, largest value first; those of which nothing is hashed are left out."""
        atoms = self.atoms(modality)
        hashed = set(_owners(self.portrait, modality, atoms).tolist()) if atoms else set()
        return sorted(hashed, key=lambda number: -abs(atoms[number].value))

    def hashes_names(self, modality: str) -> bool:
        """Whether a modality's atoms are hashed by name; else they are vectors, and a space is cut."""
        return isinstance(self.tree.encoded.readers[modality].hashing, NameHash)

    def dimensions(self, modality: str) -> int:
        """How many numbers describe an atom, in a modality whose atoms are vectors."""
        hashing = self.tree.encoded.readers[modality].hashing
        return len(hashing.mean) if isinstance(hashing, DLSH) else 0

    def shares(self, modality: str, partitions: int) -> Floats:
        """[partitions, W], how much of the catalogue's atoms is in each bucket of the first partitions."""
        atoms = self.tree.encoded.atoms[modality]
        counts = [np.bincount(codes, minlength=atoms.width) for codes in atoms.codes_of(partitions).T]
        return np.array(counts) / max(atoms.count, 1)

    def watched(self, modality: str, partitions: int) -> tuple[tuple[str, ...], Ints]:
        """The history's atoms: what each is and in which film, and their buckets in the first partitions."""
        names: list[str] = []
        codes = [np.zeros((0, partitions), dtype=np.int64)]
        for position in self.tree.question.entries.films.tolist():
            film = Portrait.of_catalogue(self.tree.encoded, position)
            if modality in film.parts:
                shown = film.shown(self.tree.encoded, modality)
                names += [f"{_text(film, each)}, {film.film.title}" for each in shown]
                codes.append(film.parts[modality].atoms.codes_of(partitions).astype(np.int64))
        return tuple(names), np.concatenate(codes)

    def specimen(self, modality: str, number: int) -> Specimen:
        """One atom, by its number among ``atoms``."""
        part, atoms = self.portrait.parts[modality], self.atoms(modality)
        pieces = part.atoms.only(_owners(self.portrait, modality, atoms) == number)
        table = self._sketch(modality, part, pieces)
        shape = (pieces.depth, pieces.width)
        return Specimen(
            modality=modality,
            atom=atoms[number],
            pieces=tuple(_text(self.portrait, each) for each in self._shown(modality, pieces)),
            codes=pieces.codes.astype(np.int64),
            sketch=table.reshape(shape),
            history=self.tree.history[modality].reshape(shape),
            gain=self._gain(modality),
            meetings=tuple(sorted(self._meetings(modality, pieces, table), key=lambda each: -abs(each.value))),
            usual=self._usual(modality, pieces),
        )

    def _gain(self, modality: str) -> float:
        _, column, _ = self.tree.columns[0]
        return float(column.gains[self.tree.model.modalities.index(modality)])

    def _sketch(self, modality: str, part: Part, pieces: Atoms) -> Floats:
        """x, [D * W]: the sum over the pieces of w (h / l - mu / W)."""
        sketch: Floats = pieces.counts()[0] / part.length
        return sketch - pieces.weights.sum() / part.total * self.tree.model.means[modality]

    def _shown(self, modality: str, pieces: Atoms) -> tuple[Shown, ...]:
        return self.tree.encoded.readers[modality].modality.show(self.portrait.film, pieces.places)

    def _meetings(self, modality: str, pieces: Atoms, table: Floats) -> Iterator[Meeting]:
        tree, gain = self.tree, self._gain(modality)
        entries = tree.question.entries
        values = tree.met * gain * (tree.model.sketches[modality][entries.films] @ table)
        for h, position in enumerate(entries.films.tolist()):
            if not tree.itself[h]:
                watched = Portrait.of_catalogue(tree.encoded, position)
                atoms, shared = _shared(watched, modality, tree, pieces)
                yield Meeting(watched.film.label, entries.reactions[h], float(values[h]), atoms, shared)
        for each in entries.wishes:
            if each.modality == modality:
                yield Meeting(each.wish.label, WISH, float(gain * (each.sketch @ table)), (), np.zeros(0))

    def _usual(self, modality: str, pieces: Atoms) -> tuple[float, float, float]:
        """Atoms that are equal to it in every partition, such as the same name, are none of chance's."""
        atoms = self.tree.encoded.atoms[modality]
        sample = atoms.only(np.arange(atoms.count) % max(1, atoms.count // SAMPLE) == 0)
        shared = _partitions(sample, pieces)
        low, middle, high = np.quantile(shared[shared < atoms.depth], USUAL).tolist()
        return low, middle, high


def _text(film: Portrait, piece: Shown) -> str:
    """A piece in words: what the plot says there, the name, or where it is on the poster."""
    if isinstance(piece, Span):
        return film.film.plot[piece.start : piece.end]
    return piece.name if isinstance(piece, Name) else placed(piece)


def _owners(film: Portrait, modality: str, atoms: tuple[AtomValue, ...]) -> Ints:
    """[pieces], the number among ``atoms`` of what each piece belongs to."""
    places = film.parts[modality].atoms.places
    if atoms and isinstance(atoms[0], WordValue):
        return word_numbers(film.film.plot, places)
    return np.arange(len(places))


def _partitions(atoms: Atoms, pieces: Atoms) -> Floats:
    """[atoms], in how many partitions each is in the bucket of a piece, on average over the pieces."""
    codes = atoms.codes
    mean: Floats = np.mean([(codes == piece).sum(axis=1) for piece in pieces.codes], axis=0)
    return mean


def _shared(film: Portrait, modality: str, tree: AdditiveParts, pieces: Atoms) -> tuple[tuple[AtomValue, ...], Floats]:
    """A history film's atoms, and in how many partitions each shares the buckets of the pieces."""
    if modality not in film.parts:
        return (), np.zeros(0)
    part = film.parts[modality].atoms
    shown = film.shown(tree.encoded, modality)
    atoms = FilmAtoms.of(film.film, [(modality, shown, part.places, np.zeros(part.count))]).all
    owners = _owners(film, modality, atoms)
    sums = np.bincount(owners, _partitions(part, pieces), len(atoms))
    counts = np.bincount(owners, minlength=len(atoms))
    hashed = counts > 0
    return tuple(atom for atom, some in zip(atoms, hashed, strict=True) if some), sums[hashed] / counts[hashed]
