"""The files that every artefact has: above all a manifest with its format and the hash of every other file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, TypedDict, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from emde_core.data.catalogue import Catalogue, film_from
from emde_core.data.poster_folders import PosterFolders
from emde_core.digest import file_hash
from emde_core.errors import ArtifactError, DataError

Arrays = dict[str, NDArray[Any]]

MANIFEST, FILMS, ARRAYS = "manifest.json", "films.jsonl", "arrays.safetensors"
LIBRARIES = ("emde-dashboard", "numpy", "scipy", "safetensors", "sentence-transformers", "torch")


def _absolute(folder: str) -> str:
    if not Path(folder).is_absolute() or "\0" in folder:
        raise ValueError(f"expected the absolute path of a folder, found {folder!r:.200}")
    return folder


Folder = Annotated[str, AfterValidator(_absolute)]


class Manifest(BaseModel):
    """The fields of every manifest.json.

    Attributes:
        format, version: which kind of artefact, and of which version.
        data_hash: of the films and ratings.
        files: the SHA-256 of every other file of the folder.
        libraries: versions that wrote it.
        posters: the folder that relative poster files are in, if there is one.
        poster_folders: further folders, which films' absolute poster paths lead into.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    version: int
    data_hash: str
    files: dict[str, str]
    libraries: dict[str, str]
    posters: Folder | None
    poster_folders: tuple[Folder, ...] = ()

    @property
    def places(self) -> PosterFolders:
        """The folders that posters are in."""
        return PosterFolders(Path(self.posters) if self.posters else None, tuple(map(Path, self.poster_folders)))


class PosterEntries(TypedDict):
    """The entries of a manifest that say where the posters are."""

    posters: str | None
    poster_folders: tuple[str, ...]


AnyManifest = TypeVar("AnyManifest", bound=Manifest)


def library_versions() -> dict[str, str]:
    """Return the installed versions of what an artefact depends on; not every installation has all of them."""
    versions = {}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions


@contextmanager
def renewal(folder: Path) -> Iterator[Path]:
    """Give a folder to write an artefact into, which takes the place of the one in ``folder`` once it is whole.

    Until then the old one stays as it was. Its manifest goes first and the new one comes last, so that a crash in
    between leaves no folder that looks whole. Other files of the folder stay.

    Raises:
        ArtifactError: the folder can't be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as temporary:
            yield Path(temporary)
            (folder / MANIFEST).unlink(missing_ok=True)
            for path in sorted(Path(temporary).iterdir(), key=lambda path: path.name == MANIFEST):
                path.replace(folder / path.name)
    except OSError as error:
        raise ArtifactError(f"{folder} can't be written ({error}); give another folder") from error


def poster_entries(catalogue: Catalogue) -> PosterEntries:
    """Return the manifest's entries on where the posters are."""
    base = catalogue.posters
    return {
        "posters": None if base is None else str(base.resolve()),
        "poster_folders": tuple(dict.fromkeys(map(str, catalogue.poster_folders))),
    }


def write_films(folder: Path, catalogue: Catalogue) -> None:
    """Write the catalogue as JSON lines."""
    lines = (json.dumps(film.model_dump(), ensure_ascii=False) for film in catalogue)
    (folder / FILMS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def write_arrays(folder: Path, arrays: Arrays) -> None:
    """Write the arrays as safetensors, with the permissions of the other files."""
    path = folder / ARRAYS
    path.touch()
    mode = path.stat().st_mode  # safetensors by itself writes files that their owner alone can read
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)
    path.chmod(mode)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, which makes the folder an artefact."""
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def read_manifest(folder: Path, kind: type[AnyManifest], form: str, number: int, remedy: str) -> AnyManifest:
    """Read and check a manifest and the hash of every file that it names.

    Raises:
        ArtifactError: it is missing, damaged, foreign or of another version, or a file is missing or was changed; the
            message names the file and ends with the remedy.
    """
    path = folder / MANIFEST
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArtifactError(f"{path} is missing: {folder} holds no {form}; {remedy}, or give another path") from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); {remedy}") from error
    if not isinstance(document, dict) or document.get("format") != form:
        raise ArtifactError(f"{path} is not the manifest of an {form}; give the path of one, or {remedy}")
    if document.get("version") != number:
        raise ArtifactError(
            f"{path} has format version {document.get('version')!r}, and this program reads {number}; {remedy}"
        )
    try:
        manifest = kind.model_validate(document)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ArtifactError(f"{path}: {where}: {error.errors()[0]['msg']}; {remedy}") from error
    _check_files(folder, manifest, remedy)
    return manifest


def manifest_entry(folder: Path, name: str) -> str | None:
    """Return what a folder's manifest states by a name ("format", "data_hash"); None where there is none.

    ``read_manifest`` says why there is none.
    """
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return document.get(name) if isinstance(document, dict) else None


def _check_files(folder: Path, manifest: Manifest, remedy: str) -> None:
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise ArtifactError(f"{path} is missing; {remedy}")
        if file_hash(path) != expected:
            raise ArtifactError(f"{path} is damaged or was changed after it was written; {remedy}")


def read_films(folder: Path, posters: PosterFolders, remedy: str) -> Catalogue:
    """Read the catalogue of an artefact.

    Raises:
        ArtifactError: the file is missing, a line is not a film, or a poster leads out of the folders of posters.
    """
    path = folder / FILMS
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")  # a plot may hold other line separators
        films = tuple(film_from(json.loads(line), f"{path} line {n}") for n, line in enumerate(lines, 1))
        return Catalogue(films, posters.base, posters.others)
    except (OSError, ValueError, DataError) as error:
        raise ArtifactError(f"{path} can't be read as films ({error}); {remedy}") from error


def read_arrays(folder: Path, remedy: str) -> Arrays:
    """Read the arrays of an artefact.

    Raises:
        ArtifactError: the file is not safetensors.
    """
    try:
        return load_file(folder / ARRAYS)
    except (SafetensorError, OSError) as error:
        raise ArtifactError(f"{folder / ARRAYS} is damaged ({error}); {remedy}") from error
