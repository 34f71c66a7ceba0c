"""The bundled posters: one for each film, no two alike, small, and seen by the descriptor as they are meant."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from PIL import Image
from scipy.stats import rankdata

from emde_core.assets_dir import DEMO
from emde_core.data.readers.native import read_native
from emde_core.demo import RECIPES, poster_styles
from emde_core.modalities.image import Posters
from emde_core.posters.recipe import read_recipes
from emde_core.sketch.encoded_catalogue import encode_catalogue

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


@pytest.mark.slow
def test_posters_of_one_palette_are_alike(catalogue):
    """Nearer, as sets of patches, than random pairs: AUC at least 0.9. Motifs are not told apart, and not claimed."""
    sketches = encode_catalogue(catalogue, [Posters(depth=64)]).sketches["image"][:]
    centred = sketches - sketches.mean(axis=0)
    styles = poster_styles(RECIPES)
    family = np.array([styles[film.id] for film in catalogue])
    pairs = np.triu_indices(len(catalogue), 1)
    likeness, shares = (centred @ centred.T)[pairs], (family[:, None] == family)[pairs]
    ranks, count = rankdata(likeness), shares.sum()
    auc = (ranks[shares].sum() - count * (count + 1) / 2) / (count * (len(shares) - count))
    print(f"AUC {auc:.3f}")
    assert auc >= 0.9
