"""Posters as the browser gets them: small WebP pictures."""

from __future__ import annotations

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from dashboard.service.cache import Bounded
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.posters import open_poster
from emde_core.errors import DataError

SMALL, LARGE = (200, 300), (400, 600)  # pixels: in a grid, beside an explanation
QUALITY = 72
LIGHT = 20_000  # bytes: a WebP file no larger than this is sent as it is
KEPT = 2_000  # small pictures, 8 KB each


class Posters:
    """Pictures of a catalogue's films, made when first asked for and kept."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._small: Bounded[bytes | None] = Bounded(KEPT)
        self._large: Bounded[bytes | None] = Bounded(KEPT // 20)

    def thumbnail(self, film: Film) -> bytes | None:
        """A WebP picture for grids and lists; None if the film has no poster that can be read."""
        return self._small.get(film.id, lambda: self._made(film, SMALL))

    def picture(self, film: Film) -> bytes | None:
        """A WebP picture for the explained film."""
        return self._large.get(film.id, lambda: self._made(film, LARGE))

    def small(self, film: Film) -> str | None:
        """The thumbnail as a data URI, for pages that stand alone."""
        picture = self.thumbnail(film)
        return data_uri(picture) if picture else None

    def large(self, film: Film) -> str | None:
        """The picture as a data URI."""
        picture = self.picture(film)
        return data_uri(picture) if picture else None

    def warm(self, films: tuple[Film, ...]) -> None:
        """Make the thumbnails of these films on several threads, so that a first grid needn't wait."""
        with ThreadPoolExecutor(max_workers=4) as pool:
            list(pool.map(self.thumbnail, films))

    def _made(self, film: Film, size: tuple[int, int]) -> bytes | None:
        path = self._catalogue.poster_path(film)
        if path is None:
            return None
        try:
            return webp(path, size)
        except DataError:
            return None  # the film is drawn as one without a poster; `emde prepare` names the file


def data_uri(picture: bytes) -> str:
    """A WebP picture as an address that holds the picture itself."""
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}"


def webp(path: Path, size: tuple[int, int]) -> bytes:
    """A poster file as WebP no larger than ``size``; a light WebP file as it is.

    Raises:
        DataError: it is not a picture.
    """
    if path.suffix.lower() == ".webp" and path.stat().st_size <= LIGHT:
        open_poster(path)
        return path.read_bytes()
    picture = open_poster(path)
    picture.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=2)
    return buffer.getvalue()
