"""Commands that make data and models: fetch, prepare, train."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.artifacts import prepared as store
from emde_core.assets_dir import DEMO
from emde_core.cli import options
from emde_core.cli.console import bar, say
from emde_core.config import Config, config_from
from emde_core.data.dataset import Dataset
from emde_core.data.fetch import fetch_ml_100k
from emde_core.data.sources import open_dataset
from emde_core.errors import ConfigError
from emde_core.recommender import Recommender

GENTLE = 15  # the niceness of work behind somebody's back


class DataSet(StrEnum):
    """Data sets that can be fetched."""

    ML_100K = "ml-100k"


def fetch(
    name: Annotated[DataSet, typer.Argument(help="Which data set.")],
    out: Annotated[Path | None, typer.Option(help="Where to; by default emde's own folder.")] = None,
) -> None:
    """Download a data set of ratings."""
    folder = fetch_ml_100k(out or workspace.movielens_folder(), bar)
    say(f"{name.value} is in {folder}")


def prepare(
    out: Annotated[Path, typer.Argument(help="The folder to make.")],
    data: options.Data = None,
    metadata: options.Metadata = [],  # noqa: B006 - typer reads it, nothing writes it
    posters: options.Posters = [],  # noqa: B006
    text_model: options.TextModel = None,
    image_model: options.ImageModel = None,
) -> None:
    """Read films and ratings, join what is known of them, encode every film, and say what is missing."""
    dataset = dataset_from(data, metadata, posters)
    prepared = store.prepare(dataset, text_model=text_model, image_model=image_model, progress=bar)
    store.save_prepared(prepared, out)
    for line in prepared.report:
        say(line)
    say(f"prepared in {out}; next: emde train {out}")


def train(
    prepared: Annotated[Path, typer.Argument(help="A prepared catalogue.")],
    config: Annotated[Path | None, typer.Option(help="A JSON file of settings.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to; by default inside the prepared catalogue.")] = None,
) -> None:
    """Learn a model from a prepared catalogue."""
    settings = read_config(config)
    source = store.load_prepared(prepared)
    model = Recommender.fit(
        source.encoded.catalogue, source.interactions, settings, encoded=source.encoded, progress=bar
    )
    folder = out or prepared / store.MODEL
    model.save(folder)
    say(f"model {model.model_hash}, trained on {model.trained.provenance.ratings:,} ratings, is in {folder}")


def prepare_words(
    model: options.Model = None,
    gently: Annotated[bool, typer.Option("--gently", help="Give way to other programs.")] = False,
) -> None:
    """Read every plot without each of its words and phrases, once, so that no explanation waits for it.

    One that was interrupted goes on where it was.
    """
    if gently and hasattr(os, "nice"):
        os.nice(GENTLE)
    recommender = Recommender.load(workspace.chosen_model(model))
    count = recommender.words.prepare((film.plot for film in recommender.catalogue), bar)
    say(f"{count:,} plots read" if count else "every plot had been read before")


def dataset_from(data: Path | None, metadata: list[Path], posters: list[Path]) -> Dataset:
    """The data that the options mean; by default MovieLens 100K with what the demo knows of its films."""
    if data is None:
        dataset = open_dataset(fetch_ml_100k(workspace.movielens_folder(), bar))
        metadata, posters = [DEMO / "films.jsonl", *metadata], [DEMO / "posters", *posters]
    else:
        dataset = open_dataset(data)
    for file in metadata:
        dataset = dataset.with_metadata(file)
    for folder in posters:
        dataset = dataset.with_posters(folder)
    return dataset


def read_config(path: Path | None) -> Config:
    """Settings from a JSON file; the default ones without a file.

    Raises:
        ConfigError: the file is not JSON, or a setting in it is unknown or out of range; the message names both.
    """
    if path is None:
        return Config()
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} is not a JSON file of settings ({error})") from error
    try:
        return config_from(settings)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
