"""Damage to artefacts, by named kinds: each is done to a folder, and ends in one clear error or in the same answers.

A kind may renew the hashes of files and of the manifest, as somebody would who edits a model with care; what it can't
know is what the whole was made of.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from emde_core import History, Recommender
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.digest import file_hash
from emde_core.errors import EmdeError
from tests.artifact_files import change_arrays, file_of, restate, vouch

Damage = Callable[[Path], None]
HISTORY = History(liked=("1", "12"), disliked=("4",))
SAME, REFUSED = "the same answers", "one error that names a file"
PLACES = {"posters", "poster_folders", "libraries"}  # entries that say nothing of what an artefact is


def model_answers(folder: Path) -> str:
    """Return all that people are told by a model, to the last bit."""
    model = Recommender.load(folder)
    films = [film.model_dump() for film in model.catalogue]
    why = model.explain(HISTORY, "2").to_dict()
    ranking = model.rank(HISTORY).scores.tolist()
    return json.dumps([model.model_hash, repr(model.trained.provenance), films, ranking, why], default=str)


def prepared_answers(folder: Path) -> str:
    """Return all that training reads of a prepared catalogue."""
    prepared = store.load_prepared(folder)
    films = [film.model_dump() for film in prepared.encoded.catalogue]
    arrays = {name: array.tolist() for name, array in store.encoded_arrays(prepared.encoded).items()}
    ratings = prepared.interactions.table.to_dict("records")
    return json.dumps([prepared.data_hash, films, arrays, ratings, prepared.report], default=str)


def outcome(folder: Path, answers: Callable[[Path], str], before: str) -> str:
    """Return how reading a damaged folder ends; any exception but our own goes on."""
    try:
        after = answers(folder)
    except EmdeError as error:
        return REFUSED if str(folder) in str(error) else f"an error that names no file: {error}"
    return SAME if after == before else "other answers, silently"


def names_in(folder: Path) -> list[str]:
    """Return the names of an artefact's files, its manifest among them."""
    return [files.MANIFEST, *json.loads((folder / files.MANIFEST).read_text())["files"]]


def flipped_bit(data: bytes, generator: np.random.Generator) -> bytes:
    """Return bytes of which one bit is another."""
    changed = bytearray(data)
    changed[generator.integers(len(data))] ^= 1 << int(generator.integers(8))
    return bytes(changed)


def edits(folder: Path, others: list[Path]) -> Iterator[tuple[str, Damage]]:
    """Yield every structured damage that can be done to an artefact, by its name.

    Args:
        folder: the artefact.
        others: more of them, whose files and entries take the place of its own.
    """
    yield from _entry_edits(folder, others)
    for name in names_in(folder):
        yield from ((f"{name}: {kind}", partial(_of_file, name, change)) for kind, change in FILE_KINDS.items())
        yield from ((f"{name}: {kind}", partial(_of_bytes, name, change)) for kind, change in BYTE_KINDS.items())
        for other in others:
            if name in names_in(other):
                yield f"{name}: that of {other.name}", partial(_exchanged, name, other)
    for kind, edit in FILM_KINDS.items():
        yield f"films: {kind}", partial(_of_films, edit)
    for kind, change in ARRAY_KINDS.items():
        yield f"arrays: {kind}", partial(change_arrays, change=change)


def _entry_edits(folder: Path, others: list[Path]) -> Iterator[tuple[str, Damage]]:
    entries = json.loads((folder / files.MANIFEST).read_text())
    for name in entries:
        yield f"entry {name}: missing", partial(_of_entries, lambda all_, n=name: all_.pop(n), renew=True)
        for value in (None, [], {}, "", "x", -1, 10**300, 1.5, True, ["x"], {"x": 1}):
            if value != entries[name]:
                renew = name not in PLACES
                change = lambda all_, n=name, v=value: all_.__setitem__(n, v)  # noqa: E731
                yield f"entry {name}: {value!r:.10}", partial(_of_entries, change, renew=renew)
        for other in others:
            theirs = json.loads((other / files.MANIFEST).read_text()).get(name)
            if theirs not in (None, entries[name]) and name not in PLACES:
                change = lambda all_, n=name, v=theirs: all_.__setitem__(n, v)  # noqa: E731
                yield f"entry {name}: that of {other.name}", partial(_of_entries, change, renew=True)


def _of_entries(change: Callable[[dict[str, Any]], object], folder: Path, *, renew: bool) -> None:
    path = folder / files.MANIFEST
    entries = json.loads(path.read_text())
    change(entries)
    path.write_text(json.dumps(entries))
    if renew and "manifest_hash" in entries:
        restate(folder)


def _of_file(name: str, change: Damage, folder: Path) -> None:
    change(file_of(folder, name))


def _of_bytes(name: str, change: Callable[[bytes], bytes], folder: Path) -> None:
    path = file_of(folder, name)
    path.write_bytes(change(path.read_bytes()))
    _renew(name, folder)


def _exchanged(name: str, other: Path, folder: Path) -> None:
    shutil.copyfile(file_of(other, name), file_of(folder, name))
    _renew(name, folder)


def _renew(name: str, folder: Path) -> None:
    if name != files.MANIFEST:
        vouch(folder)


def _of_films(edit: Callable[[list[Any]], list[Any]], folder: Path) -> None:
    path = file_of(folder, files.FILMS)
    films = edit([json.loads(line) for line in path.read_text().splitlines()])
    path.write_text("".join(f"{film if isinstance(film, str) else json.dumps(film)}\n" for film in films))
    vouch(folder)


def _link(path: Path) -> None:
    path.rename(path.parent / "elsewhere")
    path.symlink_to("elsewhere")


def _instead(make: Callable[[Path], object], path: Path) -> None:
    path.unlink()
    make(path)


FILE_KINDS: dict[str, Damage] = {
    "missing": Path.unlink,
    "a link to itself elsewhere": _link,
    "a pipe": partial(_instead, os.mkfifo),
    "a folder": partial(_instead, Path.mkdir),
    "a device": partial(_instead, lambda path: path.symlink_to("/dev/zero")),
    "a file without end": partial(_instead, lambda path: path.symlink_to("/dev/random")),
    "a link to nowhere": partial(_instead, lambda path: path.symlink_to("nowhere")),
    "a link to itself": partial(_instead, lambda path: path.symlink_to(path.name)),
}
_HEADER = struct.Struct("<Q")
BYTE_KINDS: dict[str, Callable[[bytes], bytes]] = {
    "of no length": lambda _: b"",
    "its first half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "twice": lambda data: data + data,
    "with a mark": lambda data: b"\xef\xbb\xbf" + data,
    "as UTF-16": lambda data: data.decode("latin-1").encode("utf-16"),
    "its bytes as letters": lambda data: data.decode("latin-1").encode(),
    "with CR LF": lambda data: data.replace(b"\n", b"\r\n").replace(b"\r\n", b"\r\r\n", 1),
    "a list nested without end": lambda _: b"[" * 100_000,
    "an object nested without end": lambda _: b'{"a":' * 100_000,
    "a number of 5,000 digits": lambda _: b'{"version": ' + b"9" * 5_000 + b"}",
    "every name twice": lambda data: data.replace(b"{", b'{"format": 1, "id": 1, "format": 1, "id": 1, ', 1),
    "not a number": lambda data: data.replace(b": ", b": NaN, ", 1),
    "zeros": lambda data: bytes(len(data)),
    "a header longer than the file": lambda data: _HEADER.pack(len(data) + 1) + data[8:],
    "a header of a terabyte": lambda data: _HEADER.pack(2**40) + data[8:],
    "a shape that is huge": lambda data: data.replace(b'"shape":[', b'"shape":[99999999999,', 1),
    "a header nested without end": lambda data: _HEADER.pack(10**5) + b"[" * 10**5 + data,
    "a pickle": lambda _: b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x07unsafe\x94.",
}
FILM_KINDS: dict[str, Callable[[list[Any]], list[Any]]] = {
    "two in each other's place": lambda films: [films[1], films[0], *films[2:]],
    "one less": lambda films: films[:-1],
    "one more": lambda films: [*films, {"id": "new", "title": "New"}],
    "one twice": lambda films: [*films, films[0]],
    "another title": lambda films: [films[0] | {"title": "Another"}, *films[1:]],
    "another plot": lambda films: [films[0] | {"plot": "Another."}, *films[1:]],
    "an alias": lambda films: [films[0] | {"aliases": ["Alias"]}, *films[1:]],
    "another's poster": lambda films: [films[0] | {"poster": "posters/2.webp"}, *films[1:]],
    "a poster outside": lambda films: [films[0] | {"poster": "../../../../etc/passwd"}, *films[1:]],
    "a poster that is a device": lambda films: [films[0] | {"poster": "/dev/zero"}, *films[1:]],
    "no id": lambda films: [{**films[0], "id": ""}, *films[1:]],
    "a field of another type": lambda films: [films[0] | {"genres": 5}, *films[1:]],
    "a year out of range": lambda films: [films[0] | {"year": 10**200}, *films[1:]],
    "half a letter": lambda films: [films[0] | {"title": "a\ud800"}, *films[1:]],
    "a list": lambda films: [["film"], *films[1:]],
    "an empty line": lambda films: ["", *films],
    "a number of 5,000 digits": lambda films: ['{"id": "1", "title": "A", "year": ' + "9" * 5_000 + "}", *films[1:]],
    "one nested without end": lambda films: ['{"id": ' + "[" * 100_000, *films[1:]],
}


def _put(name: str, place: int, value: float) -> Callable[[dict[str, Any]], object]:
    def change(arrays: dict[str, Any]) -> None:
        array = arrays[name].copy()
        array.flat[place] = value
        arrays[name] = array

    return change


def _with(name: str, change: Callable[[Any], Any]) -> Callable[[dict[str, Any]], object]:
    return lambda arrays: arrays.update({name: change(arrays[name])})


ARRAY_KINDS: dict[str, Callable[[dict[str, Any]], object]] = {
    "one missing": lambda arrays: arrays.pop("text.weights"),
    "one more": lambda arrays: arrays.update(more=np.ones(3)),
    "another type": _with("text.weights", lambda array: array.astype(np.float32)),
    "complex numbers": _with("text.weights", lambda array: array.astype(np.complex64)),
    "not a number": _put("text.weights", 0, np.nan),
    "infinite": _put("image.hash.thresholds", 0, np.inf),
    "another weight": _put("text.weights", 0, 2.0),
    "the rows in another order": _with("text.cells", lambda array: array[::-1]),
    "transposed": _with("text.cells", lambda array: array.T),
    "one row less": _with("text.places", lambda array: array[1:]),
    "offsets that fall": _put("text.offsets", 1, 10**9),
    "offsets below zero": _put("text.offsets", 0, -1),
    "offsets past the end": _put("text.offsets", -1, 2**62),
    "an offset moved by one": lambda arrays: _put("text.offsets", 1, arrays["text.offsets"][1] + 1)(arrays),
    "a place outside": _put("categorical.places", 0, 999),
    "a patch of no grid": _put("image.places", 2, 0),
    "a hash of a terabyte": _with("categorical.hash.shape", lambda _: np.array([7, 2**40, 0])),
    "names that are no list": _with("categorical.hash.names", lambda _: np.frombuffer(b'{"a": 1}', dtype=np.uint8)),
    "names nested without end": _with("categorical.hash.names", lambda _: np.full(10**5, ord("["), dtype=np.uint8)),
    "another name": _with("categorical.hash.names", lambda array: np.where(array == ord("a"), ord("b"), array)),
    "exchanged": lambda arrays: arrays.update(
        {"text.hash.mean": arrays["text.hash.scale"], "text.hash.scale": arrays["text.hash.mean"]}
    ),
    "empty": lambda arrays: arrays.clear(),
}


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a folder, to see that damage was done."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in paths}
