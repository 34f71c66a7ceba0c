"""Opening posters: pictures of every mode, files that are none, and pictures too large to open."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from emde_core.data.posters import open_poster
from emde_core.errors import DataError


def poster(size):
    """Noise, three bytes a pixel."""
    width, height = size
    return Image.fromarray(np.random.default_rng(0).uniform(0, 255, (height, width, 3)).astype(np.uint8))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_pictures_of_every_mode_open_as_rgb(tmp_path, mode):
    path = tmp_path / ("a.tif" if mode in ("CMYK", "F", "I;16") else "a.png")
    picture = Image.new(mode, (8, 12)) if mode in ("I;16", "F") else poster(size=(12, 18)).convert(mode)
    picture.save(path)
    assert open_poster(path).mode == "RGB"


def broken():
    """Files that are no pictures, and pictures that break off or contradict themselves."""
    import io

    def saved(form):
        stream = io.BytesIO()
        poster(size=(48, 72)).save(stream, form)
        return stream.getvalue()

    return {
        "empty": b"",
        "text": b"<html>404 not found</html>",
        "json": json.dumps({"poster": None}).encode(),
        "half a jpeg": saved("JPEG")[:600],
        "half a png": saved("PNG")[:600],
        "half a webp": saved("WEBP")[:300],
        "half a dds": saved("DDS")[:300],
        "ppm with a word for its width": saved("PPM").replace(b"48 72", b"4x 72"),
        "avif without its picture": saved("AVIF").replace(b"mdat", b"xxxx").replace(b"av01", b"av00"),
    }


@pytest.mark.parametrize("kind", broken())
def test_a_file_that_is_no_image_is_named(tmp_path, kind):
    path = tmp_path / "poster.webp"
    path.write_bytes(broken()[kind])
    with pytest.raises(DataError, match=r"poster\.webp is not a picture that can be read; replace or remove the file"):
        open_poster(path)


def test_an_absurdly_large_picture_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (8000, 6000)).save(path)
    with pytest.raises(DataError, match=r"bomb\.png.*8000 x 6000 pixels; use a smaller picture"):
        open_poster(path)
