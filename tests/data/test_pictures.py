"""Pictures of every kind that people have: upright, right in tone, and the same from a file as from an upload.

The picture is two fields, the upper one light and the lower one dark, so that turning it or exchanging light and dark
shows.
"""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from emde_core.data.pictures import SUFFIXES, read_picture
from emde_core.data.posters import decode_poster, open_poster
from emde_core.errors import DataError

SIZE = WIDTH, HEIGHT = 200, 300
UPPER, LOWER = (230, 120, 40), (20, 60, 90)
GREY_UPPER, GREY_LOWER = 200, 50
WHITE = (255, 255, 255)


def two_fields(mode="RGB", upper=UPPER, lower=LOWER, size=SIZE):
    picture = Image.new(mode, size, lower)
    picture.paste(upper, (0, 0, size[0], size[1] // 2))
    return picture


def grey_fields(upper, lower, kind=np.uint16):
    values = np.full((HEIGHT, WIDTH), lower, dtype=kind)
    values[: HEIGHT // 2] = upper
    return Image.fromarray(values)


def file_of(picture, kind="PNG", **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def turned(number):
    """Return EXIF data by which a picture is to be turned before it is shown."""
    exif = Image.Exif()
    exif[0x0112] = number
    return exif


def faded(mode, *fields):
    """Return a picture whose lower half is transparent."""
    picture = two_fields(mode, *fields)
    alpha = Image.new("L", SIZE, 0)
    alpha.paste(255, (0, 0, WIDTH, HEIGHT // 2))
    picture.putalpha(alpha)
    return picture


def palette_with_a_clear_colour():
    picture = two_fields().quantize(2)
    clear = picture.getpixel((0, HEIGHT - 1))
    return file_of(picture, "PNG", transparency=clear)


def animation(kind):
    later = [two_fields("RGB", LOWER, UPPER), two_fields("RGB", WHITE, WHITE)]
    lossless = {"lossless": True} if kind == "WEBP" else {}
    return file_of(two_fields(), kind, save_all=True, append_images=later, duration=100, **lossless)


PICTURES = {
    "plain": (file_of(two_fields()), UPPER, LOWER),
    "jpeg": (file_of(two_fields(), "JPEG", quality=95), UPPER, LOWER),
    "palette": (file_of(two_fields().quantize(8)), UPPER, LOWER),
    "palette with a clear colour": (palette_with_a_clear_colour(), UPPER, WHITE),
    "transparent": (file_of(faded("RGB")), UPPER, WHITE),
    "transparent webp": (file_of(faded("RGB"), "WEBP", lossless=True), UPPER, WHITE),
    "half transparent": (file_of(two_fields("RGBA", (0, 0, 0, 128), (0, 0, 0, 0))), (127,) * 3, WHITE),
    "grey": (file_of(two_fields("L", GREY_UPPER, GREY_LOWER)), (GREY_UPPER,) * 3, (GREY_LOWER,) * 3),
    "grey with alpha": (file_of(faded("L", GREY_UPPER, GREY_LOWER)), (GREY_UPPER,) * 3, WHITE),
    "black and white": (file_of(two_fields("1", 1, 0)), WHITE, (0, 0, 0)),
    "16 bits": (file_of(grey_fields(200 * 257, 50 * 257)), (200,) * 3, (50,) * 3),
    "16 bits, dark all over": (file_of(grey_fields(255, 0)), (1,) * 3, (0,) * 3),
    "16 bits in a tiff": (file_of(grey_fields(200 * 257, 50 * 257), "TIFF"), (200,) * 3, (50,) * 3),
    "32 bits in a tiff": (file_of(grey_fields(200 * 257, 50 * 257, np.int32), "TIFF"), (200,) * 3, (50,) * 3),
    "fractions in a tiff": (file_of(grey_fields(0.8, 0.2, np.float32), "TIFF"), (204,) * 3, (51,) * 3),
    "cmyk": (file_of(two_fields("CMYK", (0, 255, 255, 0), (0, 0, 0, 200)), "JPEG", quality=95), (255, 0, 0), (55,) * 3),
    "animated gif": (animation("GIF"), UPPER, LOWER),
    "animated webp": (animation("WEBP"), UPPER, LOWER),
    "animated png": (animation("PNG"), UPPER, LOWER),
    "several pages": (animation("TIFF"), UPPER, LOWER),
    "bitmap": (file_of(two_fields(), "BMP"), UPPER, LOWER),
    "avif": (file_of(two_fields(), "AVIF", quality=95), UPPER, LOWER),
}  # fmt: skip


def fields_of(picture):
    """Return the colours in the middle of the upper and of the lower half."""
    return picture.getpixel((WIDTH // 2, HEIGHT // 4)), picture.getpixel((WIDTH // 2, HEIGHT * 3 // 4))


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_right_in_tone_in_the_catalogue_and_in_an_upload(tmp_path, kind):
    data, upper, lower = PICTURES[kind]
    path = tmp_path / "poster.png"  # the content counts, not the suffix
    path.write_bytes(data)
    from_file, from_upload = open_poster(path), decode_poster(data, SIZE)
    assert from_file.mode == from_upload.mode == "RGB"
    assert from_file.size == SIZE
    np.testing.assert_allclose(fields_of(from_file), (upper, lower), atol=8)
    np.testing.assert_array_equal(np.asarray(from_file), np.asarray(from_upload))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(("number", "turn"), [(3, 180), (6, 90), (8, 270)])
def test_a_picture_stands_upright(kind, number, turn):
    lying = two_fields().rotate(turn, expand=True)
    options = {"quality": 95} if kind in ("JPEG", "WEBP") else {}
    picture = read_picture(file_of(lying, kind, exif=turned(number), **options), "it", "mend it")
    assert picture.size == SIZE
    np.testing.assert_allclose(fields_of(picture), (UPPER, LOWER), atol=8)


def test_a_deep_picture_stands_upright_too():
    lying = grey_fields(60_000, 0).transpose(Image.Transpose.ROTATE_90)
    picture = read_picture(file_of(lying, exif=turned(6)), "it", "mend it")
    assert picture.size == SIZE
    assert fields_of(picture) == ((233,) * 3, (0,) * 3)


def swapped_profile():
    """Return the profile of colours whose red is sRGB's blue, and the other way round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    entries = {bytes(profile[k : k + 4]): k for k in range(132, 132 + 12 * count, 12)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_colour_profile_is_followed(mode):
    picture = two_fields("RGB", (255, 0, 0), (0, 0, 255))
    picture = picture.quantize(4) if mode == "P" else picture.convert(mode)
    seen = read_picture(file_of(picture, icc_profile=swapped_profile()), "it", "mend it")
    np.testing.assert_allclose(fields_of(seen), ((0, 0, 255), (255, 0, 0)), atol=3)


@pytest.mark.parametrize("profile", [b"no profile", swapped_profile()[:200]])
def test_a_damaged_colour_profile_leaves_the_picture_whole(profile):
    seen = read_picture(file_of(two_fields(), icc_profile=profile), "it", "mend it")
    assert fields_of(seen) == (UPPER, LOWER)


def test_a_colour_profile_of_another_mode_leaves_the_picture_whole():
    """Programs write the profile of colours into grey pictures."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    seen = read_picture(file_of(two_fields("L", GREY_UPPER, GREY_LOWER), icc_profile=profile), "it", "mend it")
    assert fields_of(seen) == ((GREY_UPPER,) * 3, (GREY_LOWER,) * 3)


def test_damaged_exif_data_leave_the_picture_as_it_is():
    data = file_of(two_fields(), "WEBP", lossless=True, exif=turned(6)).replace(b"MM\0*", b"XX\0*")
    assert fields_of(read_picture(data, "it", "mend it")) == (UPPER, LOWER)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "BMP"])
def test_a_picture_that_breaks_off_is_none(kind):
    noise = Image.effect_noise(SIZE, 60)
    data = file_of(noise, kind)
    with pytest.raises(DataError, match="it is not a picture that can be read; mend it"):
        read_picture(data[: len(data) * 2 // 3], "it", "mend it")


def test_programs_that_pictures_can_be_are_not_run():
    """PostScript is a program, which Pillow would hand to an interpreter."""
    data = file_of(two_fields(), "EPS")
    with pytest.raises(DataError, match="not a picture that can be read"):
        read_picture(data, "it", "mend it")


def bomb(width, height):
    """Return a PNG file that says it has so many pixels, and holds none."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [7_000, 10_000, 30_000])
def test_a_huge_picture_is_refused_with_its_reason(side):
    with pytest.raises(DataError, match=r"it has .*pixels; use a smaller picture, of at most 40 million"):
        read_picture(bomb(side, side), "it", "mend it")


def test_suffixes_are_those_of_the_formats_that_are_read(tmp_path):
    for suffix in SUFFIXES:
        path = tmp_path / f"1{suffix}"
        two_fields().save(path)
        assert open_poster(path).size == SIZE
