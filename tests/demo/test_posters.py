"""The bundled posters: one for each film, no two alike, small, and seen by the descriptor as they are meant."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from PIL import Image
from scipy.stats import rankdata

from emde_core.assets_dir import DEMO
from emde_core.data.native import read_native
from emde_core.demo import RECIPES, poster_styles
from emde_core.encoders.image import PosterDescriptor, encode_posters
from emde_core.posters.recipe import read_recipes

SERIES = [
    {"50", "172", "181"},  # Star Wars
    {"176", "183", "343", "665"},  # Alien
]


@pytest.fixture(scope="module")
def catalogue():
    return read_native(DEMO).catalogue


def test_every_film_has_a_recipe_of_its_own(catalogue):
    recipes = read_recipes(RECIPES)
    assert set(recipes) == {film.id for film in catalogue}
    alike = defaultdict(set)
    for film, recipe in recipes.items():
        alike[recipe.composition, recipe.motif, recipe.palette].add(film)
    shared = [films for films in alike.values() if len(films) > 1]
    assert all(any(films <= series for series in SERIES) for films in shared), shared


def test_posters_are_small_webp(catalogue):
    for film in catalogue:
        path = catalogue.poster_path(film)
        assert path.stat().st_size <= 14 * 1024, film.title
        with Image.open(path) as image:
            assert (image.format, image.size) == ("WEBP", (300, 450)), film.title


def test_the_descriptor_finds_motif_and_palette(catalogue):
    """Films whose recipe shares a motif or a palette family are nearer than random pairs: AUC at least 0.8."""
    vectors = encode_posters(PosterDescriptor(), catalogue).vectors
    standard = (vectors - vectors.mean(axis=0)) / np.maximum(vectors.std(axis=0), 1e-9)
    recipes, styles = read_recipes(RECIPES), poster_styles(RECIPES)
    family = np.array([styles[film.id] for film in catalogue])
    motif = np.array([recipes[film.id].motif for film in catalogue])
    pairs = np.triu_indices(len(catalogue), 1)
    distance = np.linalg.norm(standard[pairs[0]] - standard[pairs[1]], axis=1)
    shares = ((family[:, None] == family) | (motif[:, None] == motif))[pairs]
    ranks = rankdata(-distance)
    count = shares.sum()
    auc = (ranks[shares].sum() - count * (count + 1) / 2) / (count * (len(shares) - count))
    print(f"AUC {auc:.3f}")
    assert auc >= 0.8
