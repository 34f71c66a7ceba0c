"""The demo: the bundled films, real ratings where they can be fetched, and a model, all made once.

Beside it there is the planted world: the same films with simulated viewers whose tastes are known. It shows what a
poster's bar looks like where posters do count.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emde_core import workspace
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.artifacts.encoded_catalogue import record_of
from emde_core.artifacts.model import read_model_manifest
from emde_core.assets_dir import DEMO
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.data.csv_text import csv_text
from emde_core.data.dataset import Dataset
from emde_core.data.fetch import fetch_ml_100k
from emde_core.data.interactions import Interactions
from emde_core.data.readers.native import TRUTH, read_native
from emde_core.data.readers.registry import open_dataset
from emde_core.data.simulate import simulate
from emde_core.disk import write_file
from emde_core.errors import ArtifactError, FetchError
from emde_core.evaluate.planted_world import prepare_planted
from emde_core.locks import folder_lock
from emde_core.modalities.registry import default_modalities
from emde_core.posters.recipe import read_recipes
from emde_core.progress import Progress, silent, to_stderr
from emde_core.recommender import Recommender
from emde_core.schema import FilmId

RECIPES = DEMO / "posters" / "recipes.jsonl"


def prepare_demo(folder: Path, ratings: Path, progress: Progress, say: Callable[[str], None]) -> Path:
    """Make what the demo lacks: ratings, atoms, a model. Where another process is at it, wait, and use what it made.

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
    with folder_lock(folder, say):
        if not is_current(folder, ratings):  # as it still is where nobody else made it meanwhile
            _make_demo(folder, ratings, progress, say)
    return folder


def _make_demo(folder: Path, ratings: Path, progress: Progress, say: Callable[[str], None]) -> None:
    films = read_native(DEMO)
    interactions = _real_ratings(ratings, progress, say)
    if interactions is None:
        interactions = simulate(films.catalogue, styles=poster_styles(RECIPES)).interactions
    prepared = store.prepare(Dataset.of(films.catalogue, interactions), progress=progress, say=say)
    model = Recommender.fit(
        prepared.encoded.catalogue, prepared.interactions, encoded=prepared.encoded, progress=progress
    )
    store.save_prepared(prepared, folder)  # right before its model, so that the older two stay together until then
    model.save(folder / store.MODEL)
    say(f"trained on {model.trained.provenance.ratings:,} ratings")


def demo_model(*, progress: Progress = silent, say: Callable[[str], None] = to_stderr) -> Recommender:
    """Return the model of the demo, which is prepared on first use in the folder that ``emde demo`` keeps it in.

    The first use reads 601 films, which takes a minute, and downloads MovieLens 100K; where it can't, viewers are
    simulated, which is said, and which the model's repr says as well.

    Args:
        progress: shows how far it has come.
        say: takes messages for people; by default they go to stderr.

    Raises:
        MissingExtraError: it is not prepared yet, and what reads plots is not installed.

    >>> from emde_core import History, demo_model
    >>> model = demo_model()
    >>> best = model.recommend(History(liked=["Alien", "Blade Runner"]), k=5)
    >>> [film.rank for film in best]
    [1, 2, 3, 4, 5]
    """
    folder = prepare_demo(workspace.demo_folder(), workspace.movielens_folder(), progress, say)
    return Recommender.load(folder)


def prepare_planted_world(folder: Path, demo: Path, progress: Progress, say: Callable[[str], None]) -> Path:
    """Make the planted world, if it is not there: simulated ratings, the truth beside them, a model.

    Where another process is at it, wait, and use what it made.

    Args:
        folder: of the planted world.
        demo: of the prepared demo, whose films are read already.
        progress: shows how far it has come.
        say: takes messages for people.

    Returns:
        ``folder``.
    """
    films = store.load_prepared(demo)
    if _has_films(folder, films.encoded.catalogue):
        return folder
    with folder_lock(folder, say):
        if not _has_films(folder, films.encoded.catalogue):
            _make_planted_world(folder, films, progress, say)
    return folder


def _make_planted_world(
    folder: Path, films: store.PreparedCatalogue, progress: Progress, say: Callable[[str], None]
) -> None:
    interactions, truth = prepare_planted(films.encoded, poster_styles(RECIPES))
    report = ("simulated viewers: no person gave these ratings; their tastes are known, and stand in truth.csv",)
    model = Recommender.fit(films.encoded.catalogue, interactions, encoded=films.encoded, progress=progress)
    write_file(folder / TRUTH, csv_text(truth))  # before what makes the world current
    store.save_prepared(store.PreparedCatalogue(films.encoded, interactions, report), folder)
    model.save(folder / store.MODEL)
    say(f"a planted world of {model.trained.provenance.viewers:,} simulated viewers is beside the demo")


def is_current(folder: Path, ratings: Path) -> bool:
    """Tell whether a prepared demo is whole and of today's films, posters, modalities and settings.

    A damaged or older one is not current, nor is one with simulated viewers once real ratings have been fetched.
    """
    if not _has_films(folder, read_native(DEMO).catalogue):
        return False
    return not (store.read_prepared_manifest(folder).simulated and ratings.is_dir())


def _has_films(folder: Path, catalogue: Catalogue) -> bool:
    """Tell whether a prepared catalogue and its model are whole, belong together, and are of these films and posters.

    Films must also be read, and learned from, as they would be today.
    """
    try:
        prepared, model = store.read_prepared_manifest(folder), read_model_manifest(folder / store.MODEL)
        bundle = files.read_films(files.content_folder(folder, prepared.files), prepared.places, store.REMEDY)
    except ArtifactError:
        return False
    modalities = {record_of(modality) for modality in default_modalities()}
    same_settings = model.config == Config() and modalities.issuperset(prepared.modalities)
    posters = str(catalogue.posters.resolve()) if catalogue.posters else None
    same_films = bundle.data_hash == catalogue.data_hash and _leads(bundle) == _leads(catalogue)
    same_films &= model.posters == posters
    return same_settings and same_films and model.data_hash == prepared.data_hash


def _leads(catalogue: Catalogue) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """Return every film's ids in other databases and its aliases, which the data hash leaves out."""
    return [(film.imdb_id, film.tmdb_id, film.aliases) for film in catalogue]


def poster_styles(recipes: Path) -> dict[FilmId, str]:
    """Return the palette family of each film's drawn poster, by film id: the visual style that viewers may follow."""
    return {FilmId(film_id): recipe.palette.rpartition("-")[0] for film_id, recipe in read_recipes(recipes).items()}


def _real_ratings(folder: Path, progress: Progress, say: Callable[[str], None]) -> Interactions | None:
    try:
        dataset = open_dataset(fetch_ml_100k(folder, progress, say))
    except FetchError as error:
        say(f"{error}\nThe demo goes on with simulated viewers.")
        return None
    return dataset.interactions
