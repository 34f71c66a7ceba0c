"""A trained model on disk: safetensors and JSON. Reading one never runs code.

manifest.json        format, configuration, library versions, hashes of data, of every file, and of the weights
films.jsonl          the catalogue
arrays.safetensors   hashes, codes, embeddings, the linear map, the average viewer, the network
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from emde_core.artifacts import files
from emde_core.artifacts.files import Arrays
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.digest import file_hash
from emde_core.encoders.categorical import CategoricalEncoder
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.errors import ArtifactError
from emde_core.model.closed_form import LinearMap, Space
from emde_core.model.readout import Readout
from emde_core.model.sketch_model import SketchModel
from emde_core.sketch.codes import CodeLayout
from emde_core.sketch.dlsh import DLSH
from emde_core.trained import Provenance, TrainedModel

if TYPE_CHECKING:
    from emde_core.model.network import SketchNetwork

FORMAT, VERSION = "EMDE model", 1
HASH_PARTS = ("mean", "scale", "directions", "thresholds", "spread")
REMEDY = "train it again with 'emde train'"


class ModelManifest(files.Manifest):
    """What a model's manifest.json holds besides."""

    model_hash: str
    config: Config
    modalities: tuple[str, ...]
    categories: tuple[tuple[str, str], ...]
    posters: str | None
    text_model: str | None
    image_model: str | None
    viewers: int
    ratings: int
    simulated: bool


def save_model(trained: TrainedModel, folder: Path) -> None:
    """Write a model's folder."""
    files.begin(folder)
    files.write_films(folder, trained.encoded.catalogue)
    files.write_arrays(folder, _arrays(trained))
    encoded, provenance, posters = trained.encoded, trained.provenance, trained.encoded.catalogue.posters
    manifest = ModelManifest(
        format=FORMAT,
        version=VERSION,
        data_hash=provenance.data_hash,
        files={name: file_hash(folder / name) for name in (files.FILMS, files.ARRAYS)},
        libraries=files.library_versions(),
        model_hash=weights_hash(trained),
        config=trained.config,
        modalities=trained.readout.layout.modalities,
        categories=encoded.categorical.categories,
        posters=None if posters is None else str(posters.resolve()),
        text_model=encoded.text_model,
        image_model=encoded.image_model,
        viewers=provenance.viewers,
        ratings=provenance.ratings,
        simulated=provenance.simulated,
    )
    files.write_manifest(folder, manifest)


def load_model(folder: Path, *, expected_data: str | None = None) -> TrainedModel:
    """Read a model's folder.

    Args:
        folder: as written by ``save_model``.
        expected_data: the data hash that the model should have been trained on, if that matters.

    Raises:
        ArtifactError: it is missing, damaged, truncated, foreign, of another version, or of other data. The message
            names the file and what to do.
    """
    manifest = read_model_manifest(folder)
    if expected_data is not None and manifest.data_hash != expected_data:
        raise ArtifactError(
            f"{folder / files.MANIFEST}: the model was trained on other films or ratings (data hash "
            f"{manifest.data_hash}, expected {expected_data}); {REMEDY}"
        )
    catalogue = files.read_films(folder, manifest.posters, REMEDY)
    try:
        trained = _rebuild(manifest, catalogue, files.read_arrays(folder, REMEDY))
    except (KeyError, ValueError, RuntimeError) as error:
        raise ArtifactError(f"{folder}: the model's parts do not fit together ({error}); {REMEDY}") from error
    if weights_hash(trained) != manifest.model_hash:
        raise ArtifactError(
            f"{folder / files.MANIFEST}: the settings or weights are not those that were trained; {REMEDY}"
        )
    return trained


def read_model_manifest(folder: Path) -> ModelManifest:
    """The manifest of a model's folder, with every file checked against it.

    Raises:
        ArtifactError: as for ``load_model``, but for whether the parts fit together.
    """
    return files.read_manifest(folder, ModelManifest, FORMAT, VERSION, REMEDY)


def weights_hash(trained: TrainedModel) -> str:
    """Sixteen hex digits over the configuration and every array."""
    digest = hashlib.sha256(trained.config.model_dump_json().encode())
    for name, array in sorted(_arrays(trained).items()):
        digest.update(f"{name}{array.shape}{array.dtype}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()[:16]


def _arrays(trained: TrainedModel) -> Arrays:
    model = trained.model
    arrays: Arrays = {
        "codes": trained.readout.codes.astype(np.int32),
        "average": model.average,
        "sharpness": np.array([model.sharpness]),
        "categorical.weights": trained.encoded.categorical.weights,
    }
    if model.linear is not None:
        arrays[f"linear.{model.linear.space}"] = model.linear.core.astype(np.float32)
    for modality, dlsh in trained.hashes.items():
        arrays |= {f"hash.{modality}.{part}": getattr(dlsh, part) for part in HASH_PARTS}
    arrays |= files.embedding_arrays(trained.embeddings.items())
    if model.network is not None:
        arrays |= {f"network.{name}": value.numpy() for name, value in model.network.state_dict().items()}
    return arrays


def _rebuild(manifest: ModelManifest, catalogue: Catalogue, arrays: Arrays) -> TrainedModel:
    config, films = manifest.config, len(catalogue)
    layout = CodeLayout(manifest.modalities, config.sketch.depth, config.sketch.width)
    hashes = {m: DLSH(*(arrays[f"hash.{m}.{part}"] for part in HASH_PARTS)) for m in layout.modalities}
    embeddings = files.embeddings_from(arrays)
    categorical = CategoricalEncoder(manifest.categories, arrays["categorical.weights"])
    _expect(arrays, "codes", (films, len(layout.modalities), layout.depth))
    for modality, each in embeddings.items():
        _expect(arrays, f"embeddings.{modality}.present", (films,))
        _expect(arrays, f"embeddings.{modality}.vectors", (films, each.vectors.shape[1]))
    readout = Readout(layout, arrays["codes"].astype(np.int64))
    linear = _linear(arrays, readout, config) if config.recipe != "published" else None
    network = _network(arrays, layout, config) if config.recipe != "closed_form" else None
    return TrainedModel(
        config=config,
        encoded=EncodedCatalogue(catalogue, categorical, embeddings, manifest.text_model, manifest.image_model),
        embeddings=embeddings,
        hashes=hashes,
        readout=readout,
        model=SketchModel(layout, linear, network, float(arrays["sharpness"][0]), arrays["average"]),
        provenance=Provenance(manifest.data_hash, manifest.viewers, manifest.ratings, manifest.simulated),
    )


def _expect(arrays: Arrays, name: str, shape: tuple[int, ...]) -> None:
    if arrays[name].shape != shape:
        raise ValueError(f"{name} has shape {arrays[name].shape}, not {shape}")


def _linear(arrays: Arrays, readout: Readout, config: Config) -> LinearMap:
    films, size = len(readout.codes), readout.layout.size
    space: Space = "films" if "linear.films" in arrays else "sketch"
    name, inner = f"linear.{space}", films if space == "films" else size
    _expect(arrays, name, (2 * inner, inner))
    one_hot = readout.layout.one_hot(readout.codes)
    return LinearMap.of(space, arrays[name], one_hot, readout.matrix, config.closed_form)


def _network(arrays: Arrays, layout: CodeLayout, config: Config) -> SketchNetwork:
    import torch

    from emde_core.model.network import SketchNetwork

    network = SketchNetwork(2 * layout.size, layout.size, layout.shape[0] * layout.shape[1], config.network)
    state = {n.removeprefix("network."): torch.from_numpy(a) for n, a in arrays.items() if n.startswith("network.")}
    network.load_state_dict(state)
    return network.eval()
