"""Models on disk: a folder of safetensors and JSON. Reading one never runs code.

manifest.json        format, configuration, library versions, hashes of data, of every file, and of the weights
films.jsonl          the catalogue
weights.safetensors  hashes, codes, embeddings, the linear map, the average viewer, the network
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, film_from
from emde_core.encoders.base import Embeddings
from emde_core.encoders.categorical import CategoricalEncoder
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.errors import ArtifactError, DataError
from emde_core.model.readout import Readout
from emde_core.model.sketch_model import SketchModel
from emde_core.sketch.codes import CodeLayout
from emde_core.sketch.dlsh import DLSH
from emde_core.trained import Provenance, TrainedModel

if TYPE_CHECKING:
    from emde_core.model.network import SketchNetwork

Arrays = dict[str, NDArray[Any]]

FORMAT, VERSION = "emde-model", 1
MANIFEST, FILMS, WEIGHTS = "manifest.json", "films.jsonl", "weights.safetensors"
LIBRARIES = ("emde-dashboard", "numpy", "scipy", "safetensors", "sentence-transformers", "torch")
HASH_PARTS = ("mean", "scale", "directions", "thresholds", "spread")
REMEDY = "train it again with 'emde train'"


class Manifest(BaseModel):
    """What manifest.json holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    version: int
    model_hash: str
    data_hash: str
    files: dict[str, str]
    libraries: dict[str, str]
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
    """Write a model's folder; the manifest comes last, so that a half-written folder is never taken for a model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    lines = (json.dumps(film.model_dump(), ensure_ascii=False) for film in trained.encoded.catalogue)
    (folder / FILMS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    save_file(_weights(trained), folder / WEIGHTS)
    encoded, provenance, posters = trained.encoded, trained.provenance, trained.encoded.catalogue.posters
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        model_hash=weights_hash(trained),
        data_hash=provenance.data_hash,
        files={name: _file_hash(folder / name) for name in (FILMS, WEIGHTS)},
        libraries={name: version(name) for name in LIBRARIES},
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
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def load_model(folder: Path, *, expected_data: str | None = None) -> TrainedModel:
    """Read a model's folder.

    Args:
        folder: as written by ``save_model``.
        expected_data: the data hash that the model should have been trained on, if that matters.

    Raises:
        ArtifactError: it is missing, damaged, truncated, foreign, of another version, or of other data. The message
            names the file and what to do.
    """
    manifest = _read_manifest(folder)
    if expected_data is not None and manifest.data_hash != expected_data:
        raise ArtifactError(
            f"{folder / MANIFEST}: the model was trained on other data (hash {manifest.data_hash}, "
            f"expected {expected_data}); {REMEDY}"
        )
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise ArtifactError(f"{path} is missing; {REMEDY}")
        if _file_hash(path) != expected:
            raise ArtifactError(f"{path} is damaged or was changed after it was written; {REMEDY}")
    try:
        arrays = load_file(folder / WEIGHTS)
        lines = (folder / FILMS).read_text(encoding="utf-8").splitlines()
        films = tuple(film_from(json.loads(line), f"{FILMS} line {n}") for n, line in enumerate(lines, 1))
        return _rebuild(manifest, Catalogue(films, Path(manifest.posters) if manifest.posters else None), arrays)
    except (SafetensorError, KeyError, ValueError, DataError, RuntimeError) as error:
        raise ArtifactError(f"{folder}: the model's parts do not fit together ({error}); {REMEDY}") from error


def weights_hash(trained: TrainedModel) -> str:
    """Sixteen hex digits over the configuration and every array."""
    digest = hashlib.sha256(trained.config.model_dump_json().encode())
    for name, array in sorted(_weights(trained).items()):
        digest.update(f"{name}{array.shape}{array.dtype}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()[:16]


def _read_manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ArtifactError(f"{path} is missing: {folder} holds no model; {REMEDY}, or give another path") from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); {REMEDY}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ArtifactError(f"{path} is not the manifest of an EMDE model; give the path of a model's folder")
    if found.get("version") != VERSION:
        raise ArtifactError(
            f"{path} has format version {found.get('version')!r}, and this program reads {VERSION}; {REMEDY}"
        )
    try:
        return Manifest.model_validate(found)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ArtifactError(f"{path}: {where}: {error.errors()[0]['msg']}; {REMEDY}") from error


def _weights(trained: TrainedModel) -> Arrays:
    model = trained.model
    arrays: Arrays = {
        "codes": trained.readout.codes.astype(np.int32),
        "average": model.average,
        "categorical.weights": trained.encoded.categorical.weights,
    }
    if model.linear is not None:
        arrays["linear"] = model.linear.astype(np.float32)
    for modality, dlsh in trained.hashes.items():
        arrays |= {f"hash.{modality}.{part}": getattr(dlsh, part) for part in HASH_PARTS}
    for modality, embeddings in trained.embeddings.items():
        arrays[f"embeddings.{modality}.vectors"] = embeddings.vectors
        arrays[f"embeddings.{modality}.present"] = embeddings.present
    if model.network is not None:
        arrays |= {f"network.{name}": value.numpy() for name, value in model.network.state_dict().items()}
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}


def _rebuild(manifest: Manifest, catalogue: Catalogue, arrays: Arrays) -> TrainedModel:
    config = manifest.config
    layout = CodeLayout(manifest.modalities, config.sketch.depth, config.sketch.width)
    hashes = {m: DLSH(*(arrays[f"hash.{m}.{part}"] for part in HASH_PARTS)) for m in layout.modalities}
    names = {name.split(".")[1] for name in arrays if name.startswith("embeddings.")}
    embeddings = {
        m: Embeddings(arrays[f"embeddings.{m}.vectors"], arrays[f"embeddings.{m}.present"]) for m in sorted(names)
    }
    categorical = CategoricalEncoder(manifest.categories, arrays["categorical.weights"])
    linear = arrays["linear"].astype(np.float64) if "linear" in arrays else None
    network = _network(arrays, layout, config) if config.recipe != "closed_form" else None
    return TrainedModel(
        config=config,
        encoded=EncodedCatalogue(catalogue, categorical, embeddings, manifest.text_model, manifest.image_model),
        embeddings=embeddings,
        hashes=hashes,
        readout=Readout(layout, arrays["codes"].astype(np.int64)),
        model=SketchModel(layout, linear, network, arrays["average"]),
        provenance=Provenance(manifest.data_hash, manifest.viewers, manifest.ratings, manifest.simulated),
    )


def _network(arrays: Arrays, layout: CodeLayout, config: Config) -> SketchNetwork:
    import torch

    from emde_core.model.network import SketchNetwork

    network = SketchNetwork(2 * layout.size, layout.size, layout.shape[0] * layout.shape[1], config.network)
    state = {n.removeprefix("network."): torch.from_numpy(a) for n, a in arrays.items() if n.startswith("network.")}
    network.load_state_dict(state)
    return network.eval()


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
