"""The sketch microscope: one atom of a film, from its buckets to its share of the film's score.

An atom b of the film adds g <u, x_b> to the score: u is the history's sketch, x_b the atom's, g the film's gain.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.atom_detail import AtomDetail, EntryOverlap, atom_label, patch_place
from dashboard.analysis.atom_neighbours import Dial, dial
from dashboard.reasons.entries import wish_words
from emde_core.data.catalogue import Film
from emde_core.errors import ConfigError
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.meetings import is_telling
from emde_core.explain.question import Question
from emde_core.explain.values import AtomValue, AtomValues, WordValue
from emde_core.hashing.dlsh import DLSH
from emde_core.hashing.names import NameHash
from emde_core.history import History
from emde_core.modalities.base import Appearance, Name
from emde_core.modalities.text import word_numbers
from emde_core.model.affinity import Affinity
from emde_core.recommender import Recommender
from emde_core.schema import WISH
from emde_core.sketch.atoms import Atoms
from emde_core.sketch.portrait import ModalityPortrait, Portrait
from emde_core.text.words import Span, is_function_word

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.integer[Any]]
SAMPLE = 1_500  # atoms of the catalogue that say what is usual
CANDIDATES = 8  # words that add most, among which an example is looked for
STEM = 4  # letters by which two forms of a word are taken for the same; all of a shorter one
USUAL = (0.025, 0.5, 0.975)  # of them, from below


class Microscope:
    """A film and a history, atom by atom."""

    def __init__(self, model: Recommender, history: History, film_id: str) -> None:
        """Look at a film of the catalogue.

        Args:
            model: of the affinity recipe.
            history: with at least one entry.
            film_id: of the film.

        Raises:
            ConfigError: the model is of the published recipe, which has no atoms.
            HistoryError: the history is empty.
        """
        if not isinstance(model.trained.model, Affinity):
            raise ConfigError("the published recipe has no atoms to look at; train a model with recipe 'affinity'")
        encoded = model.trained.encoded
        self.portrait = Portrait.of_catalogue(encoded, encoded.catalogue.index[film_id])
        self.tree = AdditiveParts(model.trained.model, Question(model.query(history), self.portrait))
        self._telling: dict[str, tuple[list[tuple[AtomValue, Film]], Codes]] = {}

    @cached_property
    def _film_atoms(self) -> AtomValues:
        return self.tree.atoms()[0]

    def atoms(self, modality: str) -> tuple[AtomValue, ...]:
        """Return the film's atoms in a modality, in the film's order; () where it lacks the modality."""
        return tuple(atom for atom in self._film_atoms.all if atom.modality == modality)

    def strongest(self, modality: str) -> list[int]:
        """Return the numbers of a modality's atoms, largest value first, without atoms of which nothing is hashed."""
        atoms = self.atoms(modality)
        numbers = set(_owners(self.portrait, modality, atoms).tolist()) if atoms else set()
        return sorted(numbers, key=lambda number: -abs(atoms[number].value))

    def hashes_names(self, modality: str) -> bool:
        """Return True where a modality's atoms are hashed by name, False where they are vectors."""
        return isinstance(self.tree.encoded.readers[modality].hashing, NameHash)

    def dimensions(self, modality: str) -> int:
        """Return the length of an atom's vector; 0 in a modality whose atoms are names."""
        hashing = self.tree.encoded.readers[modality].hashing
        return len(hashing.mean) if isinstance(hashing, DLSH) else 0

    def shares(self, modality: str, partitions: int) -> Floats:
        """Return [partitions, W], the share of the catalogue's atoms in each bucket of the first partitions."""
        atoms = self.tree.encoded.atoms[modality]
        counts = [np.bincount(codes, minlength=atoms.width) for codes in atoms.codes_of(partitions).T]
        return np.array(counts) / max(atoms.count, 1)

    def history_atoms(self, modality: str, partitions: int) -> tuple[tuple[str, ...], Ints]:
        """Return the history's atoms in a modality.

        Returns:
            Each atom and its film, in words; [atoms, partitions], their buckets in the first partitions.
        """
        names: list[str] = []
        codes = [np.zeros((0, partitions), dtype=np.int64)]
        for film in self._history_films(modality):
            appearances = film.appearances(self.tree.encoded, modality)
            names += [f"{_text(film, each)}, {film.film.title}" for each in appearances]
            codes.append(film.by_modality[modality].atoms.codes_of(partitions).astype(np.int64))
        return tuple(names), np.concatenate(codes)

    def dial(self, detail: AtomDetail) -> Dial:
        """Return the atoms that are nearest to one of the film, of films that were liked; of all where none was.

        Words that say nothing are left out, and a word of several pieces goes by its first one.
        """
        atoms, codes = self._telling_atoms(detail.modality)
        return dial(atoms, codes == detail.codes[0], detail.width, detail.usual_overlap[1])

    def _telling_atoms(self, modality: str) -> tuple[list[tuple[AtomValue, Film]], Codes]:
        """Return those atoms, each with its film; and [atoms, D], the buckets of their first pieces."""
        if modality not in self._telling:
            self._telling[modality] = self._read_telling_atoms(modality)
        return self._telling[modality]

    def _read_telling_atoms(self, modality: str) -> tuple[list[tuple[AtomValue, Film]], Codes]:
        liked = set(self.tree.query.history.liked)
        atoms: list[tuple[AtomValue, Film]] = []
        codes: list[Codes] = [np.zeros((0, self.tree.encoded.atoms[modality].depth), dtype=np.int64)]
        for film in self._history_films(modality):
            if film.film.id == self.portrait.film.id or (liked and film.film.id not in liked):
                continue
            own, owners = _film_atoms(film, modality, self.tree)
            firsts = np.unique(owners, return_index=True)[1]
            telling = [k for k, atom in enumerate(own) if not is_function_word(atom_label(atom))]
            atoms += [(own[k], film.film) for k in telling]
            codes.append(film.by_modality[modality].atoms.codes[firsts[telling]])
        return atoms, np.concatenate(codes)

    def example(self, modality: str) -> int:
        """Return the number of the atom that shows best how atoms are compared; the film has the modality.

        Of words that add most, tell something of the plot and are hashed in one piece, it is the one that another word
        of the history comes nearest to; of names and patches, the one that adds most.
        """
        atoms = self.atoms(modality)
        numbers = sorted(self.strongest(modality), key=lambda n: -atoms[n].value)
        if not isinstance(atoms[numbers[0]], WordValue):
            return numbers[0]
        words, catalogue = [atom_label(atom) for atom in atoms], self.tree.encoded.catalogue
        owners = _owners(self.portrait, modality, atoms)
        pieces = np.bincount(owners)
        content = [n for n in numbers if not is_function_word(words[n])]
        whole = [n for n in content if pieces[n] == 1 and atoms[n].value > 0]
        telling = [n for n in whole if is_telling(words[n], catalogue)]
        candidates = (telling or whole or content or numbers)[:CANDIDATES]
        codes = self.portrait.by_modality[modality].atoms.codes
        return max(candidates, key=lambda n: self._nearness(modality, words[n], codes[owners == n][0]))

    def _nearness(self, modality: str, word: str, codes: Codes) -> int:
        """Return how many buckets the history's nearest word shares that is no form of the same word."""
        atoms, others = self._telling_atoms(modality)
        shared = (others == codes).sum(axis=1).tolist()
        near = (n for n, (atom, _) in zip(shared, atoms, strict=True) if not _are_forms(atom_label(atom), word))
        return max(near, default=0)

    def _history_films(self, modality: str) -> Iterator[Portrait]:
        """Yield the films of the history that have the modality."""
        for position in self.tree.query.positions.tolist():
            film = Portrait.of_catalogue(self.tree.encoded, position)
            if modality in film.by_modality:
                yield film

    def atom_detail(self, modality: str, number: int) -> AtomDetail:
        """Return one atom, by its number among ``atoms``."""
        part, atoms = self.portrait.by_modality[modality], self.atoms(modality)
        pieces = part.atoms.only(_owners(self.portrait, modality, atoms) == number)
        table = self._sketch(modality, part, pieces)
        shape = (pieces.depth, pieces.width)
        return AtomDetail(
            modality=modality,
            atom=atoms[number],
            pieces=tuple(_text(self.portrait, each) for each in self._appearances(modality, pieces)),
            codes=pieces.codes.astype(np.int64),
            sketch=table.reshape(shape),
            history=self.tree.history[modality].reshape(shape),
            gain=self._gain(modality),
            overlaps=tuple(sorted(self._overlaps(modality, pieces, table), key=lambda each: -abs(each.value))),
            usual_overlap=self._usual_overlap(modality, pieces),
        )

    def _gain(self, modality: str) -> float:
        _, column, _ = self.tree.columns[0]
        return float(column.gains[self.tree.model.modalities.index(modality)])

    def _sketch(self, modality: str, part: ModalityPortrait, pieces: Atoms) -> Floats:
        """Return x, [D * W]: the sum over the pieces of w (h / l - mu / W)."""
        sketch: Floats = pieces.counts()[0] / part.length
        return sketch - pieces.weights.sum() / part.total * self.tree.model.means[modality]

    def _appearances(self, modality: str, pieces: Atoms) -> tuple[Appearance, ...]:
        return self.tree.encoded.readers[modality].modality.show(self.portrait.film, pieces.places)

    def _overlaps(self, modality: str, pieces: Atoms, table: Floats) -> Iterator[EntryOverlap]:
        tree, gain = self.tree, self._gain(modality)
        query = tree.query
        values = tree.entry_weights * gain * tree.model.sketches[modality].times(table, query.positions)
        for h, position in enumerate(query.positions.tolist()):
            if not tree.itself[h]:
                history_film = Portrait.of_catalogue(tree.encoded, position)
                atoms, shared = _overlaps_of_film(history_film, modality, tree, pieces.codes)
                yield EntryOverlap(history_film.film.label, query.reactions[h], float(values[h]), atoms, shared)
        for wish in query.wishes:
            if wish.modality == modality:
                yield EntryOverlap(wish_words(wish.wish), WISH, float(gain * (wish.sketch @ table)), (), np.zeros(0))

    def _usual_overlap(self, modality: str, pieces: Atoms) -> tuple[float, float, float]:
        """Return quantiles of shared partitions over a sample of the catalogue's atoms.

        Atoms equal in every partition, such as the same name, are left out: they do not meet by chance.
        """
        atoms = self.tree.encoded.atoms[modality]
        sample = atoms.only(np.arange(atoms.count) % max(1, atoms.count // SAMPLE) == 0)
        shared = _shared_partitions(sample.codes, pieces.codes)
        low, middle, high = np.quantile(shared[shared < atoms.depth], USUAL).tolist()
        return low, middle, high


def _are_forms(one: str, two: str) -> bool:
    """Return True for two forms of one word, by their beginnings: "law" and "laws", "steal" and "stealing"."""
    length = min(STEM, len(one), len(two))
    return one[:length].casefold() == two[:length].casefold()


def _text(film: Portrait, piece: Appearance) -> str:
    """Return a piece in words: the words of the plot, the name, or the place on the poster."""
    if isinstance(piece, Span):
        return film.film.plot[piece.start : piece.end]
    return piece.name if isinstance(piece, Name) else patch_place(piece)


def _owners(film: Portrait, modality: str, atoms: tuple[AtomValue, ...]) -> Ints:
    """Return [pieces], the number among ``atoms`` of the atom that each piece belongs to."""
    places = film.by_modality[modality].atoms.places
    if atoms and isinstance(atoms[0], WordValue):
        return word_numbers(film.film.plot, places)
    return np.arange(len(places))


def _shared_partitions(codes: Codes, pieces: Codes) -> Floats:
    """Return [atoms], the number of partitions in which each is in a piece's bucket, the mean over the pieces."""
    mean: Floats = np.mean([(codes == piece).sum(axis=1) for piece in pieces], axis=0)
    return mean


def _by_atom(owners: Ints, values: Floats) -> Floats:
    """Return [atoms], the mean over the pieces of each."""
    means: Floats = np.bincount(owners, values) / np.bincount(owners)
    return means


def _film_atoms(film: Portrait, modality: str, tree: AdditiveParts) -> tuple[tuple[AtomValue, ...], Ints]:
    """Return a film's atoms of which anything is hashed, and [pieces], the number of the one that each belongs to."""
    part = film.by_modality[modality].atoms
    appearances = film.appearances(tree.encoded, modality)
    atoms = AtomValues.of(film.film, [(modality, appearances, part.places, np.zeros(part.count))]).all
    numbers, owners = np.unique(_owners(film, modality, atoms), return_inverse=True)
    return tuple(atoms[number] for number in numbers.tolist()), owners


def _overlaps_of_film(
    film: Portrait, modality: str, tree: AdditiveParts, pieces: Codes
) -> tuple[tuple[AtomValue, ...], Floats]:
    """Return a history film's atoms, and in how many partitions each shares the buckets of the pieces."""
    if modality not in film.by_modality:
        return (), np.zeros(0)
    atoms, owners = _film_atoms(film, modality, tree)
    return atoms, _by_atom(owners, _shared_partitions(film.by_modality[modality].atoms.codes, pieces))
