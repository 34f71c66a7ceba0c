"""A planted world for measurements: genres alone drive tastes; plots and posters are drawn at random."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from emde_core import Catalogue, Film, Interactions
from emde_core.data.interactions import Reactions
from emde_core.modalities.categorical import Categorical
from emde_core.sketch.encoded_catalogue import EncodedCatalogue, encode_catalogue
from tests import toy

FILMS, VIEWERS = 42, 130
GENRES = ("Drama", "Comedy", "Horror", "Western", "Musical", "Noir")


@lru_cache(maxsize=1)
def encoded() -> EncodedCatalogue:
    """42 films, 7 of each genre."""
    generator = np.random.default_rng(11)
    words = [word for theme in toy.THEMES for word in theme]
    films = (
        Film(
            id=f"f{k}",
            title=f"Film {k}",
            plot=" ".join(generator.choice(words, 6)),
            genres=(GENRES[k % 6],),
            directors=(f"Director {k % 6}{k // 21}",),
            poster=f"{generator.choice(toy.LOOKS)}-{k}.png",
        )
        for k in range(FILMS)
    )
    modalities = (toy.ToyPlots(), Categorical(depth=5, width=64), toy.ToyPosters())
    return encode_catalogue(Catalogue(tuple(films)), modalities, seed=5)


@lru_cache(maxsize=1)
def interactions() -> Interactions:
    """Every viewer follows one genre: likes nine tenths of it, and a quarter of the rest."""
    generator = np.random.default_rng(5)
    rows = []
    for v in range(VIEWERS):
        for k in range(FILMS):
            liked = generator.uniform() < (0.9 if k % 6 == v % 6 else 0.25)
            if generator.uniform() < 0.55:
                rows.append((f"v{v}", f"f{k}", 5 if liked else 2))
    return Interactions.from_frame(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))


def reactions() -> Reactions:
    return Reactions.of(interactions(), encoded().catalogue, 4, 3)
