"""Categories: multi-hot over genre, director, cast, country, language and decade; rare ones weigh more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from emde_core.data.catalogue import Film
from emde_core.encoders.base import Embeddings, Floats

Category = tuple[str, str]
"""(field, name): ("director", "Ridley Scott")."""

FIELDS = ("genre", "director", "cast", "country", "language", "decade")


def categories_of(film: Film) -> tuple[Category, ...]:
    """Every category of a film, in the order of ``FIELDS``."""
    names = {
        "genre": film.genres,
        "director": film.directors,
        "cast": film.cast,
        "country": film.countries,
        "language": film.languages,
        "decade": (film.decade,) if film.decade else (),
    }
    return tuple((field, name) for field in FIELDS for name in names[field])


@dataclass(frozen=True)
class CategoricalEncoder:
    """Inverse document frequencies of a catalogue's categories.

    An embedding is the sum of its categories' unit vectors times their weights, divided by its length: it
    stays additive over categories up to that one division. Categories that were never seen weigh nothing.
    """

    categories: tuple[Category, ...]
    weights: Floats  # [categories]

    @classmethod
    def fit(cls, films: Iterable[Film]) -> CategoricalEncoder:
        """Count in how many films each category occurs; weight = log((1 + films) / (1 + count)) + 1."""
        listed = [categories_of(film) for film in films]
        counts = Counter(category for of_film in listed for category in set(of_film))
        categories = tuple(sorted(counts))
        frequency = np.array([counts[c] for c in categories], dtype=float)
        return cls(categories, np.log((1 + len(listed)) / (1 + frequency)) + 1)

    def encode(self, films: Sequence[Film]) -> Embeddings:
        """Embeddings [films, categories] of unit length; a film without a known category has none."""
        return self.encode_categories([categories_of(film) for film in films])

    def encode_categories(self, listed: Sequence[Sequence[Category]]) -> Embeddings:
        """The same for lists of categories that need not belong to a film."""
        position = {category: k for k, category in enumerate(self.categories)}
        vectors = np.zeros((len(listed), len(self.categories)))
        for row, categories in enumerate(listed):
            known = [position[c] for c in categories if c in position]
            vectors[row, known] = self.weights[known]
        length = np.linalg.norm(vectors, axis=1)
        present = length > 0
        return Embeddings.of_present(vectors[present] / length[present, None], present)
