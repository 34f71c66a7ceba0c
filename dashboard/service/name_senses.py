"""The senses of genres and keywords, for a word that none of them is called by: "funny" is near to Comedy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from emde_core.arrays import Floats
from emde_core.data.catalogue import Film
from emde_core.history import Wish
from emde_core.modalities.base import FilmAtoms, Subject
from emde_core.recommender import Recommender
from emde_core.schema import TEXT
from emde_core.text.words import words_of

MOST = 4  # names
CLEAR = 0.42  # cosine: names that are less alike have little to do with each other
KINDS = ("genre", "keyword")  # what a name of another kind means, the text model can't know


class NameSenses:
    """Genres and keywords as the model's text model reads them."""

    def __init__(self, model: Recommender, names: Sequence[Wish]) -> None:
        """Take the names; they are read once, when they are first needed."""
        self._model = model
        self._names = [wish for wish in names if wish.kind in KINDS] if TEXT in model.modalities else []

    def prepare(self) -> None:
        """Read the names now.

        Raises:
            EncoderError: the text model is missing.
        """
        self._vectors  # noqa: B018 - worked out once

    @property
    def is_prepared(self) -> bool:
        """True once the names are read: a text then takes a moment."""
        return "_vectors" in self.__dict__

    def near(self, text: str) -> tuple[Wish, ...]:
        """Return the genres and keywords that mean about the same as a text, the nearest first, at most ``MOST``.

        Of a word that the text model cuts up it knows the spelling, not the sense: nothing is near to that.

        Raises:
            EncoderError: the text model is missing.
        """
        if not (text and self._names):
            return ()
        (atoms,) = self._read([text])
        if len(atoms.keys) != len(words_of(text)):
            return ()
        alike = self._vectors @ _direction(atoms)
        order = np.argsort(-alike, kind="stable")[:MOST].tolist()
        return tuple(self._names[place] for place in order if alike[place] >= CLEAR)

    @cached_property
    def _vectors(self) -> Floats:
        """The names' directions, [names, dim]."""
        return np.stack([_direction(atoms) for atoms in self._read([wish.name for wish in self._names])])

    def _read(self, texts: Sequence[str]) -> list[FilmAtoms]:
        plots = [Subject(Film(id="a name", title="a name", plot=text)) for text in texts]
        return self._model.trained.encoded.readers[TEXT].modality.read(plots)


def _direction(atoms: FilmAtoms) -> Floats:
    """Return the mean of the tokens' vectors, which is the text model's vector of a sentence, of length 1, [dim].

    A name without a word has no direction: 0.
    """
    total: Floats = np.asarray(atoms.keys).sum(axis=0)
    length = float(np.linalg.norm(total))
    return total / length if length else total
