"""The doors that bytes from elsewhere come through, each as a function of bytes.

A target returns for bytes that mean something, and for bytes that are refused by an EmdeError; whatever else it raises
is a crash. Bytes of several files are written as ``--- NAME`` lines, each followed by the file's content.
"""

from __future__ import annotations

import atexit
import base64
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

from dashboard.export.notes import read_note
from dashboard.state import link
from dashboard.state.state import State
from dashboard.study.definition import parse_study
from emde_core import Catalogue, History, Recommender
from emde_core.artifacts import files
from emde_core.artifacts import model as model_files
from emde_core.artifacts.results import read_results
from emde_core.batch.histories import read_histories
from emde_core.batch.records import read_history
from emde_core.cli.data import read_config
from emde_core.data.dataset import Dataset
from emde_core.data.exports.matching import match
from emde_core.data.exports.registry import read_export
from emde_core.data.metadata import join_metadata
from emde_core.data.posters import decode_poster, open_poster
from emde_core.data.readers.registry import READERS
from emde_core.errors import EmdeError
from tests import toy
from tests.artifact_files import vouch

CORPUS = Path(__file__).parent / "corpus"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - writes there wear out no disk; the folder is of a random name
_FILE = re.compile(rb"^--- ([\w.-]{1,40})\n", re.MULTILINE)
_POSTER = (40, 60)  # pixels


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder of its own, in memory where there is such a place."""
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def files_in(data: bytes) -> dict[str, bytes]:
    """Return the files that bytes spell, by name; a name that stands twice is the last one's."""
    _, *pieces = _FILE.split(data)
    return {name.decode(): content for name, content in zip(pieces[::2], pieces[1::2], strict=True) if name.strip(b".")}


def _write(folder: Path, data: bytes) -> dict[str, bytes]:
    files = files_in(data)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return files


def data_folder(data: bytes) -> None:
    """Read a folder of films and ratings by every reader that recognises it."""
    with scratch() as folder:
        _write(folder, data)
        for reader in READERS:
            if reader.recognises(folder):
                with suppress(EmdeError):
                    dataset: Dataset = reader.read(folder)
                    dataset.report.lines()
                    dataset.refuse_rows_left_out()


def metadata(data: bytes) -> None:
    """Join each file of a folder to the toy films."""
    with scratch() as folder:
        for name in _write(folder, data):
            with suppress(EmdeError):
                path = folder / name
                join_metadata(catalogue(), path).lines(path)


def export(data: bytes) -> None:
    """Read an export of a site, whose name is the first line, and look its films up."""
    name, _, content = data.partition(b"\n")
    with suppress(EmdeError):
        contents = read_export(name[:60].decode(errors="replace"), content)
        match(contents.films, catalogue())


def address(data: bytes) -> None:
    """Follow a link: bytes that begin with { are the message inside it, others the parameter itself."""
    with suppress(EmdeError):
        value = _as_parameter(data) if data.startswith(b"{") else data.decode(errors="replace")
        content = link.decode(value, model())
        state = content.over(State())
        link.decode(link.encode(state, model()), model())
        model().recommend(state.history, k=3)


def _as_parameter(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def study(data: bytes) -> None:
    """Read a study's definition."""
    with suppress(EmdeError):
        parse_study(data.decode(errors="replace"), "study.json")


def picture(data: bytes) -> None:
    """Decode a picture that somebody sends, and the same as a file."""
    with suppress(EmdeError):
        decode_poster(data, _POSTER)
    with scratch() as folder, suppress(EmdeError):
        (folder / "1.png").write_bytes(data)
        open_poster(folder / "1.png")


def document(data: bytes) -> None:
    """Read JSON that people hand on: a history, histories, settings, results and a note."""
    with scratch() as folder:
        (folder / "a.json").write_bytes(data)
        (folder / "a.jsonl").write_bytes(data)
        for read in (_history, _histories, read_config, read_results):
            with suppress(EmdeError):
                read(folder / "a.json")
        with suppress(EmdeError):
            _histories(folder / "a.jsonl")
    read_note(data.decode(errors="replace"))


def artefact(data: bytes) -> None:
    """Load a model of which files are others, with every hash renewed, as somebody would who means harm; and ask it."""
    with scratch() as folder, suppress(EmdeError):
        shutil.copytree(_model_folder(), folder, dirs_exist_ok=True)
        for name, content in files_in(data).items():
            path = folder / name if name == files.MANIFEST else files.content_file(folder, name)
            if path is not None:
                path.write_bytes(content)
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):  # nothing to renew
            vouch(folder)
        stated = str(files.manifest_entry(folder, "model_hash"))
        with patch.object(model_files, "_identity", lambda *_: stated):
            loaded = Recommender.load(folder)
        loaded.recommend(_asked(loaded), k=3)
        loaded.explain(_asked(loaded), loaded.catalogue.films[-1].id).to_dict()


def _asked(loaded: Recommender) -> History:
    return History(liked=(loaded.catalogue.films[0].id,))


@cache
def _model_folder() -> Path:
    """Return the folder of a small model, which is removed when the process ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    toy.recommender(modalities=("categorical", "image")).save(folder / "model")
    return folder / "model"


def _history(path: Path) -> History:
    return read_history(path, catalogue())


def _histories(path: Path) -> dict[str, History]:
    return read_histories(path, model())


@cache
def catalogue() -> Catalogue:
    """Return the toy films."""
    return toy.catalogue()


@cache
def model() -> Recommender:
    """Return a model of the toy films."""
    return toy.recommender()


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (data_folder, metadata, export, address, study, picture, document, artefact)
}
