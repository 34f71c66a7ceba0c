import base64
import io

import pytest
from PIL import Image

from dashboard.service.posters import SMALL, Posters, read_webp
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import DataError


def saved(path, size=(600, 900), **options):
    Image.effect_noise(size, 60).convert("RGB").save(path, **options)
    return path


def test_a_large_poster_becomes_a_small_webp(tmp_path):
    picture = Image.open(io.BytesIO(read_webp(saved(tmp_path / "1.png"), SMALL)))
    assert picture.format == "WEBP"
    assert picture.width <= SMALL[0]
    assert picture.height <= SMALL[1]


def test_a_light_webp_is_sent_as_it_is(tmp_path):
    path = tmp_path / "1.webp"
    Image.new("RGB", (300, 450), "teal").save(path)
    assert read_webp(path, SMALL) == path.read_bytes()


def test_what_is_no_picture_is_an_error(tmp_path):
    path = tmp_path / "1.webp"
    path.write_bytes(b"not a picture")
    with pytest.raises(DataError):
        read_webp(path, SMALL)


def test_films_without_a_picture_have_none(tmp_path):
    saved(tmp_path / "1.png")
    (tmp_path / "2.png").write_bytes(b"broken")
    films = tuple(Film(id=str(k), title="x", poster=f"{k}.png") for k in (1, 2, 3))
    posters = Posters(Catalogue(films, tmp_path))
    posters.warm(films)
    small = posters.small(films[0])
    assert small.startswith("data:image/webp;base64,")
    assert base64.b64decode(small.partition(",")[2])[:4] == b"RIFF"
    assert posters.small(films[1]) is None
    assert posters.small(films[2]) is None


def test_a_light_webp_that_programs_show_differently_is_made_anew(tmp_path):
    path, exif = tmp_path / "1.webp", Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (300, 200), "teal").save(path, exif=exif)
    assert Image.open(io.BytesIO(read_webp(path, SMALL))).size == SMALL
    Image.new("RGBA", SMALL, (0, 0, 0, 0)).save(path)
    assert Image.open(io.BytesIO(read_webp(path, SMALL))).getpixel((9, 9)) == (255, 255, 255)
    frames = [Image.new("RGB", SMALL, colour) for colour in ("teal", "red")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    assert Image.open(io.BytesIO(read_webp(path, SMALL))).n_frames == 1
