"""Wishes as sketches: the atoms that a name, a word or a region of a poster stands for.

A wish is the sketch of its atoms divided by its own length, not centred, times its weight and ``LOUDNESS``; it is read
by the films' gains as a liked film is, without company. One for popularity is a share of its logarithm.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

import numpy as np

from emde_core.arrays import Floats
from emde_core.errors import FilmNameError, HistoryError
from emde_core.history import REGION, WORD, History, Wish
from emde_core.modalities.base import Appearance, Name, Region
from emde_core.modalities.text import word_numbers
from emde_core.schema import POPULARITY, Position
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.text.words import Span, words_of

NEAREST = 5
SLIP = 0.8  # the likeness of two spellings of one word, at least
LOUDNESS = 2.5  # liked films, made of nothing else, that a wish of weight 1 counts for: what it takes to be heard
POPULARITY_LOUDNESS = 0.15  # of log popularity: moves the demo's films as far as a wish for a genre does
Place = tuple[Position, int]  # a film's position, and the number of one of its atoms


@dataclass(frozen=True, eq=False)
class WishSketch:
    """A wish as the model reads it.

    Attributes:
        wish: the wish.
        modality: in which modality; None for popularity.
        sketch: [D * W], the sketch of its atoms divided by its length, times the wish's weight; empty for popularity.
    """

    wish: Wish
    modality: str | None
    sketch: Floats

    @property
    def weight(self) -> float:
        """The wish's weight, below 0 for less; quieter for popularity, which differs far more between films."""
        return self.wish.weight * (POPULARITY_LOUDNESS if self.modality is None else 1.0)


@dataclass
class _NameInFilms:
    """A name, and the films that have it."""

    field: str
    name: str
    modality: str
    films: list[Position]
    atom: int  # in the first of the films; atoms of a name all fall into the same buckets


@dataclass(frozen=True)
class WishReader:
    """Reads wishes from a catalogue's own atoms, so that no language model is needed.

    Attributes:
        encoded: the catalogue.
    """

    encoded: EncodedCatalogue

    def read(self, history: History) -> tuple[WishSketch, ...]:
        """Read a history's wishes.

        Raises:
            FilmNameError: what is wished stands in no film; the nearest are listed.
            HistoryError: a region is named in another way than FILM:ROW-COLUMN.
        """
        return tuple(self._one(wish) for wish in history.wishes)

    def choices(self, count: int) -> list[Wish]:
        """Return wishes for the names that most films have, those first; names that no two films share come last."""
        names = sorted(self._names.values(), key=lambda each: (-len(each.films), each.name.casefold()))
        return [Wish(each.field, each.name) for each in names[:count]]

    def films_with(self, wish: Wish) -> list[Position]:
        """Return the films that have the name, the word or the region that is wished for, in the catalogue's order.

        Raises:
            FilmNameError, HistoryError: as for ``read``.
        """
        if wish.kind not in (WORD, REGION):
            return self._name(wish).films
        return sorted({film for film, _ in self._places(wish)[1]})

    def _one(self, wish: Wish) -> WishSketch:
        if wish.kind == POPULARITY:
            return WishSketch(wish, None, np.zeros(0))
        modality, places = self._places(wish)
        atoms = self.encoded.atoms[modality]
        counts = np.zeros(atoms.depth * atoms.width)
        for film, atom in places:
            one = atoms.of(film)
            counts[one.flat()[atom]] += one.weights[atom]
        return WishSketch(wish, modality, LOUDNESS * wish.weight * counts / np.linalg.norm(counts))

    def _places(self, wish: Wish) -> tuple[str, list[Place]]:
        if wish.kind == REGION:
            return self._patch(wish)
        if wish.kind != WORD:
            use = self._name(wish)
            return use.modality, [(use.films[0], use.atom)]
        if (key := wish.name.casefold()) not in self._words:
            self._refuse(wish, list(self._words))
        return self._words[key]

    def _name(self, wish: Wish) -> _NameInFilms:
        key = f"{wish.kind}:{wish.name}".casefold()
        if key not in self._names:
            self._refuse(wish, list(self._names))
        return self._names[key]

    def _refuse(self, wish: Wish, keys: list[str]) -> NoReturn:
        prefix = "" if wish.kind == WORD else f"{wish.kind}:"
        choices = [key.removeprefix(prefix) for key in keys if key.startswith(prefix)]
        if not choices:
            kinds = sorted({key.partition(":")[0] for key in self._names} | {WORD, REGION, POPULARITY})
            raise HistoryError(f"a wish can't be for a {wish.kind!r}; choose one of {', '.join(kinds)}")
        name = wish.name.casefold()
        if wish.kind == WORD:  # a slip leaves the first letter; of other words the spelling says nothing
            choices = [each for each in choices if each[:1] == name[:1]]
        near = difflib.get_close_matches(name, choices, n=NEAREST, cutoff=SLIP if wish.kind == WORD else 0.5)
        hint = "; the nearest are:" if near else "; wish for one that does"
        raise FilmNameError(f"no film of the catalogue has the {wish.kind} {wish.name!r}{hint}", near)

    @cached_property
    def _names(self) -> dict[str, _NameInFilms]:
        """Every name of the catalogue, by "field:name"."""
        names: dict[str, _NameInFilms] = {}
        for modality in self._modalities_of(Name):
            for film in map(Position, range(len(self.encoded.catalogue))):
                for atom, appearance in enumerate(self.encoded.appearances(modality, film)):
                    if isinstance(appearance, Name):
                        field, name = appearance.field, appearance.name
                        new = _NameInFilms(field, name, modality, [], atom)
                        films = names.setdefault(f"{field}:{name}".casefold(), new).films
                        if film not in films[-1:]:
                            films.append(film)
        return names

    @cached_property
    def _words(self) -> dict[str, tuple[str, list[Place]]]:
        """The modality and every token of each word, by word, wherever it stands."""
        places: dict[str, tuple[str, list[Place]]] = {}
        for modality in self._modalities_of(Span):
            for film, each in enumerate(self.encoded.catalogue):
                spans, tokens = words_of(each.plot), self.encoded.atoms[modality].of(Position(film)).places
                for atom, word in enumerate(word_numbers(each.plot, tokens).tolist()):
                    text = each.plot[spans[word].start : spans[word].end].casefold()
                    places.setdefault(text, (modality, []))[1].append((Position(film), atom))
        return places

    def _modalities_of(self, kind: type[Appearance]) -> Iterator[str]:
        """Yield the modalities whose atoms are shown so; one film tells, since all others' are shown alike."""
        for modality, atoms in self.encoded.atoms.items():
            film = Position(int(atoms.sizes.argmax()))
            if any(isinstance(each, kind) for each in self.encoded.appearances(modality, film)[:1]):
                yield modality

    def _patch(self, wish: Wish) -> tuple[str, list[Place]]:
        name, colon, patch = wish.name.rpartition(":")
        if colon:
            film = self.encoded.catalogue.index[self.encoded.catalogue.find(name).id]
            for modality in self.encoded.modalities:
                for atom, appearance in enumerate(self.encoded.appearances(modality, film)):
                    if isinstance(appearance, Region) and _row_and_column(appearance) == patch:
                        return modality, [(film, atom)]
        raise HistoryError(f"{wish.name!r} is no region of a poster; name it as FILM:ROW-COLUMN, counted from 0")


def _row_and_column(region: Region) -> str:
    """Name the place of a patch in the grid of its poster: "2-3"."""
    return f"{round(region.y / region.height)}-{round(region.x / region.width)}"
