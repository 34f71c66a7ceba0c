"""Posters as the browser gets them: small WebP pictures."""

from __future__ import annotations

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from dashboard.service.cache import BoundedCache
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.pictures import is_plain_webp
from emde_core.data.posters import open_poster
from emde_core.errors import DataError

SMALL, LARGE = (200, 300), (400, 600)  # pixels: in a grid, beside an explanation
QUALITY = 72
LIGHT = 20_000  # bytes: a WebP file no larger than this is sent as it is
CACHE_SIZE = 2_000  # small pictures, 8 KB each


class Posters:
    """Pictures of a catalogue's films, made when they are first asked for and then cached."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._small: BoundedCache[bytes | None] = BoundedCache(CACHE_SIZE)
        self._large: BoundedCache[bytes | None] = BoundedCache(CACHE_SIZE // 20)

    def thumbnail(self, film: Film) -> bytes | None:
        """Return a WebP picture for grids and lists; None for a film without a poster that can be read."""
        return self._small.get(film.id, lambda: self._make(film, SMALL))

    def picture(self, film: Film) -> bytes | None:
        """Return a WebP picture for the explained film, or None."""
        return self._large.get(film.id, lambda: self._make(film, LARGE))

    def small(self, film: Film) -> str | None:
        """Return the thumbnail as a data URI, for pages that stand alone."""
        picture = self.thumbnail(film)
        return data_uri(picture) if picture else None

    def large(self, film: Film) -> str | None:
        """Return the picture as a data URI."""
        picture = self.picture(film)
        return data_uri(picture) if picture else None

    def warm(self, films: tuple[Film, ...]) -> None:
        """Make the thumbnails of these films on several threads before a first grid asks for them."""
        with ThreadPoolExecutor(max_workers=4) as pool:
            list(pool.map(self.thumbnail, films))

    def _make(self, film: Film, size: tuple[int, int]) -> bytes | None:
        path = self._catalogue.poster_path(film)
        if path is None:
            return None
        try:
            return read_webp(path, size)
        except (DataError, OSError):
            return None  # the film is drawn as one without a poster; `emde prepare` names the file


def data_uri(picture: bytes) -> str:
    """Return a WebP picture as an address that holds the picture itself."""
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}"


def read_webp(path: Path, size: tuple[int, int]) -> bytes:
    """Return a poster file as WebP no larger than ``size`` in pixels; a light and plain WebP file as it is.

    Raises:
        DataError: it is not a picture.
    """
    picture = open_poster(path)
    if path.stat().st_size <= LIGHT and is_plain_webp(path):
        return path.read_bytes()
    picture.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=2)
    return buffer.getvalue()
