"""The demo: the bundled films, real ratings where they can be had, a model, all made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emde_core.artifacts import files
from emde_core.artifacts import prepared as store
from emde_core.artifacts.model import read_model_manifest
from emde_core.assets_dir import DEMO
from emde_core.config import Config
from emde_core.data.dataset import Dataset
from emde_core.data.fetch import fetch_ml_100k
from emde_core.data.interactions import Interactions
from emde_core.data.native import read_native
from emde_core.data.simulate import simulate
from emde_core.data.sources import open_dataset
from emde_core.errors import ArtifactError, FetchError
from emde_core.posters.recipe import read_recipes
from emde_core.progress import Progress
from emde_core.recommender import Recommender

RECIPES = DEMO / "posters" / "recipes.jsonl"


def prepare_demo(folder: Path, ratings: Path, progress: Progress, say: Callable[[str], None]) -> Path:
    """Make what the demo lacks: ratings, embeddings, a model.

    Args:
        folder: of the prepared demo.
        ratings: of MovieLens 100K; fetched there if it is missing.
        progress: shows how far it has come.
        say: takes messages for people.

    Returns:
        ``folder``.
    """
    if is_current(folder, ratings):
        return folder
    films = read_native(DEMO)
    interactions = _real_ratings(ratings, progress, say)
    if interactions is None:
        interactions = simulate(films.catalogue, styles=poster_styles(RECIPES)).interactions
    prepared = store.prepare(Dataset.of(films.catalogue, interactions), progress=progress)
    for line in prepared.report:
        say(line)
    store.save_prepared(prepared, folder)
    model = Recommender.fit(
        prepared.encoded.catalogue, prepared.interactions, encoded=prepared.encoded, progress=progress
    )
    model.save(folder / store.MODEL)
    say(f"trained on {model.trained.provenance.ratings:,} ratings")
    return folder


def is_current(folder: Path, ratings: Path) -> bool:
    """Whether a prepared demo and its model are whole, belong together, and are of the films and posters bundled now.

    One that is damaged, or of an older version, is not: it is made again. So is one with simulated viewers, once real
    ratings have been fetched.
    """
    try:
        prepared = store.read_prepared_manifest(folder)
        model = read_model_manifest(folder / store.MODEL)
        known = files.read_films(folder, prepared.posters, store.REMEDY)
    except ArtifactError:
        return False
    return (
        model.data_hash == prepared.data_hash
        and model.config == Config()
        and model.posters == str(DEMO.resolve())
        and known.data_hash == read_native(DEMO).catalogue.data_hash
        and not (prepared.simulated and ratings.is_dir())
    )


def poster_styles(recipes: Path) -> dict[str, str]:
    """Film id -> the palette family of its drawn poster: the visual style that simulated viewers may follow."""
    return {film: recipe.palette.rpartition("-")[0] for film, recipe in read_recipes(recipes).items()}


def _real_ratings(folder: Path, progress: Progress, say: Callable[[str], None]) -> Interactions | None:
    try:
        dataset = open_dataset(fetch_ml_100k(folder, progress))
    except FetchError as error:
        say(f"{error}\nThe demo goes on with simulated viewers.")
        return None
    return dataset.interactions
