"""A trained model on disk: safetensors and JSON. Reading one never runs code.

manifest.json            format, configuration, library versions, hashes of data, of every file, and of the weights
content-*/               called by its content (see ``emde_core.artifacts.files``):
    films.jsonl          the catalogue
    arrays.safetensors   every film's atoms in their buckets, and the hashes that put them there
    learned.safetensors  the affinity, gains and counts, or the published network

The arrays of a model that lies in the folder of the prepared catalogue it learned from are those of that catalogue: the
disk holds the file once, under two names, where it can.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np

from emde_core.artifacts import array_files, files
from emde_core.artifacts.array_checks import FileArrays
from emde_core.artifacts.array_files import Arrays
from emde_core.artifacts.encoded_catalogue import (
    ModalityRecord,
    encoded_arrays,
    hash_of_encoded,
    modality_records,
    take_encoded,
)
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.errors import ArtifactError
from emde_core.extras import extra
from emde_core.model.affinity import Affinity
from emde_core.model.exposure import Exposure
from emde_core.model.published import Published
from emde_core.model.published.codes import MISSING, CodeLayout
from emde_core.model.published.readout import Readout
from emde_core.model.strengths import Strengths
from emde_core.model.together import LikedTogether, pair_types
from emde_core.model.trained import Provenance, TrainedModel
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.film_sketches import CentredSketches

FORMAT, VERSION = "EMDE model", 7
LEARNED = "learned.safetensors"
REMEDY = "train it again with 'emde train'"


class ModelManifest(files.Manifest):
    """The fields of a model's manifest.json."""

    FILES = (files.FILMS, files.ARRAYS, LEARNED)

    model_hash: str
    config: Config
    modalities: tuple[ModalityRecord, ...]
    viewers: int
    ratings: int
    simulated: bool


def save_model(trained: TrainedModel, folder: Path) -> None:
    """Write a model's folder; one that is there already stays whole until this one is.

    Raises:
        StorageError: it can't be written.
    """
    encoded, provenance = trained.encoded, trained.provenance
    with files.renewal(folder) as new:
        files.write_films(new, encoded.catalogue)
        twin = files.content_file(folder.parent, files.ARRAYS)
        array_files.write_arrays(new / files.ARRAYS, encoded_arrays(encoded), twin)
        array_files.write_arrays(new / LEARNED, _learned_arrays(trained))
        manifest = ModelManifest(
            format=FORMAT,
            version=VERSION,
            data_hash=provenance.data_hash,
            files=files.file_hashes(new),
            libraries=files.library_versions(),
            model_hash=identity(trained),
            config=trained.config,
            modalities=modality_records(encoded),
            viewers=provenance.viewers,
            ratings=provenance.ratings,
            simulated=provenance.simulated,
            **files.poster_entries(encoded.catalogue),
        )
        files.write_manifest(new, manifest)


def load_model(folder: Path, *, expected_data: str | None = None) -> tuple[TrainedModel, str]:
    """Read a model's folder: the model, and its ``identity``, which its manifest states and which was checked.

    Args:
        folder: as written by ``save_model``.
        expected_data: the data hash that the model should have been trained on, if that matters.

    Raises:
        ArtifactError: it is missing, damaged, truncated, foreign, of another version, or of other data. The message
            names the file and what to do.
    """
    return files.read_settled(folder, partial(_load, folder, expected_data))


def _load(folder: Path, expected_data: str | None) -> tuple[TrainedModel, str]:
    manifest = files.open_manifest(folder, ModelManifest, FORMAT, VERSION, REMEDY)
    if expected_data is not None and manifest.data_hash != expected_data:
        raise ArtifactError(
            f"{folder / files.MANIFEST}: the model was trained on other films or ratings (data hash "
            f"{manifest.data_hash}, expected {expected_data}); {REMEDY}"
        )
    try:
        return _read(folder, manifest), manifest.model_hash
    except ArtifactError:
        files.check_hashes(folder, manifest, REMEDY)  # where a file was changed, that is what is told
        raise


def _read(folder: Path, manifest: ModelManifest) -> TrainedModel:
    """Read the files, and check them: films by their file's hash, all arrays by the model's."""
    content = files.content_folder(folder, manifest.files)
    paths = (content / files.ARRAYS, content / LEARNED)
    arrays, learned = (FileArrays(array_files.read_arrays(path, REMEDY)) for path in paths)
    try:
        with ThreadPoolExecutor(1) as pool:  # hashing holds no other thread up
            arrays_hash = pool.submit(array_files.hash_of_files, paths)
            files.check_hashes(folder, manifest, REMEDY, [files.FILMS])
            trained = _rebuild(manifest, files.read_films(content, manifest.places, REMEDY), arrays, learned)
        is_whole = _identity(trained, arrays_hash.result()) == manifest.model_hash
    except (KeyError, ValueError, IndexError, RuntimeError, OSError) as error:
        raise ArtifactError(f"{folder}: the model's parts do not fit together ({error}); {REMEDY}") from error
    if not is_whole:
        raise ArtifactError(
            f"{folder / files.MANIFEST}: the settings, films or weights are not those that were trained; {REMEDY}"
        )
    return trained


def read_model_manifest(folder: Path) -> ModelManifest:
    """Read the manifest of a model's folder, and check every file against it.

    Raises:
        ArtifactError: as for ``load_model``, but for whether the parts fit together.
    """
    read = partial(files.read_manifest, folder, ModelManifest, FORMAT, VERSION, REMEDY)
    return files.read_settled(folder, read)


def identity(trained: TrainedModel) -> str:
    """Return sixteen hex digits that stand for all that a model is.

    These are its settings, its data and viewers, every field of its films, the modalities, and every array. Of a poster
    only the file's name counts: the same model with its posters in another folder is the same.
    """
    arrays = encoded_arrays(trained.encoded) | _learned_arrays(trained)
    return _identity(trained, array_files.arrays_hash(arrays))


def _identity(trained: TrainedModel, arrays_hash: str) -> str:
    """Return the ``identity`` of a model whose arrays have this hash together."""
    return hash_of_encoded(trained.encoded, [trained.config.model_dump_json(), asdict(trained.provenance), arrays_hash])


def _learned_arrays(trained: TrainedModel) -> Arrays:
    model = trained.model
    return _affinity_arrays(model) if isinstance(model, Affinity) else _published_arrays(model)


def _affinity_arrays(model: Affinity) -> Arrays:
    return {
        "head": model.head.astype(np.int32),
        "affinity": model.matrix,
        "affinity.means": model.row_means,
        "gains": model.gains,
        "cold": np.array([model.cold.alpha, *(model.cold.of[m] for m in model.modalities)]),
        "liked": model.exposure.likes,
        "rated": model.exposure.ratings,
        "together.offsets": model.together.offsets,
        "together.others": model.together.others,
        "together.counts": model.together.counts,
        "scale": np.array([model.temperature, model.viewers]),
        "average": model.average,
        **{f"{m}.mean": mean for m, mean in model.means.items()},
    }


def _published_arrays(model: Published) -> Arrays:
    weights = {f"network.{name}": value.numpy() for name, value in model.network.state_dict().items()}
    return weights | {"codes": model.readout.codes.astype(np.int32), "average": model.average}


def _rebuild(manifest: ModelManifest, catalogue: Catalogue, arrays: FileArrays, learned: FileArrays) -> TrainedModel:
    encoded = take_encoded(arrays, catalogue, manifest.modalities)
    arrays.end()
    affinity = manifest.config.recipe == "affinity"
    model = _take_affinity(encoded, learned) if affinity else _take_published(encoded, learned, manifest.config)
    learned.end()
    provenance = Provenance(manifest.data_hash, manifest.viewers, manifest.ratings, manifest.simulated)
    return TrainedModel(manifest.config, encoded, model, provenance)


def _take_affinity(encoded: EncodedCatalogue, arrays: FileArrays) -> Affinity:
    films, modalities = len(encoded.catalogue), encoded.modalities
    alpha, *strengths = arrays.take("cold", np.float64, (1 + len(modalities),)).tolist()
    temperature, viewers = arrays.take("scale", np.float64, (2,), np.nextafter(0, 1)).tolist()
    liked, rated = (arrays.take(name, np.float64, (films,), 0) for name in ("liked", "rated"))
    if not ((liked <= rated).all() and liked.any()):
        raise ValueError("the numbers of likes and ratings do not fit together")
    exposure = Exposure.of_counts(liked, rated)
    head = arrays.take("head", np.int32, (None,), 0, films - 1).astype(np.int64)
    if not len(head) or (np.diff(head) <= 0).any():
        raise ValueError("head is empty or not in order")
    return Affinity(
        sketches={
            m: CentredSketches(each, arrays.take(f"{m}.mean", np.float64, (each.size,)))
            for m, each in encoded.sketches.items()
        },
        head=head,
        matrix=arrays.take("affinity", np.float16, (2 * len(head), len(head))),
        row_means=arrays.take("affinity.means", np.float64, (2 * len(head),)),
        gains=arrays.take("gains", np.float64, (len(modalities), films)),
        cold=Strengths(dict(zip(modalities, strengths, strict=True)), alpha),
        exposure=exposure,
        popularity=exposure.popularity,
        popularity_unrated=exposure.popularity_unrated,
        together=_take_together(arrays, films, int(viewers)),
        viewers=int(viewers),
        temperature=temperature,
        average=arrays.take("average", np.float64, (2 * films,), 0, 1),
    )


def _take_together(arrays: FileArrays, films: int, viewers: int) -> LikedTogether:
    offsets = arrays.take_offsets("together.offsets", films)
    of_others, of_counts = pair_types(films, viewers)
    others = arrays.take("together.others", of_others, (int(offsets[-1]),), 0, films - 1)
    counts = arrays.take("together.counts", of_counts, others.shape, 1, viewers)
    falls = 1 + np.flatnonzero(others[1:] <= others[:-1])  # only where another film's pairs begin
    some = np.flatnonzero(np.diff(offsets))
    if not (np.isin(falls, offsets).all() and (some <= others[offsets[some]]).all()):
        raise ValueError("together.others are not in order")
    return LikedTogether(offsets, others, counts)


def _take_published(encoded: EncodedCatalogue, arrays: FileArrays, config: Config) -> Published:
    with extra("encode", "the published recipe"):
        import torch

        from emde_core.model.published.network import SketchNetwork

    layout = CodeLayout(encoded.modalities, config.sketch.depth, config.sketch.width)
    shape = (len(encoded.catalogue), len(layout.modalities), layout.depth)
    codes = arrays.take("codes", np.int32, shape, MISSING, layout.width - 1)
    with torch.device("meta"):  # no room is taken for weights until the file is known to have them
        network = SketchNetwork(2 * layout.size, layout.size, len(layout.modalities) * layout.depth, config.network)
    state = {
        name: arrays.take(f"network.{name}", str(each.dtype).removeprefix("torch."), tuple(each.shape) or (1,))
        for name, each in network.state_dict().items()
    }
    network.load_state_dict({name: torch.from_numpy(each.copy()) for name, each in state.items()}, assign=True)
    average = arrays.take("average", np.float64, (2 * len(encoded.catalogue),), 0, 1)
    return Published(Readout(layout, codes.astype(np.int64)), network.eval(), average)
