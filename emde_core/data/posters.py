"""Poster files: matched with films by their names, and decoded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageOps

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.metadata import Join
from emde_core.data.pictures import FORMAT_WORDS, SUFFIXES, read_picture
from emde_core.errors import DataError

MAX_BYTES = 8 * 2**20  # of a picture that somebody sends
SMALLEST = 64  # pixels along its shorter side: below, the encoder's patches would be made up


def poster_files(folder: Path) -> dict[str, Path]:
    """Return the image files in a folder, by their names without the suffix.

    Where two differ in their suffix alone, the one that stands first in ``SUFFIXES`` counts. Files that begin with a
    dot are other programs' notes on files, such as those that macOS puts into zips.
    """
    if not folder.is_dir():
        return {}
    images = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")]
    images.sort(key=lambda path: (SUFFIXES.index(path.suffix.lower()), path.name), reverse=True)
    return {path.stem: path for path in images}


def join_posters(catalogue: Catalogue, folder: Path) -> Join:
    """Give films the pictures of a folder, whose files are named by film id, IMDb id or TMDB id.

    "tt0114709" is an IMDb id. Bare numbers could be any of the three, so all of a folder's are read as the
    kind that fits most of its files. A film without a picture there keeps the poster that it had; the others'
    ``Film.poster`` becomes an absolute path.

    Returns:
        The catalogue, how many files joined, and the names of those that are no film's.

    Raises:
        DataError: ``folder`` is not a folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; expected pictures named by film id, IMDb id or TMDB id")
    files = poster_files(folder)
    key = max(("id", "imdb_id", "tmdb_id"), key=lambda k: len(files.keys() & _by_stem(catalogue, k).keys()))
    owners = _by_stem(catalogue, key) | _by_imdb_name(catalogue)
    matches = ((stem, film) for stem, films in reversed(owners.items()) if stem in files for film in films)
    posters = {film.id: str(files[stem].resolve()) for stem, film in matches}  # a film's own id comes last, and holds
    films = tuple(f.model_copy(update={"poster": posters[f.id]}) if f.id in posters else f for f in catalogue)
    unmatched = tuple(sorted(path.name for stem, path in files.items() if stem not in owners))
    return Join(Catalogue(films, catalogue.posters), len(files) - len(unmatched), unmatched)


def _by_stem(catalogue: Catalogue, key: str) -> dict[str, list[Film]]:
    """Return films by the bare number, or other id, that a file may be named by."""
    films: dict[str, list[Film]] = {}
    for film in catalogue:
        ids = film.ids(key)
        padded = (value.zfill(7) for value in ids if key == "imdb_id")  # IMDb pads with zeros
        for stem in dict.fromkeys((*ids, *padded)):
            films.setdefault(stem, []).append(film)
    return films


def _by_imdb_name(catalogue: Catalogue) -> dict[str, list[Film]]:
    return {f"tt{number}": films for number, films in _by_stem(catalogue, "imdb_id").items()}


def open_poster(path: Path) -> Image.Image:
    """Decode a poster file in RGB, as ``read_picture`` does.

    Raises:
        DataError: the file is not a picture that can be read to its last pixel, or is absurdly large.
    """
    return read_picture(path, f"poster {path}", "replace or remove the file")


def decode_poster(data: bytes, size: tuple[int, int]) -> Image.Image:
    """Decode a picture that somebody sent, as ``read_picture`` does, cut around its middle and scaled to ``size``.

    Raises:
        DataError: it has too many bytes or pixels, is smaller than ``SMALLEST``, of another format, or damaged.
    """
    if len(data) > MAX_BYTES:
        raise DataError(f"the picture has {len(data) / 2**20:.1f} MB; send one of at most {MAX_BYTES // 2**20} MB")
    picture = read_picture(data, "the file", f"send a {FORMAT_WORDS}", smallest=SMALLEST)
    return ImageOps.fit(picture, size, Image.Resampling.LANCZOS)


def unreadable_posters(catalogue: Catalogue) -> list[tuple[Film, str]]:
    """Return the films whose poster file is there but can't be decoded to its last pixel, each with the reason."""
    paths = ((film, catalogue.poster_path(film)) for film in catalogue)
    faults = ((film, _fault(path)) for film, path in paths if path is not None)
    return [(film, fault) for film, fault in faults if fault]


def _fault(path: Path) -> str:
    """Return the reason why a picture can't be read; "" if it can."""
    try:
        open_poster(path)
    except DataError as error:
        return str(error)
    return ""


def without_posters(catalogue: Catalogue, bare: Iterable[Film]) -> Catalogue:
    """Return the same films, some of them without a poster."""
    ids = {film.id for film in bare}
    films = tuple(f.model_copy(update={"poster": ""}) if f.id in ids else f for f in catalogue)
    return Catalogue(films, catalogue.posters)
