"""A toy world of made-up vectors, in which no two sizes are equal and films lack modalities in every way.

12 films, 19 viewers, 3 modalities of 6, 15 and 7 dimensions, depth 5, width 4. Film 3 lacks its text, film 5 all but
its categories, film 7 its categories, film 9 everything.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from emde_core import Catalogue, Config, Film, Interactions, Recommender
from emde_core.data.interactions import Reactions
from emde_core.encoders.base import Embeddings
from emde_core.encoders.categorical import CategoricalEncoder
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

FILMS, VIEWERS, DEPTH, WIDTH = 12, 19, 5, 4
LACKS_TEXT, ONLY_CATEGORIES, LACKS_CATEGORIES, NOTHING = "f3", "f5", "f7", "f9"
WITHOUT = {
    TEXT: {LACKS_TEXT, ONLY_CATEGORIES, NOTHING},
    CATEGORICAL: {LACKS_CATEGORIES, NOTHING},
    IMAGE: {ONLY_CATEGORIES, NOTHING},
}
GENRES = ("Drama", "Comedy", "Horror", "Western", "Musical")


def config(**changes) -> Config:
    settings = {
        "sketch": {"depth": DEPTH, "width": WIDTH, "seed": 3},
        "closed_form": {"ridge_likes": 2.0, "ridge_dislikes": 9.0, "keep_likes": 0.3, "keep_dislikes": 0.6},
    }
    return Config.model_validate(settings | changes)


def catalogue() -> Catalogue:
    return Catalogue(tuple(_film(k) for k in range(FILMS)))


def _film(k: int) -> Film:
    film = Film(id=f"f{k}", title=f"Film {k}")
    if film.id in WITHOUT[CATEGORICAL]:
        return film
    names = {"genres": (GENRES[k % 5], GENRES[(k * k + 1) % 5]), "directors": (f"Director {k % 4}",)}
    return film.model_copy(update=names | {"cast": (f"Actor {k % 3}",), "year": 1950 + 10 * (k % 3)})


def interactions() -> Interactions:
    """Every viewer rates 5 to 10 films from 1 to 5, whole stars."""
    generator = np.random.default_rng(7)
    rows = [
        (f"v{v}", f"f{k}", int(generator.integers(1, 6)))
        for v in range(VIEWERS)
        for k in generator.permutation(FILMS)[: generator.integers(5, 11)]
    ]
    return Interactions.from_table(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))


def reactions() -> Reactions:
    return Reactions.of(interactions(), catalogue(), 4, 3)


def encoded() -> EncodedCatalogue:
    """Text and image vectors are drawn, unlike in scale and off centre; categories are the encoder's own."""
    generator, films = np.random.default_rng(11), catalogue()
    categorical = CategoricalEncoder.fit(films)

    def drawn(modality: str, dim: int) -> Embeddings:
        present = np.array([film.id not in WITHOUT[modality] for film in films])
        vectors = generator.normal(2.0, np.arange(1, dim + 1), (int(present.sum()), dim))
        return Embeddings.of_present(vectors, present)

    embeddings = {TEXT: drawn(TEXT, 6), CATEGORICAL: categorical.encode(films.films), IMAGE: drawn(IMAGE, 7)}
    return EncodedCatalogue(films, categorical, embeddings)


def recommender(**changes) -> Recommender:
    world = encoded()
    return Recommender.fit(world.catalogue, interactions(), config(**changes), encoded=world)
