"""Folders of data and models: whether they are whole, fit together, and find their posters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from emde_core.doctor.finding import Facts, Finding, fault, in_order, warning
from emde_core.errors import DataError, EmdeError, MissingExtraError
from emde_core.terminal import shell_word

if TYPE_CHECKING:
    from emde_core.data.catalogue import Catalogue

MAKE_DEMO = "emde demo --prepare-only"
FEW = 3  # posters that a finding names


def folders_at_home() -> tuple[Path, ...]:
    """Return the folders that ``emde`` keeps, by name; none where there is no home that can be read."""
    try:
        from emde_core.workspace import home

        return tuple(sorted(path for path in home().iterdir() if path.is_dir() and not path.name.startswith(".")))
    except (OSError, ImportError):  # which the examination of home says
        return ()


def demo() -> Iterator[Finding]:
    """Look whether the demo is prepared, and as this version would prepare it."""
    from emde_core.artifacts.files import MANIFEST
    from emde_core.demo import is_current
    from emde_core.workspace import demo_folder, movielens_folder

    if not (demo_folder() / MANIFEST).is_file():
        yield warning("the demo is not prepared: commands need --model until it is", MAKE_DEMO)
    elif is_current(demo_folder(), movielens_folder()):
        yield in_order("the demo is prepared, with today's films, posters and settings")
    else:
        yield warning("the demo is damaged, or of another version, and will be made again", MAKE_DEMO)


def folder_contents(folder: Path) -> Iterator[Finding]:
    """Look at a folder: a prepared catalogue, a model, or films and ratings as they are published."""
    from emde_core.artifacts import files, prepared_catalogue
    from emde_core.data.readers.registry import recognises

    if not folder.is_dir():
        yield fault(f"{folder} is not a folder that can be read", "give the folder of a model or of prepared data")
    elif (folder / files.MANIFEST).exists():
        if files.manifest_entry(folder, "format") == prepared_catalogue.FORMAT:
            yield from _prepared(folder)
        else:
            yield from _model(folder, f"emde train PREPARED --out {shell_word(str(folder))}")
    elif recognises(folder):
        yield in_order(f"{folder} holds films and ratings", folder=str(folder))
    else:
        words = f"{folder} holds no model, no prepared data, and nothing that could be prepared"
        yield fault(words, f"emde prepare {shell_word(str(folder))} --data FILMS, or delete it", folder=str(folder))


def _remedy(folder: Path, otherwise: str) -> str:
    from emde_core.workspace import demo_folder, planted_world_folder

    return MAKE_DEMO if folder in (demo_folder(), planted_world_folder()) else otherwise


def _prepared(folder: Path) -> Iterator[Finding]:
    from emde_core.artifacts.files import MANIFEST
    from emde_core.artifacts.prepared_catalogue import MODEL, load_prepared
    from emde_core.workspace import model_folder

    remedy = _remedy(folder, f"emde prepare {shell_word(str(folder))} --data FILMS")
    try:
        prepared = load_prepared(folder)
    except EmdeError as error:
        yield fault(str(error), remedy, folder=str(folder))
        return
    films, ratings = len(prepared.encoded.catalogue), len(prepared.interactions)
    facts: Facts = {"folder": str(folder), "films": films, "ratings": ratings, "data_hash": prepared.data_hash}
    words = f"{folder}: {films:,} films, {ratings:,} ratings, data {prepared.data_hash}"
    yield in_order(f"{words}; every hash is right", **facts)
    yield from _posters(prepared.encoded.catalogue, folder, remedy)
    training = f"emde train {shell_word(str(folder))}"
    if not (folder / MODEL / MANIFEST).exists():
        yield warning(f"{folder} holds no model", training, folder=str(folder))
        return
    try:
        model_folder(folder)
    except EmdeError as error:
        yield fault(str(error), _remedy(folder, training), folder=str(folder))
        return
    yield from _model(folder / MODEL, _remedy(folder, training))


def _model(folder: Path, remedy: str) -> Iterator[Finding]:
    from emde_core.artifacts.model import load_model

    try:
        trained, number = load_model(folder)
    except MissingExtraError as error:
        yield warning(f"{folder} can't be read here: {error}", str(error).partition(": ")[2], folder=str(folder))
        return
    except EmdeError as error:
        yield fault(str(error), remedy, folder=str(folder))
        return
    films, made_of = len(trained.encoded.catalogue), trained.provenance
    words = f"{folder}: model {number} of {films:,} films, {made_of.viewers:,} viewers"
    words += " (simulated)" if made_of.simulated else ""
    yield in_order(f"{words}; every hash is right", folder=str(folder), films=films, model_hash=number)
    foreign = sorted({reader.modality.model for reader in trained.encoded.readers.values() if reader.modality.model})
    if foreign:
        words = f"{folder} has films read by {', '.join(foreign)}, which is loaded when one is written on Screen test"
        yield warning(words, "use it only if you trust that language model as you trust a program", models=foreign)
    from emde_core.artifacts.prepared_catalogue import MODEL

    if folder.name != MODEL:
        yield from _posters(trained.encoded.catalogue, folder, remedy)


def _posters(catalogue: Catalogue, folder: Path, remedy: str) -> Iterator[Finding]:
    """Look at every poster that films name: whether it is there, and is a picture to its last pixel."""
    films = [film for film in catalogue if film.poster]
    paths = [(film.label, catalogue.poster_path(film)) for film in films]
    missing = [label for label, path in paths if path is None]
    unreadable = [label for label, path in paths if path is not None and not _is_picture(path, _stamp(path))]
    counts = {"posters": len(films), "missing": len(missing), "unreadable": len(unreadable)}
    facts: Facts = {"folder": str(folder), **counts}
    words = f"{folder}: {len(films):,} of {len(catalogue):,} films name a poster"
    if missing or unreadable:
        names = ", ".join([*missing, *unreadable][:FEW])
        words += f"; {len(missing):,} are missing, {len(unreadable):,} can't be read, such as that of {names}"
        place = catalogue.posters or "the paths in films.jsonl"
        yield warning(words, f"put the pictures back into {place}, or: {remedy}", **facts)
    else:
        yield in_order(f"{words}; all can be read" if films else words, **facts)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=100_000)  # catalogues share their posters
def _is_picture(path: Path, stamp: tuple[int, int]) -> bool:  # noqa: ARG001 - a file that was changed is another
    from emde_core.data.posters import open_poster

    try:
        open_poster(path)
    except DataError:
        return False
    return True
