"""Wishes as sketches: the atoms that a name, a word or a region of a poster stands for.

A wish is the sketch of its atoms divided by its own length, not centred, times its weight and ``LOUDNESS``; it is read
by the films' gains as a liked film is, without company.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.errors import FilmNameError, HistoryError
from emde_core.explain.entries import WishSketch
from emde_core.explain.values import are_tokens
from emde_core.history import REGION, WORD, History, Wish
from emde_core.modalities.base import Name, Region
from emde_core.modalities.text import word_numbers
from emde_core.schema import POPULARITY
from emde_core.sketch.encoded import EncodedCatalogue
from emde_core.text.words import words_of

Floats = NDArray[np.float64]
NEAREST = 5
LOUDNESS = 2.5  # liked films, made of nothing else, that a wish of weight 1 counts for: what it takes to be heard
Place = tuple[int, int]  # a film's position, and the number of one of its atoms


@dataclass(frozen=True)
class WishReader:
    """Reads wishes from a catalogue's own atoms, so that no language model is needed.

    Attributes:
        encoded: the catalogue.
    """

    encoded: EncodedCatalogue

    def read(self, history: History) -> tuple[WishSketch, ...]:
        """A history's wishes.

        Raises:
            FilmNameError: what is wished stands in no film; the nearest are listed.
            HistoryError: a region is named in another way than FILM:ROW-COLUMN.
        """
        return tuple(self._one(wish) for wish in history.wishes)

    def _one(self, wish: Wish) -> WishSketch:
        if wish.kind == POPULARITY:
            return WishSketch(wish, None, np.zeros(0))
        modality, places = self._found(wish)
        atoms = self.encoded.atoms[modality]
        counts = np.zeros(atoms.depth * atoms.width)
        for film, atom in places:
            one = atoms.of(film)
            counts[one.flat()[atom]] += one.weights[atom]
        return WishSketch(wish, modality, LOUDNESS * wish.weight * counts / np.linalg.norm(counts))

    def _found(self, wish: Wish) -> tuple[str, list[Place]]:
        if wish.kind == REGION:
            return self._patch(wish)
        index = self._words if wish.kind == WORD else self._names
        key = wish.name.casefold() if wish.kind == WORD else f"{wish.kind}:{wish.name}".casefold()
        if key not in index:
            self._refuse(wish, list(index))
        return index[key]

    def _refuse(self, wish: Wish, known: list[str]) -> None:
        prefix = "" if wish.kind == WORD else f"{wish.kind}:"
        choices = [key.removeprefix(prefix) for key in known if key.startswith(prefix)]
        if not choices:
            kinds = sorted({key.partition(":")[0] for key in self._names} | {WORD, REGION, POPULARITY})
            raise HistoryError(f"a wish can't be for a {wish.kind!r}; choose one of {', '.join(kinds)}")
        near = difflib.get_close_matches(wish.name.casefold(), choices, n=NEAREST, cutoff=0.5)
        told = "; the nearest are:" if near else "; wish for one that does"
        raise FilmNameError(f"no film of the catalogue has the {wish.kind} {wish.name!r}{told}", near)

    @cached_property
    def _names(self) -> dict[str, tuple[str, list[Place]]]:
        """By "field:name", the modality, and one atom of that name: they all fall into the same buckets."""
        found: dict[str, tuple[str, list[Place]]] = {}
        for modality in self.encoded.modalities:
            for film in range(len(self.encoded.catalogue)):
                for atom, shown in enumerate(self.encoded.shown(modality, film)):
                    if isinstance(shown, Name):
                        found.setdefault(f"{shown.field}:{shown.name}".casefold(), (modality, [(film, atom)]))
        return found

    @cached_property
    def _words(self) -> dict[str, tuple[str, list[Place]]]:
        """By word, the modality, and every token of it, wherever it stands."""
        found: dict[str, tuple[str, list[Place]]] = {}
        for modality, atoms in self.encoded.atoms.items():
            for film, each in enumerate(self.encoded.catalogue):
                if are_tokens(self.encoded.shown(modality, film)):
                    spans = words_of(each.plot)
                    for atom, word in enumerate(word_numbers(each.plot, atoms.of(film).places).tolist()):
                        text = each.plot[spans[word].start : spans[word].end].casefold()
                        found.setdefault(text, (modality, []))[1].append((film, atom))
        return found

    def _patch(self, wish: Wish) -> tuple[str, list[Place]]:
        name, colon, patch = wish.name.rpartition(":")
        if colon:
            film = self.encoded.catalogue.index[self.encoded.catalogue.find(name).id]
            for modality in self.encoded.modalities:
                for atom, shown in enumerate(self.encoded.shown(modality, film)):
                    if isinstance(shown, Region) and _row_and_column(shown) == patch:
                        return modality, [(film, atom)]
        raise HistoryError(f"{wish.name!r} is no region of a poster; name it as FILM:ROW-COLUMN, counted from 0")


def _row_and_column(region: Region) -> str:
    """Where a patch is in the grid of its poster: "2-3"."""
    return f"{round(region.y / region.height)}-{round(region.x / region.width)}"
