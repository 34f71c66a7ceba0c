"""Bands between two films: one for each name that both have, one for all else in each modality, and the audience.

Together they are what the history film adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.analysis.bands import Band, counts_words
from dashboard.analysis.spots import ALL_ELSE, Pair, Spot, excerpt, strongest_ninths, with_rest
from dashboard.look.palette import in_prose, label
from dashboard.reasons.category_phrases import phrase, words_alone
from dashboard.reasons.company_counts import is_taken_back
from dashboard.reasons.credits import PEOPLE, people_once
from dashboard.reasons.entries import NO_CONTENT, Entry, entries
from dashboard.reasons.shared_categories import WIDE
from dashboard.text.grammar import VISIBLE, full_stop
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.schema import COMPANY, LIKE
from emde_core.text.everyday_verbs import is_everyday_verb
from emde_core.text.words import is_function_word

HALF = 0.5  # of the largest band: of a film that adds little, one that adds less gets no label
MOST = 3  # names with a band of their own
PAIRS = 3  # pairs of atoms behind a band, beside the sum of all others
TOGETHER = "All that is alike in it, taken together."
TAKEN_BACK = "taken back by ratings"
LESS_ALIKE = "Where two films are less alike than usual, that takes away."
Place = tuple[int, int]  # of a thread: of the atom among the explained film's, and among the history film's


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
        """The names and words that both films have, the largest first, those of wide fields last."""
        return tuple(sorted((band for band in self.bands if band.is_shared), key=lambda band: band.is_wide))

    @property
    def likeness(self) -> float:
        """The sum of the likeness in content, in nats."""
        return self.contribution - self.company


def film_bands(why: Explanation, threads: FilmThreads) -> FilmBands:
    """Return the bands between the explained film and one film of the history.

    Where a film adds so little that hardly any band is visible, they are drawn beside each other all the same.
    """
    entry = next(each for each in entries(why) if each.key == threads.film.id)
    joins = _Joins(why, entry, threads)
    every = sorted(joins.bands(), key=lambda band: -abs(band.weight))
    least = min(VISIBLE, HALF * abs(every[0].weight)) if every else VISIBLE
    if joins.is_taken_back:
        every.sort(key=lambda band: band.part == COMPANY)  # at the end, behind what it takes back
    bands = [band for band in every if abs(band.weight) > least]
    slight = [band for band in every if abs(band.weight) <= least]
    if slight or not bands:
        pairs = tuple(Pair(Spot(band.name), None, band.weight) for band in slight)
        rest = sum(band.weight for band in slight)
        bands.append(Band(ALL_ELSE if not bands or abs(rest) > least else "", "", rest, pairs=pairs))
    company = sum(value for part, value in entry.values.items() if part in NO_CONTENT)
    return FilmBands(threads.film, tuple(bands), company, entry.total)


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
        clear = [name for name in sorted(names, key=lambda name: -abs(weights[name])) if abs(weights[name]) >= VISIBLE]
        for name in clear[:MOST]:
            yield self._of_name(name, names.pop(name), weights[name])
        for modality in dict.fromkeys(atom.modality for atom in self.threads.parts):
            apart = [weights[name] for name in clear[:MOST] if name.modality == modality]
            yield from self._rest(modality, apart, {n: names[n] for n in names if n.modality == modality})
        for part, value in self.entry.values.items():
            if part in NO_CONTENT:
                words = counts_words(self.why, self.entry) if part == COMPANY else ""
                yield Band(self._company_name(part), part, value, words=words)

    @property
    def is_taken_back(self) -> bool:
        """True where company takes back likeness, though who liked the history film liked the other more often."""
        counts = next((each for each in self.why.company if each.film.id == self.entry.key), None)
        return counts is not None and is_taken_back(self.entry, counts)

    def _company_name(self, part: str) -> str:
        if part != COMPANY:
            return label(part)
        return TAKEN_BACK if self.is_taken_back else f"{label(part)}: who liked both"

    def _names(self) -> dict[_Name, list[Place]]:
        """Return the threads between atoms of the same name, by what they have in common."""
        columns: dict[_Name, list[int]] = {}
        for column, atom in enumerate(self.threads.watched):
            if name := _name(atom):
                columns.setdefault(name, []).append(column)
        places: dict[_Name, list[Place]] = {}
        for row, atom in enumerate(self.threads.parts):
            if (name := _name(atom)) and name in columns:
                places.setdefault(name.once, []).extend((row, column) for column in columns[name])
        return places

    def _weight(self, places: Sequence[Place]) -> float:
        return sum(float(self.threads.weights[place]) for place in places)

    def _of_name(self, name: _Name, places: Sequence[Place], weight: float) -> Band:
        atom = self.threads.parts[places[0][0]]
        if isinstance(atom, CategoryValue):
            atoms = dict.fromkeys(self.threads.parts[row] for row, _ in places)
            own = people_once(each for each in atoms if isinstance(each, CategoryValue))
            words = full_stop(f"Both films: {''.join(piece.text for piece in phrase(own))}")
            name_words = words_alone(atom, self.why.film)
            return Band(name_words, atom.modality, weight, is_shared=True, is_wide=name.field in WIDE, words=words)
        return Band(name.text, atom.modality, weight, is_shared=True, pairs=tuple(self._words(places, weight)))

    def _rest(self, modality: str, apart: Sequence[float], names: Mapping[_Name, Sequence[Place]]) -> Iterator[Band]:
        """Yield the band of all else that joins the films in a modality; none where nothing does.

        Args:
            modality: the one.
            apart: weights of the names in it that have a band of their own.
            names: the threads of all other names that both films have in it.
        """
        own, other = ([atom for atom in atoms if atom.modality == modality] for atoms in self._sides)
        rows, columns = ([atom.modality == modality for atom in atoms] for atoms in self._sides)
        weights = self.threads.weights[np.ix_(rows, columns)]
        if not weights.any():
            return
        weight = float(weights.sum()) - sum(apart)
        if isinstance(own[0], WordValue):
            alike = [place for name in names if not is_everyday_verb(name.text.strip("“”")) for place in names[name]]
            pairs = self._words([*alike, *self._meetings()], weight)
        elif isinstance(own[0], RegionValue):
            mine, theirs = ([atom for atom in atoms if isinstance(atom, RegionValue)] for atoms in (own, other))
            pairs = with_rest([strongest_ninths(mine, theirs, weights)], weight)
        else:
            both = [Pair(Spot(name.text), None, self._weight(places)) for name, places in names.items()]
            pairs = with_rest(sorted(both, key=lambda pair: -abs(pair.weight))[:PAIRS], weight)
        name = f"{ALL_ELSE} in {in_prose(modality)}" if apart else label(modality)
        is_less = weight < 0 and self.threads.reaction == LIKE
        yield Band(name, modality, weight, words=LESS_ALIKE if is_less else TOGETHER, pairs=tuple(pairs))

    @property
    def _sides(self) -> tuple[tuple[AtomValue, ...], tuple[AtomValue, ...]]:
        return self.threads.parts, self.threads.watched

    def _meetings(self) -> Iterator[Place]:
        """Yield the threads between words that are close and not the same, which the explanation found in this film."""
        own, other = (
            {(atom.start, atom.end): k for k, atom in enumerate(atoms) if isinstance(atom, WordValue)}
            for atoms in self._sides
        )
        for each in self.why.meetings:
            if each.film.id == self.threads.film.id and _name(each.word) != _name(each.other):
                yield own[each.word.start, each.word.end], other[each.other.start, each.other.end]

    def _words(self, places: Sequence[Place], weight: float) -> Iterator[Pair]:
        """Yield the strongest of some threads between words, and all other threads of the band together."""
        strongest = sorted(places, key=lambda place: -abs(float(self.threads.weights[place])))[:PAIRS]
        words = (
            (self.threads.parts[row], self.threads.watched[column], float(self.threads.weights[row, column]))
            for row, column in strongest
        )
        pairs = [
            Pair(excerpt(self.why.film, own), excerpt(self.threads.film, other), value)
            for own, other, value in words
            if isinstance(own, WordValue) and isinstance(other, WordValue)
        ]
        yield from with_rest(pairs, weight)


@dataclass(frozen=True)
class _Name:
    """A name or a word of an atom, which another film can have as well."""

    modality: str
    field: str
    text: str

    @property
    def once(self) -> _Name:
        """The name of a person, whatever they did in both films; any other as it is."""
        return replace(self, field="person") if self.field in PEOPLE else self


def _name(atom: AtomValue) -> _Name | None:
    """Return the name of an atom; None for a function word, and for a patch of a poster."""
    if isinstance(atom, CategoryValue):
        return _Name(atom.modality, atom.field, atom.name)
    if isinstance(atom, WordValue) and not is_function_word(atom.text):
        return _Name(atom.modality, "", f"“{atom.text.casefold()}”")
    return None
