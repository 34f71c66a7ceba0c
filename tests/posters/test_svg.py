import re
import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from emde_core.assets_dir import ASSETS
from emde_core.errors import DataError, MissingExtraError
from emde_core.posters.colour import Tones, from_hex
from emde_core.posters.motifs import MOTIFS, motif_layer
from emde_core.posters.svg import STAND_INS, rasterise

DRAWINGS = sorted((ASSETS / "posters").rglob("*.svg"))
SQUARES = "".join(f'<rect fill="{colour}" x="{k}" width="1" height="1"/>' for k, colour in enumerate(STAND_INS))
TONES = Tones((30, 30, 40), (90, 90, 100), (250, 250, 240), (220, 40, 40), (200, 190, 170))


def drawing(folder, text):
    path = folder / "squares.svg"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawings_open_in_an_editor_and_use_the_five_colours_only(path):
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own files
    assert root.findtext("{http://www.w3.org/2000/svg}title") == path.stem.replace("-", " ")
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    colours = {colour.lower() for colour in re.findall(r'(?:fill|stroke)="([^"]+)"', text)}
    assert colours - {"none"} <= {*STAND_INS, "url(#line)", "url(#checks)"}
    assert len(text) < 12_000


@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="UTF-8"?>\n<!-- saved -->\n'])
def test_the_five_colours_become_the_tones(tmp_path, declaration):
    file = drawing(tmp_path, f'{declaration}<svg xmlns="http://www.w3.org/2000/svg">{SQUARES.upper().lower()}</svg>')
    picture = np.asarray(rasterise(file, TONES, (6, 1), "scale(1)"))
    names = ("ink", "shade", "light", "accent", "paper")
    assert [tuple(pixel) for pixel in picture[0, :5]] == [(*getattr(TONES, name), 255) for name in names]
    assert picture[0, 5, 3] == 0


def test_one_tone_may_be_the_stand_in_of_another(tmp_path):
    ink, shade = (from_hex(colour) for colour in list(STAND_INS)[:2])
    file = drawing(tmp_path, f'<svg xmlns="http://www.w3.org/2000/svg">{SQUARES}</svg>')
    picture = np.asarray(rasterise(file, Tones(shade, ink, ink, ink, ink), (5, 1), "scale(1)"))
    assert [tuple(pixel[:3]) for pixel in picture[0]] == [shade, ink, ink, ink, ink]


def test_a_mirrored_motif_is_the_motif_mirrored():
    plain, left, _top = motif_layer("revolver", TONES, 200)
    mirrored, other, _top = motif_layer("revolver", TONES, 200, 0.0, True)
    assert other == -left - plain.width
    assert np.abs(np.asarray(plain, int)[:, ::-1] - np.asarray(mirrored, int)).mean() < 0.5


def test_a_broken_drawing_is_named(tmp_path):
    with pytest.raises(DataError, match=r"squares\.svg can't be drawn"):
        rasterise(drawing(tmp_path, "a photograph"), TONES, (5, 5), "<")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError, match="drawing posters needs resvg_py"):
        rasterise(MOTIFS["moon"], TONES, (5, 5), "scale(1)")
