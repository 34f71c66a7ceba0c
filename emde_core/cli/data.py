"""Commands that make data and models: fetch, prepare, train."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.assets_dir import DEMO
from emde_core.cli import options
from emde_core.cli.console import bar, say
from emde_core.cluster import cluster_at, local_cluster
from emde_core.config import Config, Recipe, config_from
from emde_core.data.dataset import MOST_ROWS, Dataset
from emde_core.data.downloads import DOWNLOADS
from emde_core.data.fetch import fetch as fetch_data_set
from emde_core.data.fetch import fetch_ml_100k
from emde_core.data.readers.registry import open_dataset
from emde_core.device import Device, work_on
from emde_core.errors import ConfigError
from emde_core.locks import folder_lock
from emde_core.modalities.registry import default_modalities
from emde_core.model.effort import training_effort
from emde_core.progress import Progress, silent
from emde_core.recommender import Recommender
from emde_core.schema import IMAGE, TEXT
from emde_core.strict_json import parse_json
from emde_core.terminal import shell_word
from emde_core.torchrun import is_first, is_of_torchrun, torchrun_group

DataSet = StrEnum("DataSet", {name: name for name in DOWNLOADS})  # type: ignore[misc]  # typer lists its values


def fetch(
    name: Annotated[DataSet, typer.Argument(help="Which data set.")],
    out: Annotated[Path | None, typer.Option(help="Where to; by default emde's own folder.")] = None,
) -> None:
    """Download a data set of ratings from GroupLens, which gives them for research: see the README that comes along."""
    download = DOWNLOADS[name.value]
    size = f"{download.megabytes} MB " if download.megabytes else ""
    say(f"{download.label}: {size}from {download.address}")
    if download.md5 is None:
        say("no checksum of it is known: what comes is not checked, but for being a data set")
    folder = fetch_data_set(name.value, out or workspace.data_folder(name.value), bar, say)
    say(f"{name.value} is in {folder}; next: emde prepare OUT --data {shell_word(str(folder))}")


def prepare(
    out: Annotated[Path, typer.Argument(help="The folder to make.")],
    data: options.Data = None,
    metadata: options.Metadata = [],  # noqa: B006 - typer reads it, nothing writes it
    posters: options.Posters = [],  # noqa: B006
    text_model: options.TextModel = None,
    image_model: options.ImageModel = None,
    device: options.WorkOn = "cpu",
    seed: Annotated[int, typer.Option(min=0, help="Of the hashes that put words and patches into buckets.")] = 0,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop where a row of a file can't be used, instead of leaving it out.")
    ] = False,
) -> None:
    """Read films and ratings, join metadata and posters, read every film into atoms, and say what is missing."""
    with work_on(device):
        dataset = dataset_from(data, metadata, posters)
        modalities = default_modalities({TEXT: text_model, IMAGE: image_model})
        if strict:
            dataset.refuse_rows_left_out()
        with folder_lock(out):
            prepared = store.prepare(dataset, modalities=modalities, seed=seed, progress=bar, say=say)
            store.save_prepared(prepared, out)
    if len(prepared.left_out) > MOST_ROWS:
        say(f"{files.content_file(out, store.REPORT)} names all {len(prepared.left_out):,} rows that were left out")
    say(f"prepared in {out}; next: emde train {shell_word(str(out))}")


def train(
    prepared: Annotated[Path, typer.Argument(help="A prepared catalogue.")],
    recipe: Annotated[
        Recipe | None, typer.Option(help="Content and company (affinity, the default), or the papers' network.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="A JSON file of settings; --recipe comes before its own.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to; by default inside the prepared catalogue.")] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Sum over viewers on the workers of the Dask scheduler at this tcp://HOST:PORT.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, help="Sum over viewers in so many processes of this machine.")] = 1,
    device: options.WorkOn = "cpu",
    ratings: Annotated[
        Path | None,
        typer.Option(help="Learn from a Parquet file, sorted by viewer and read in parts, not from prepared ratings."),
    ] = None,
) -> None:
    """Learn a model from a prepared catalogue.

    Under torchrun, its processes train the papers' network together; the first of them speaks and saves.
    """
    settings = read_config(config)
    if recipe is not None:
        settings = settings.model_copy(update={"recipe": recipe})
    _refuse_what_is_of_another_recipe(settings, scheduler, processes, device)
    if ratings is not None and out is None:
        raise ConfigError("a prepared catalogue holds the model of its own ratings; name another folder by --out")
    work = _work_of(scheduler, processes, device)
    source, folder = store.load_prepared(prepared), out or prepared / store.MODEL
    if not is_first():
        with work:
            _fit(source, settings, silent, ratings)
        return
    with folder_lock(out or prepared):
        for line in (*source.report, *([] if ratings else [_training_line(source, settings)])):
            say(line)
        with work:
            model = _fit(source, settings, bar, ratings)
        model.save(folder)
    if not model.modalities:
        say("no film has a plot, a category or a poster: company alone tells who likes what")
    say(f"model {model.model_hash}, trained on {model.trained.provenance.ratings:,} ratings, is in {folder}")


def _fit(source: store.PreparedCatalogue, settings: Config, progress: Progress, ratings: Path | None) -> Recommender:
    if ratings is not None:
        return Recommender.fit_streamed(source.encoded, ratings, settings)
    catalogue, interactions = source.encoded.catalogue, source.interactions
    return Recommender.fit(catalogue, interactions, settings, encoded=source.encoded, progress=progress)


def _refuse_what_is_of_another_recipe(settings: Config, scheduler: str | None, processes: int, device: Device) -> None:
    """Refuse options that contradict each other, or the recipe."""
    cluster = scheduler is not None or processes > 1
    if scheduler is not None and processes > 1:
        raise ConfigError("--scheduler means a cluster that there is, --processes one of its own; choose one of them")
    if settings.recipe != "affinity" and cluster:
        raise ConfigError(
            "the published recipe has no sums for a cluster; leave --scheduler and --processes out, or start emde with "
            "torchrun"
        )
    if settings.recipe == "affinity" and (is_of_torchrun() or device != "cpu"):
        raise ConfigError(
            "torchrun and --device are for --recipe published; this recipe is trained on processors, on several with "
            "--processes or --scheduler"
        )
    if is_of_torchrun() and device != "cpu":
        raise ConfigError("processes of torchrun train on processors; leave --device out, or torchrun")


def _work_of(scheduler: str | None, processes: int, device: Device) -> AbstractContextManager[None]:
    """Return the block within which the work is done where the options want it."""
    if is_of_torchrun():
        return torchrun_group()
    if scheduler is not None:
        return cluster_at(scheduler)
    return local_cluster(processes) if processes > 1 else work_on(device)


def _training_line(source: store.PreparedCatalogue, settings: Config) -> str:
    """Return in words what the model learns from, and how long that will take."""
    modalities = len(source.encoded.of(settings.modalities).modalities)
    viewers = len(source.interactions.viewers)
    work, effort = training_effort(len(source.encoded.catalogue), viewers, modalities, settings)
    return f"{work}: {effort.words() if settings.recipe == 'affinity' else 'by the network, in a time not estimated'}"


def dataset_from(data: Path | None, metadata: list[Path], posters: list[Path]) -> Dataset:
    """Read the data that the options mean; by default MovieLens 100K with what the demo knows of its films."""
    if data is None:
        dataset = open_dataset(fetch_ml_100k(workspace.movielens_folder(), bar, say))
        metadata, posters = [DEMO / "films.jsonl", *metadata], [DEMO / "posters", *posters]
    else:
        dataset = open_dataset(data)
    for file in metadata:
        dataset = dataset.with_metadata(file)
    for folder in posters:
        dataset = dataset.with_posters(folder)
    return dataset


def read_config(path: Path | None) -> Config:
    """Read settings from a JSON file; without a file, the default ones.

    Raises:
        ConfigError: the file is not JSON, or a setting in it is unknown or out of range; the message names both.
    """
    if path is None:
        return Config()
    try:
        settings = parse_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} is not a JSON file of settings ({error})") from error
    try:
        return config_from(settings)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
