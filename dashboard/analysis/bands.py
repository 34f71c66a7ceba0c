"""Bands between a film and the films of a history: few, each as thick as its number, and none left out.

Two films are joined by a band for each name that both have, one for all else in each modality, and the audience. Where
several films of a history stand beside the film, each of them has a band for every part. Either way a history film's
bands add up to its bar.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.look.palette import in_prose, label
from dashboard.reasons.company_counts import company_counts
from dashboard.reasons.entries import NO_CONTENT, Entry, entries
from dashboard.reasons.links import phrase
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from emde_core.arrays import Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.schema import COMPANY, LIKE
from emde_core.text.everyday_verbs import is_everyday_verb
from emde_core.text.words import is_function_word

MOST = 3  # names with a band of their own
NAMES_ON_BAND = 2  # names on a band that stands for a whole part
PAIRS = 3  # pairs of atoms behind a band, beside the sum of all others
LEAST = 0.005  # nats: what adds less would stand with 0.00 beside it
THICK = 0.05  # nats: where the largest adds less, none is drawn at its thickest
LESS_ALIKE = "Where two films are less alike than usual, that takes away."
ALL_ELSE = "all else"
AROUND = 24  # letters of a plot on either side of a word
CELLS = 3  # the poster is cut into CELLS x CELLS
ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
Box = tuple[float, float, float, float]
Place = tuple[int, int]  # a row and a column


@dataclass(frozen=True)
class Spot:
    """Atoms of one film: a name, a word in its sentence, or a part of the poster.

    Attributes:
        text: as people read it.
        before, after: what stands around it in the plot.
        box: its place on the poster (x, y, width, height in fractions), for a part of one.
    """

    text: str
    before: str = ""
    after: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class Pair:
    """Atoms of the two films that meet in a band.

    Attributes:
        own, other: atoms of the explained film, and of the history film; None where one name says it all.
        weight: in nats.
    """

    own: Spot
    other: Spot | None
    weight: float


@dataclass(frozen=True)
class Band:
    """One of the ways in which two films are joined.

    Attributes:
        name: as people read it; "" for a band that is too slight to bear one.
        part: of the score, whose accent it bears; "" for what is of several.
        weight: what it adds, in nats.
        is_shared: whether it is a name or a word that both films have.
        words: what is to be said of it, a sentence or "".
        pairs: what is behind it; with pairs, they add up to the weight.
    """

    name: str
    part: str
    weight: float
    is_shared: bool = False
    words: str = ""
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class FilmBands:
    """Bands between the explained film and one film of the history.

    Attributes:
        film: of the history.
        bands: the largest first, at the end all that are slight as one; they add up to the contribution.
        company: what of the contribution is no likeness in content, in nats.
        contribution: what the history film adds to the score.
    """

    film: Film
    bands: tuple[Band, ...]
    company: float
    contribution: float

    @property
    def shared(self) -> tuple[Band, ...]:
        """The names and words that both films have, the largest first."""
        return tuple(band for band in self.bands if band.is_shared)

    @property
    def likeness(self) -> float:
        """The sum of the likeness in content, in nats."""
        return self.contribution - self.company


@dataclass(frozen=True)
class EntryBands:
    """An entry of the history, with a band for each part of what it adds, in the order of every legend."""

    entry: Entry
    bands: tuple[Band, ...]


def film_bands(why: Explanation, threads: FilmThreads) -> FilmBands:
    """Return the bands between the explained film and one film of the history."""
    entry = next(each for each in entries(why) if each.key == threads.film.id)
    every = sorted(_Joins(why, entry, threads).bands(), key=lambda band: -abs(band.weight))
    bands = [band for band in every if abs(band.weight) >= LEAST]
    slight = [band for band in every if abs(band.weight) < LEAST]
    if slight or not bands:
        pairs = tuple(Pair(Spot(band.name), None, band.weight) for band in slight)
        bands.append(Band(ALL_ELSE, "", sum(band.weight for band in slight), pairs=pairs))
    company = sum(value for part, value in entry.values.items() if part in NO_CONTENT)
    return FilmBands(threads.film, tuple(bands), company, entry.total)


def entry_bands(why: Explanation, rows: Sequence[Entry]) -> tuple[EntryBands, ...]:
    """Return the bands between the explained film and each of some entries of the history."""
    return tuple(EntryBands(row, tuple(_parts(why, row))) for row in rows)


def _parts(why: Explanation, entry: Entry) -> Iterator[Band]:
    """Yield a band for each part of an entry, with the names that meet in it."""
    common = _common(why, entry)
    for part, value in entry.values.items():
        clear = [each for each in common if each.modality == part and each.value * math.copysign(1, value) >= LEAST]
        names = list(dict.fromkeys(each.name for each in clear))
        name = f"{label(part)} ({', '.join(names[:NAMES_ON_BAND])})" if names else label(part)
        words = _counts(why, entry) if part == COMPANY else ""
        if names:
            words = f"In both films: {name_list([isolate(each) for each in names])}."
        yield Band(name if abs(value) >= LEAST else "", part, value, words=words)


def _common(why: Explanation, entry: Entry) -> list[CategoryValue]:
    """Return the categories that a history film has too, with what each adds through it, the largest first."""
    side = next((each for each in why.history_atoms if each.film.id == entry.key), None)
    if side is None:
        return []
    own = {(each.field, each.name) for each in side.categories}
    common = [each for each in why.categories_through(entry.key) if (each.field, each.name) in own]
    return sorted(common, key=lambda each: -abs(each.value))


def largest(weights: Iterable[float]) -> float:
    """Return the nats that are drawn at their thickest, to which all other bands are in proportion."""
    return max([THICK, *map(abs, weights)])


@dataclass(frozen=True)
class _Joins:
    """An explained film and a film of its history, and the threads between them."""

    why: Explanation
    entry: Entry
    threads: FilmThreads

    def bands(self) -> Iterator[Band]:
        """Yield a band for each of the strongest names, for all else in each modality, and for what is no likeness."""
        names = self._names()
        weights = {name: self._weight(places) for name, places in names.items()}
        clear = [name for name in sorted(names, key=lambda name: -abs(weights[name])) if abs(weights[name]) >= LEAST]
        for name in clear[:MOST]:
            yield self._of_name(name, names[name], weights[name])
        others = {name: weight for name, weight in weights.items() if name not in clear[:MOST]}
        for modality in dict.fromkeys(atom.modality for atom in self.threads.parts):
            apart = sum(weights[name] for name in clear[:MOST] if name.modality == modality)
            yield from self._rest(modality, apart, {n: w for n, w in others.items() if n.modality == modality}, names)
        for part, value in self.entry.values.items():
            if part in NO_CONTENT:
                words = _counts(self.why, self.entry) if part == COMPANY else ""
                yield Band(_company_name(part), part, value, words=words)

    def _names(self) -> dict[_Name, list[Place]]:
        """Return the threads between atoms of the same name, by what they have in common."""
        columns: dict[_Name, list[int]] = {}
        for column, atom in enumerate(self.threads.watched):
            if name := _name(atom):
                columns.setdefault(name, []).append(column)
        places: dict[_Name, list[Place]] = {}
        for row, atom in enumerate(self.threads.parts):
            if (name := _name(atom)) and name in columns:
                places.setdefault(name, []).extend((row, column) for column in columns[name])
        return places

    def _weight(self, places: Sequence[Place]) -> float:
        return sum(float(self.threads.weights[place]) for place in places)

    def _of_name(self, name: _Name, places: Sequence[Place], weight: float) -> Band:
        atom = self.threads.parts[places[0][0]]
        if isinstance(atom, CategoryValue):
            words = f"Both films: {''.join(piece.text for piece in phrase([atom]))}."
            return Band(atom.name, atom.modality, weight, is_shared=True, words=words)
        return Band(name.text, atom.modality, weight, is_shared=True, pairs=tuple(self._word_pairs(places, weight)))

    def _rest(
        self, modality: str, apart: float, names: Mapping[_Name, float], places: Mapping[_Name, Sequence[Place]]
    ) -> Iterator[Band]:
        """Yield the band of all else that joins the films in a modality; none where nothing does."""
        rows, columns = (
            np.array([k for k, atom in enumerate(atoms) if atom.modality == modality], dtype=int)
            for atoms in (self.threads.parts, self.threads.watched)
        )
        weights = self.threads.weights[np.ix_(rows, columns)]
        if not weights.any():
            return
        weight = float(weights.sum()) - apart
        name = f"{ALL_ELSE} in {in_prose(modality)}" if apart else label(modality)
        atom = self.threads.parts[rows[0]]
        if isinstance(atom, WordValue):
            alike = [place for each in names if not is_everyday_verb(each.text.strip("“”")) for place in places[each]]
            pairs = self._word_pairs(list(dict.fromkeys([*alike, *self._meetings()])), weight)
        elif isinstance(atom, RegionValue):
            pairs = self._regions(rows, columns, weight)
        else:
            strongest = sorted(names, key=lambda each: -abs(names[each]))[:PAIRS]
            pairs = _with_rest([Pair(Spot(each.text), None, names[each]) for each in strongest], weight)
        is_less = weight < 0 and self.threads.reaction == LIKE
        yield Band(name, modality, weight, words=LESS_ALIKE if is_less else "", pairs=tuple(pairs))

    def _meetings(self) -> list[Place]:
        """Return the threads between words that are close, of those that the explanation found in this film."""
        own = {(word.start, word.end): k for k, word in enumerate(self.threads.parts) if isinstance(word, WordValue)}
        other = {
            (word.start, word.end): k for k, word in enumerate(self.threads.watched) if isinstance(word, WordValue)
        }
        close = (each for each in self.why.meetings if each.film.id == self.threads.film.id)
        return [(own[each.word.start, each.word.end], other[each.other.start, each.other.end]) for each in close]

    def _word_pairs(self, places: Sequence[Place], weight: float) -> Iterator[Pair]:
        """Yield the strongest of some threads between words, and all other threads of the band together."""
        strongest = sorted(places, key=lambda place: -abs(float(self.threads.weights[place])))[:PAIRS]
        pairs = [
            Pair(
                _excerpt(self.why.film, self.threads.parts[row]),
                _excerpt(self.threads.film, self.threads.watched[column]),
                float(self.threads.weights[row, column]),
            )
            for row, column in strongest
        ]
        yield from _with_rest(pairs, weight)

    def _regions(self, rows: Ints, columns: Ints, weight: float) -> Iterator[Pair]:
        """Yield the strongest pair of ninths of the two posters, and all others together."""
        own, other = _ninths(self.threads.parts, rows), _ninths(self.threads.watched, columns)
        weights = self.threads.weights[np.ix_(rows, columns)]
        sums = _membership(own) @ weights @ _membership(other).T  # [ninths with regions, the same of the other]
        i, j = divmod(int(np.abs(sums).argmax()), sums.shape[1])
        spots = _spot(list(dict.fromkeys(own))[i]), _spot(list(dict.fromkeys(other))[j])
        yield from _with_rest([Pair(*spots, float(sums[i, j]))], weight)


@dataclass(frozen=True)
class _Name:
    """A name or a word of an atom, which another film can have as well."""

    modality: str
    field: str
    text: str


def _name(atom: AtomValue) -> _Name | None:
    """Return the name of an atom; None for a function word, and for a patch of a poster."""
    if isinstance(atom, CategoryValue):
        return _Name(atom.modality, atom.field, atom.name)
    if isinstance(atom, WordValue) and not is_function_word(atom.text):
        return _Name(atom.modality, "", f"“{atom.text.casefold()}”")
    return None


def _counts(why: Explanation, entry: Entry) -> str:
    """Return in words what company with a history film rests on; "" where that was not counted."""
    counts = next((each for each in why.company if each.film.id == entry.key), None)
    return f"{company_counts(counts, isolate(counts.film.title))}." if counts else ""


def _company_name(part: str) -> str:
    return f"{label(part)}: who liked both" if part == COMPANY else label(part)


def _with_rest(pairs: Sequence[Pair], weight: float) -> Iterator[Pair]:
    """Yield pairs, and what is left of the weight; nothing where there are none, since that is the band itself."""
    yield from pairs
    if pairs:
        yield Pair(Spot(ALL_ELSE), None, weight - sum(pair.weight for pair in pairs))


def _excerpt(film: Film, atom: AtomValue) -> Spot:
    """Return a word of a plot, with a few words on either side."""
    if not isinstance(atom, WordValue):
        return Spot(atom.label)
    before, after = film.plot[: atom.start], film.plot[atom.end :]
    if len(before) > AROUND:
        before = f"…{before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]}…"
    return Spot(film.plot[atom.start : atom.end], before, after)


def _ninths(atoms: Sequence[AtomValue], numbers: Ints) -> list[Place]:
    """Return the ninth of the poster, as row and column, that each of some regions lies in."""
    regions = [atom for k in numbers if isinstance(atom := atoms[k], RegionValue)]
    centres = [(each.y + each.height / 2, each.x + each.width / 2) for each in regions]
    return [(min(CELLS - 1, int(y * CELLS)), min(CELLS - 1, int(x * CELLS))) for y, x in centres]


def _membership(ninths: Sequence[Place]) -> Floats:
    """Return [ninths, regions] of 0 and 1: a row for each ninth, in the order of its first region."""
    return np.array([[float(each == ninth) for each in ninths] for ninth in dict.fromkeys(ninths)])


def _spot(ninth: Place) -> Spot:
    """Return a ninth of the poster in words and in fractions."""
    row, column = ninth
    name = "the centre" if row == column == 1 else f"{ROWS[row]} {COLUMNS[column]}"
    return Spot(name, box=(column / CELLS, row / CELLS, 1 / CELLS, 1 / CELLS))
