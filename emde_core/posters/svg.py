"""Draws the SVG files of ``assets/posters`` in the colours of a poster.

In the files, five colours stand for the tones: whatever an editor shows in one of them is drawn in that tone.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path

from PIL import Image

from emde_core.errors import DataError
from emde_core.extras import extra
from emde_core.posters.colour import Tones, to_hex

STAND_INS = {"#2b3a55": "ink", "#7486a6": "shade", "#fff3d6": "light", "#e4572e": "accent", "#d9d2c5": "paper"}
_STAND_IN = re.compile("|".join(STAND_INS), re.IGNORECASE)


def rasterise(path: Path, tones: Tones, size: tuple[int, int], placement: str) -> Image.Image:
    """The drawing on a transparent picture of ``size`` pixels; ``placement`` is an SVG transform of its units.

    Raises:
        MissingExtraError: the package that draws SVG is not installed.
        DataError: the file is no SVG.
    """
    with extra("app", "drawing posters"):
        from resvg_py import svg_to_bytes
    drawing = _STAND_IN.sub(lambda key: to_hex(getattr(tones, STAND_INS[key[0].lower()])), _read(path))
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}">'
    svg = f'{opening}<g transform="{placement}">{drawing}</g></svg>'
    try:
        png = svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    except ValueError as error:
        raise DataError(f"{path} can't be drawn: {error}") from error
    return Image.open(io.BytesIO(png))


@lru_cache(maxsize=512)
def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text[max(0, text.find("<svg")) :]  # without the declaration, which may not stand inside another file
