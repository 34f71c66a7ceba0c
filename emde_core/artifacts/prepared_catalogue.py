"""Prepared data on disk: films in atoms and their ratings, ready to train on.

manifest.json            format, library versions, hashes of data and of every file, the report on what joined
content-*/               called by its content (see ``emde_core.artifacts.files``):
    films.jsonl          the catalogue
    ratings.parquet      the ratings
    arrays.safetensors   every film's atoms in their buckets, and the hashes that put them there
    report.txt           the report, and every row that was left out
model/                   the model trained on it, if there is one (see ``emde_core.artifacts.model``)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from emde_core.artifacts import array_files, files
from emde_core.artifacts.array_checks import FileArrays
from emde_core.artifacts.encoded_catalogue import (
    ModalityRecord,
    encoded_arrays,
    hash_of_encoded,
    modality_records,
    take_encoded,
)
from emde_core.data.dataset import Dataset
from emde_core.data.interactions import Interactions, validate
from emde_core.data.tables import PARQUET_FAILURES
from emde_core.disk import replacement, write_file
from emde_core.errors import ArtifactError, DataError
from emde_core.modalities.base import Modality
from emde_core.model.trained import data_hash
from emde_core.progress import Progress, silent, silent_words
from emde_core.sketch.effort import reading_effort
from emde_core.sketch.encoded_catalogue import EncodedCatalogue, encode_catalogue
from emde_core.summary import summary

FORMAT, VERSION = "EMDE prepared catalogue", 4
RATINGS, MODEL, REPORT = "ratings.parquet", "model", "report.txt"
REMEDY = "prepare the data again with 'emde prepare'"


class PreparedManifest(files.Manifest):
    """The fields of a prepared catalogue's manifest.json."""

    FILES = (files.FILMS, RATINGS, files.ARRAYS, REPORT)

    prepared_hash: str
    modalities: tuple[ModalityRecord, ...]
    simulated: bool
    report: tuple[str, ...]


@dataclass(frozen=True)
class PreparedCatalogue:
    """Encoded films, their ratings, and the report on what joined.

    Attributes:
        encoded, interactions: films in atoms; their ratings.
        report: the lines of the report.
        left_out: every row that was left out, by file and line, with the reason; () once it is read from a folder,
            where report.txt has them.
    """

    encoded: EncodedCatalogue
    interactions: Interactions
    report: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return summary(self, f"{len(self.encoded.catalogue):,} films", f"{len(self.interactions):,} ratings")

    @property
    def data_hash(self) -> str:
        """The hash of films and ratings."""
        return data_hash(self.encoded.catalogue, self.interactions)


def prepare(
    dataset: Dataset,
    *,
    modalities: Sequence[Modality] | None = None,
    seed: int = 0,
    progress: Progress = silent,
    say: Callable[[str], None] = silent_words,
) -> PreparedCatalogue:
    """Check every poster, leave out those that can't be read (the report names them), and read every film into atoms.

    Args:
        dataset: films and ratings.
        modalities: what is read of the films; by default every registered one.
        seed: of the hashes.
        progress: shows how far it has come.
        say: takes the report's lines, and how long the reading will take, before it begins.

    Raises:
        DataError: there are no ratings.
        EncoderError: a model that an encoder needs is missing.
    """
    if dataset.interactions is None or not len(dataset.interactions):
        raise DataError(
            "there are no ratings: add ratings.csv with columns viewer, film, rating, time beside the films"
        )
    readable = dataset.with_readable_posters()
    report = readable.report.lines()
    work, effort = reading_effort(readable.catalogue)
    for line in (*report, f"{work}: {effort.words()}"):
        say(line)
    encoded = encode_catalogue(readable.catalogue, modalities, seed=seed, progress=progress)
    return PreparedCatalogue(encoded, dataset.interactions, tuple(report), readable.report.left_out)


def save_prepared(prepared: PreparedCatalogue, folder: Path) -> None:
    """Write a prepared catalogue's folder; one that is there already stays whole until this one is.

    Raises:
        StorageError: it can't be written.
    """
    encoded = prepared.encoded
    with files.renewal(folder) as new:
        files.write_films(new, encoded.catalogue)
        ratings = prepared.interactions.table
        with replacement(new / RATINGS, int(ratings.memory_usage().sum())) as path:
            ratings.to_parquet(path, index=False)
        array_files.write_arrays(new / files.ARRAYS, encoded_arrays(encoded))
        lines = (*prepared.report, "", *(f"left out: {row}" for row in prepared.left_out))
        write_file(new / REPORT, ("\n".join(lines).strip() + "\n").encode(errors="backslashreplace"))
        manifest = PreparedManifest(
            format=FORMAT,
            version=VERSION,
            data_hash=prepared.data_hash,
            files=files.file_hashes(new),
            libraries=files.library_versions(),
            prepared_hash=_identity(prepared),
            modalities=modality_records(encoded),
            simulated=prepared.interactions.simulated,
            report=prepared.report,
            **files.poster_entries(encoded.catalogue),
        )
        files.write_manifest(new, manifest)


def load_prepared(folder: Path) -> PreparedCatalogue:
    """Read a prepared catalogue's folder.

    Raises:
        ArtifactError: it is missing, damaged, foreign or of another version.
    """
    return files.read_settled(folder, partial(_load, folder))


def _load(folder: Path) -> PreparedCatalogue:
    manifest = files.open_manifest(folder, PreparedManifest, FORMAT, VERSION, REMEDY)
    with files.files_checked(folder, manifest, REMEDY):
        return _read(folder, manifest)


def _read(folder: Path, manifest: PreparedManifest) -> PreparedCatalogue:
    content = files.content_folder(folder, manifest.files)
    catalogue = files.read_films(content, manifest.places, REMEDY)
    arrays = FileArrays(array_files.read_arrays(content / files.ARRAYS, REMEDY))
    try:
        encoded = take_encoded(arrays, catalogue, manifest.modalities)
        arrays.end()
    except (KeyError, ValueError) as error:
        raise ArtifactError(f"{folder}: its parts do not fit together ({error}); {REMEDY}") from error
    prepared = PreparedCatalogue(encoded, Interactions(_ratings(content), manifest.simulated), manifest.report)
    if (prepared.data_hash, _identity(prepared)) != (manifest.data_hash, manifest.prepared_hash):
        raise ArtifactError(f"{folder / files.MANIFEST}: its films or ratings are not those that were read; {REMEDY}")
    return prepared


def _identity(prepared: PreparedCatalogue) -> str:
    """Return sixteen hex digits that stand for all that a prepared catalogue is, as a model's ``identity`` does."""
    facts = [prepared.data_hash, prepared.interactions.simulated, list(prepared.report)]
    return hash_of_encoded(prepared.encoded, facts, encoded_arrays(prepared.encoded))


def read_prepared_manifest(folder: Path) -> PreparedManifest:
    """Read the manifest of a prepared catalogue's folder, and check every file against it.

    Raises:
        ArtifactError: as for ``load_prepared``.
    """
    read = partial(files.read_manifest, folder, PreparedManifest, FORMAT, VERSION, REMEDY)
    return files.read_settled(folder, read)


def _ratings(folder: Path) -> pd.DataFrame:
    path = folder / RATINGS
    try:
        table: pd.DataFrame = pd.read_parquet(path)
        return validate(table, str(path)).reset_index(drop=True)
    except (*PARQUET_FAILURES, DataError) as error:
        raise ArtifactError(f"{path} can't be read as ratings ({error}); {REMEDY}") from error
