from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from emde_core import Config
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.data.simulate import simulate
from emde_core.explain.case import Case
from emde_core.explain.query import Query
from emde_core.modalities.categorical import Categorical
from emde_core.modalities.image import Posters
from tests import toy

WORDS = ("harbour", "clockmaker", "comet", "orchard", "duel", "circus", "glacier", "violin", "desert", "masquerade")
GENRES = ("Drama", "Comedy", "Horror", "Western", "Musical")
FILMS, LOOKS = 120, 15


@pytest.fixture(scope="session")
def case(small_model) -> Case:
    """Seven likes and three dislikes; six films are left to rank."""
    query = Query.of_positions(small_model.trained, np.array([0, 1, 2, 4, 6, 7, 11]), np.array([3, 8, 9]))
    return Case.of_best(query, seed=3)


@pytest.fixture(scope="session")
def quick() -> Config:
    """A prior that is quickly chosen."""
    return Config.model_validate({"prior": {"scales": (3.0,), "average_film": (1.0,), "splits": 1}})


@pytest.fixture(scope="session")
def crowd(tmp_path_factory) -> store.PreparedCatalogue:
    """120 films with plots in toy tokens, real categories and real pictures of fifteen colours, and viewers of them."""
    folder = tmp_path_factory.mktemp("crowd")
    films = tuple(_film(k, folder) for k in range(FILMS))
    catalogue = Catalogue(films, folder)
    interactions = simulate(catalogue, 150, seed=1).interactions
    modalities = (toy.ToyPlots(depth=64), Categorical(depth=7, width=64), Posters(depth=24, width=8))
    return store.prepare(Dataset.of(catalogue, interactions), modalities=modalities)


def _film(k: int, folder: Path) -> Film:
    generator = np.random.default_rng(k)
    look = k * 11 % LOOKS
    colour = np.array([17 * look % 256, 60 + 97 * look % 196, 201 * look % 256])
    pixels = np.clip(colour + generator.normal(0, 20, (72, 64, 3)), 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(folder / f"{k}.png")
    one, two, three = WORDS[k % 10], WORDS[k * 3 % 7], WORDS[k // 12]
    return Film(
        id=str(k),
        title=f"Film {k}",
        year=1950 + 10 * (k % 5),
        genres=(GENRES[k % 5], GENRES[k * 7 % 4]),
        directors=(f"Director {k % 12}",),
        cast=(f"Actor {k % 17}", f"Actor {k % 13}"),
        plot=f"A {one} keeper meets a {two} near the {three} in winter.",
        poster=f"{k}.png",
    )
