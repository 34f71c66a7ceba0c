"""Pictures as people have them, decoded in one way wherever they come from: upright, right in tone, in RGB."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

from emde_core.errors import DataError
from emde_core.limits import LIMITS

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
SUFFIXES = (".webp", ".jpg", ".jpeg", ".jfif", ".png", ".gif", ".tif", ".tiff", ".bmp", ".avif")
FORMAT_WORDS = "PNG, JPEG, WebP, GIF, TIFF, BMP or AVIF file"
MAX_PIXELS = LIMITS.pixels.most
SIXTEEN_BITS = 2**16 - 1
FULL_SCALES = (1, 2**8 - 1, SIXTEEN_BITS, 2**32 - 1)  # white, by how far the values of a deep picture reach
PAPER = "white"  # behind what is transparent

_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def read_picture(source: Path | bytes, name: str, remedy: str, smallest: int = 1) -> Image.Image:
    """Decode a file, or the bytes of one, as people see it.

    It is turned as its EXIF data say; of an animation or of several pages the first picture counts; 16 bits are scaled
    to 8; CMYK and other colours are brought to sRGB, by the colour profile inside where there is one; what is
    transparent lies on white. The header is judged before a single pixel is decoded.

    Args:
        source: the file, or its bytes.
        name: the words for it that an error begins with.
        remedy: what to do with a file that is no picture, for the error.
        smallest: the fewest pixels along a side.

    Raises:
        DataError: it is not one of ``FORMATS``, can't be read to its last pixel, or has too many or too few pixels.
    """
    try:
        with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS) as image:
            fault = _wrong_size(image.width, image.height, smallest)
            if not fault:
                image.load()
                return _as_seen(image)
    except _TOO_LARGE as error:
        raise DataError(f"{name} has far too many pixels; {_smaller()} ({error})") from error
    # A damaged file raises whatever its format's plugin stumbles over.
    except Exception as error:
        raise DataError(f"{name} is not a picture that can be read; {remedy} ({_first_line(error)})") from error
    raise DataError(f"{name} {fault}")


def is_plain_webp(path: Path) -> bool:
    """Tell whether a file is a WebP picture that any program shows as ``read_picture`` reads it.

    Raises:
        OSError: it is not a picture.
    """
    with Image.open(path) as image:
        special = {"exif", "icc_profile", "xmp"} & image.info.keys()
        return image.format == "WEBP" and image.mode == "RGB" and not special and getattr(image, "n_frames", 1) == 1


def _smaller() -> str:
    return f"use a smaller picture, of at most {MAX_PIXELS // 10**6} million"


def _wrong_size(width: int, height: int, smallest: int) -> str:
    if width * height > MAX_PIXELS:
        return f"has {width} x {height} pixels; {_smaller()}"
    if min(width, height) < smallest:
        return f"has {width} x {height} pixels; use one of at least {smallest} on each side"
    return ""


def _as_seen(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    opaque, alpha = _without_alpha(_upright(_with_eight_bits(image)))
    picture = _to_srgb(opaque, profile)
    if alpha is None:
        return picture
    return Image.composite(picture, Image.new("RGB", picture.size, PAPER), alpha)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except SyntaxError:  # Pillow's word for EXIF data that are none; the picture itself is whole
        return image


def _with_eight_bits(image: Image.Image) -> Image.Image:
    """Scale the values of a deep grey picture to 0..255; other pictures stay as they are.

    Pictures of 16 bits have 65535 for white. Those of 32 bits or of fractions don't say what white is: it is taken to
    be the lowest of ``FULL_SCALES`` that none of the values exceeds.
    """
    if not image.mode.startswith(("I", "F")):
        return image
    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    top = values.max()
    white = SIXTEEN_BITS if image.mode.startswith("I;16") else min((s for s in FULL_SCALES if s >= top), default=top)
    grey = Image.fromarray(np.clip(np.round(values / white * 255), 0, 255).astype(np.uint8))
    grey.info["exif"] = image.info.get("exif", b"")
    return grey


def _without_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Split a picture into its colours and how opaque each pixel is, None where all are."""
    if not image.has_transparency_data:
        return image, None
    alpha = image.convert("RGBA").getchannel("A")
    return image.convert("L" if image.mode in ("L", "LA", "La") else "RGB"), alpha


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring a picture to sRGB, by the profile inside it where that fits; else as its mode means by itself."""
    flat = image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")
    if not profile:
        return flat.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        in_srgb = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return flat.convert("RGB")  # a damaged profile, or another mode's: the picture is whole, as browsers show it
    return in_srgb or flat.convert("RGB")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
