"""Poster files: matched with films by their names, and decoded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.id_spaces import Owners
from emde_core.data.metadata import Join
from emde_core.data.pictures import FORMAT_WORDS, SUFFIXES, read_picture
from emde_core.data.poster_folders import PosterFolders
from emde_core.data.poster_names import read_names
from emde_core.effort import size_words
from emde_core.errors import DataError
from emde_core.limits import LIMITS

MAX_BYTES = LIMITS.picture.most
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
    """Give films the pictures of a folder, whose files are named by IMDb's, TMDB's or the catalogue's own ids.

    "tt0114709" and "imdb-0114709" are IMDb's, "tmdb-862" is TMDB's, "id-862" the catalogue's own. A bare number could
    be any of the three: all of a folder's are read as the kind that fits clearly more of its files than the others do,
    and left out where none does, as is a link to a file that is not in the folder. A film without a picture there keeps
    the poster that it had; the others' ``Film.poster`` becomes an absolute path.

    Raises:
        DataError: ``folder`` is not a folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; expected pictures named by film id, IMDb id or TMDB id")
    files, root = poster_files(folder), folder.resolve()
    links = {stem: fault for stem, path in files.items() if (fault := PosterFolders(root).fault(path.name))}
    files = {stem: path for stem, path in files.items() if stem not in links}
    names = read_names(files, Owners(catalogue))
    posters: dict[str, str] = {}
    for stem in sorted(names.films, key=names.rank, reverse=True):  # the strongest comes last, and holds
        posters |= dict.fromkeys(names.films[stem], str(files[stem].resolve()))
    films = tuple(f.model_copy(update={"poster": posters[f.id]}) if f.id in posters else f for f in catalogue)
    unmatched = tuple(sorted(files[stem].name for stem in files.keys() - names.films.keys() - names.doubtful.keys()))
    left_out = (*links.values(), *(f"{files[stem]}: {reason}" for stem, reason in sorted(names.doubtful.items())))
    catalogue = replace(catalogue, films=films, poster_folders=(*catalogue.poster_folders, root))
    return Join(catalogue, len(names.films), unmatched, left_out, names.details())


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
        raise DataError(f"the picture has {size_words(len(data))}; send one of at most {LIMITS.picture}")
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
    return replace(catalogue, films=films)
