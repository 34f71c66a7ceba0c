"""The files that every artefact has: a manifest, with its format and the hash of every other file, and those files.

The others lie in a folder beside the manifest that is called by their content: ``content-3f2a9c1b04de``. A new artefact
is written beside the old one, and takes its place when its manifest does.

The manifest has a hash of everything else that it states, the hashes of the other files among it. So damage is told,
and so is a file that was exchanged, or an entry that was edited. Who renews every hash makes another artefact, which is
read as such: that somebody else made it, nothing but a signature could tell. What is read is checked all the same: no
file runs code, and each array's type, shape and values are checked before it is used.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypedDict, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, field_validator

from emde_core.data.catalogue import Catalogue, film_from_json
from emde_core.data.poster_folders import PosterFolders
from emde_core.digest import file_hash
from emde_core.disk import (
    HEX,
    TEMPORARY_NAMES,
    remove_folder,
    storage_errors,
    sync_file,
    sync_folder,
    temporary_beside,
    write_file,
)
from emde_core.effort import size_words
from emde_core.errors import ArtifactError, DataError
from emde_core.limits import MEGABYTE
from emde_core.locks import folder_lock
from emde_core.strict_json import parse_json

Value = TypeVar("Value")

MANIFEST, FILMS, ARRAYS = "manifest.json", "films.jsonl", "arrays.safetensors"
CONTENT = "content-"
"""The first letters of the name of an artefact's folder of content; the rest stands for the files in it."""
MOST_BYTES = 16 * MEGABYTE  # of a manifest, or of results
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
        files: the SHA-256 of every other file, by name; they lie in ``content_folder``. Which files there are is
            decided by the kind, in ``FILES``.
        manifest_hash: the SHA-256 of all the other entries, see ``hash_of_manifest``; "" until it is written.
        libraries: versions that wrote it.
        posters: the folder that relative poster files are in, if there is one.
        poster_folders: further folders, which films' absolute poster paths lead into.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    FILES: ClassVar[tuple[str, ...]]

    format: str
    version: int
    data_hash: str
    files: dict[str, str]
    manifest_hash: str = ""
    libraries: dict[str, str]
    posters: Folder | None
    poster_folders: tuple[Folder, ...] = ()

    @field_validator("files")
    @classmethod
    def _of_this_kind(cls, hashes: dict[str, str]) -> dict[str, str]:
        if set(hashes) != set(cls.FILES):
            raise ValueError(f"expected the files {', '.join(cls.FILES)}, found {', '.join(hashes) or 'none'!s:.200}")
        return hashes

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


def hash_of_manifest(entries: Mapping[str, Any]) -> str:
    """Return the SHA-256 of all that a manifest states but this hash itself, as JSON in one form."""
    others = {name: value for name, value in entries.items() if name != "manifest_hash"}
    return hashlib.sha256(json.dumps(others, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def content_folder(folder: Path, hashes: Mapping[str, str]) -> Path:
    """Return the folder, inside an artefact's, of the files that a manifest names: other files lie in another one.

    Args:
        folder: the artefact's.
        hashes: of the files, by name, as ``Manifest.files`` has them.
    """
    lines = "".join(f"{name} {of_file}\n" for name, of_file in sorted(hashes.items()))
    return folder / f"{CONTENT}{hashlib.sha256(lines.encode(errors='surrogatepass')).hexdigest()[:12]}"


@contextmanager
def renewal(folder: Path) -> Iterator[Path]:
    """Give a folder to write an artefact's files into, the manifest last, which then replaces the one in ``folder``.

    There is one moment at which the old artefact becomes the new one: the rename of the manifest. By then the new files
    are whole and on the disk, in a folder that is called by their content, and none of the old ones was touched; a
    process that is killed, at whatever moment, leaves the one or the other. What no manifest names any more is removed
    afterwards, by the next writer if this one was killed. Two whole folders can't be exchanged so: that takes two
    renames, with nothing in between, and would take along the model and what else lies in a prepared catalogue's.

    Raises:
        StorageError: the folder can't be made or written, or another process writes it.
    """
    with folder_lock(folder), storage_errors(folder):
        _sweep(folder)
        new = temporary_beside(folder / MANIFEST)
        new.mkdir()
        try:
            yield new
            _commit(new, folder)
        finally:
            with suppress(OSError):
                remove_folder(new)


def _commit(new: Path, folder: Path) -> None:
    """Move files under their names, and then the manifest, each once it is on the disk."""
    hashes: dict[str, str] = json.loads((new / MANIFEST).read_text(encoding="utf-8"))["files"]
    for name in (*hashes, MANIFEST):
        sync_file(new / name)
    content = content_folder(folder, hashes)
    content.mkdir(exist_ok=True)
    for name in hashes:
        (new / name).replace(content / name)
    sync_folder(content)
    sync_folder(folder)
    (new / MANIFEST).replace(folder / MANIFEST)
    sync_folder(folder)
    _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove what the folder's manifest does not name, of all that writers of artefacts make."""
    hashes = _document(folder).get("files")
    if (folder / MANIFEST).exists() and not isinstance(hashes, dict):
        return  # damaged: what it named is unknown
    current = content_folder(folder, hashes or {})
    for pattern in (TEMPORARY_NAMES, f"{CONTENT}{HEX * 12}"):
        for path in folder.glob(pattern):
            if path != current:
                with suppress(OSError):  # Windows keeps a file that somebody reads; the next writer tries again
                    remove_folder(path)


def poster_entries(catalogue: Catalogue) -> PosterEntries:
    """Return the manifest's entries on where the posters are."""
    base = catalogue.posters
    return {
        "posters": None if base is None else str(base.resolve()),
        "poster_folders": tuple(dict.fromkeys(map(str, catalogue.poster_folders))),
    }


def write_films(folder: Path, catalogue: Catalogue) -> None:
    """Write the catalogue as JSON lines, each with the fields that the film has."""
    lines = (json.dumps(film.model_dump(exclude_defaults=True), ensure_ascii=False) for film in catalogue)
    write_file(folder / FILMS, "".join(f"{line}\n" for line in lines))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, with its own hash, which makes the folder an artefact."""
    entries = manifest.model_dump(mode="json")
    entries["manifest_hash"] = hash_of_manifest(entries)
    write_file(folder / MANIFEST, json.dumps(entries, indent=1))


def file_hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a folder, by name."""
    return {path.name: file_hash(path) for path in sorted(folder.iterdir())}


def read_settled(folder: Path, read: Callable[[], Value]) -> Value:
    """Read an artefact, and once more where another process renewed it between its manifest and its other files.

    Raises:
        ArtifactError: as ``read`` does.
    """
    before = _document(folder)
    try:
        return read()
    except ArtifactError:
        if _document(folder) == before:
            raise
        return read()


def read_manifest(folder: Path, kind: type[AnyManifest], form: str, number: int, remedy: str) -> AnyManifest:
    """Read and check a manifest, its own hash, and the hash of every file that it names.

    Raises:
        ArtifactError: it is missing, damaged, foreign or of another version, or a file is missing or was changed; the
            message names the file and ends with the remedy.
    """
    manifest = open_manifest(folder, kind, form, number, remedy)
    check_hashes(folder, manifest, remedy)
    return manifest


def open_manifest(folder: Path, kind: type[AnyManifest], form: str, number: int, remedy: str) -> AnyManifest:
    """Read and check a manifest and its own hash; that its files are there, but not yet what is in them.

    Raises:
        ArtifactError: as for ``read_manifest``, but for a file that was changed.
    """
    path = folder / MANIFEST
    try:
        document = read_json(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArtifactError(f"{path} is missing: {folder} holds no {form}; {remedy}, or give another path") from error
    except (OSError, ValueError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); {remedy}") from error
    if not isinstance(document, dict) or document.get("format") != form:
        raise ArtifactError(f"{path} is not the manifest of an {form}; give the path of one, or {remedy}")
    if document.get("version") != number:
        raise ArtifactError(
            f"{path} has format version {document.get('version')!r:.80}, and this program reads {number}; {remedy}"
        )
    try:
        manifest = kind.model_validate(document)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ArtifactError(f"{path}: {where}: {error.errors()[0]['msg']}; {remedy}") from error
    if manifest.manifest_hash != hash_of_manifest(document):
        raise ArtifactError(f"{path} is damaged or was changed after it was written; {remedy}")
    content = content_folder(folder, manifest.files)
    if content.is_symlink():
        raise ArtifactError(f"{content} is damaged (it is a link); {remedy}")
    for name in manifest.files:
        _of_file(content / name, remedy, _require_file)
    return manifest


def manifest_entry(folder: Path, name: str) -> str | None:
    """Return what a folder's manifest states by a name ("format", "data_hash"); None where there is none.

    ``read_manifest`` says why there is none.
    """
    return _document(folder).get(name)


def content_file(folder: Path, name: str) -> Path | None:
    """Return the path of a file that a folder's manifest names; None where there is none."""
    hashes = _document(folder).get("files")
    path = content_folder(folder, hashes) / name if isinstance(hashes, dict) else None
    return path if path is not None and path.is_file() else None


def is_changed(path: Path) -> bool:
    """Tell whether a file in an artefact's folder of content is not the one that its manifest names.

    Raises:
        OSError: it can't be read.
    """
    hashes = _document(path.parents[1]).get("files")
    expected = hashes.get(path.name) if isinstance(hashes, dict) else None
    return expected is not None and file_hash(path) != expected


def _document(folder: Path) -> dict[str, Any]:
    """Return a folder's manifest as it stands there; {} where there is none."""
    try:
        document = read_json(folder / MANIFEST)
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def read_json(path: Path) -> Any:  # noqa: ANN401 - any JSON document
    """Read a file of JSON. Raises an OSError or a ValueError; nothing but a file of a sensible size is opened."""
    _require_file(path)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"it has more than {size_words(MOST_BYTES)}")
    return parse_json(path.read_text(encoding="utf-8"))


def _require_file(path: Path) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError("it is no file, but a link, a folder, a pipe or a device")


@contextmanager
def files_checked(folder: Path, manifest: Manifest, remedy: str) -> Iterator[None]:
    """Check the hash of every file that a manifest names in a thread, while the files are read.

    What is read is checked by itself as well. Where both fail, the file that was changed is what is told.

    Raises:
        ArtifactError: a file is missing or was changed.
    """
    with ThreadPoolExecutor(1) as pool:  # hashing holds no other thread up
        check = pool.submit(check_hashes, folder, manifest, remedy)
        try:
            yield
        finally:
            check.result()


def check_hashes(folder: Path, manifest: Manifest, remedy: str, names: Collection[str] | None = None) -> None:
    """Check the hashes of the files that a manifest names, of all by default.

    Raises:
        ArtifactError: a file is missing or was changed.
    """
    content = content_folder(folder, manifest.files)
    for name, expected in manifest.files.items():
        if names is not None and name not in names:
            continue
        if _of_file(content / name, remedy, file_hash) != expected:
            raise ArtifactError(f"{content / name} is damaged or was changed after it was written; {remedy}")


def _of_file(path: Path, remedy: str, read: Callable[[Path], Value]) -> Value:
    try:
        return read(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArtifactError(f"{path} is missing; {remedy}") from error
    except (OSError, ValueError) as error:
        raise ArtifactError(f"{path} is damaged ({error}); {remedy}") from error


def read_films(folder: Path, posters: PosterFolders, remedy: str) -> Catalogue:
    """Read the catalogue out of an artefact's folder of content.

    Raises:
        ArtifactError: the file is missing, a line is not a film, or a poster leads out of the folders of posters.
    """
    path = folder / FILMS
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")  # a plot may hold other line separators
        films = tuple(film_from_json(line, f"{path} line {n}") for n, line in enumerate(lines, 1))
        return Catalogue(films, posters.base, posters.others)
    except (OSError, ValueError, DataError) as error:
        raise ArtifactError(f"{path} can't be read as films ({error}); {remedy}") from error
