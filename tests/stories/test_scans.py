"""A folder of scans named by IMDb ids, made by many machines: turned, of 16 bits, in CMYK, broken."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from dashboard.service.posters import Posters
from emde_core import History
from tests.dashboard.screens import drawn_with

from .world import COLOURS, FILMS, SPACE, picture_file, poster, ratings, write

ROTATED, DEEP, PRINTED, BROKEN, STRANGER = FILMS[0], FILMS[1], FILMS[2], FILMS[3], "tt9999999"


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "films"
    lines = [f'{f.number},"{f.title}",{f.year},{f.tt},{"|".join(f.genres)}' for f in FILMS]
    write(data / "films.csv", "\n".join(["id,title,year,imdb_id,genres", *lines]))
    ratings().to_csv(data / "ratings.csv", index=False)
    return data


@pytest.fixture
def scans(tmp_path):
    folder, exif = tmp_path / "scans", Image.Exif()
    exif[0x0112] = 6
    for film in FILMS:
        write(folder / f"{film.tt}.jpg", picture_file(poster(film)))
    lying = poster(ROTATED).transpose(Image.Transpose.ROTATE_90)
    write(folder / f"{ROTATED.tt}.jpg", picture_file(lying, exif=exif))
    (folder / f"{DEEP.tt}.jpg").unlink()
    grey = np.asarray(poster(DEEP).convert("L")).astype(np.uint16) * 257
    write(folder / f"{DEEP.tt}.png", picture_file(Image.fromarray(grey), "PNG"))
    write(folder / f"{PRINTED.tt}.jpg", picture_file(poster(PRINTED).convert("CMYK")))
    write(folder / f"{BROKEN.tt}.jpg", picture_file(poster(BROKEN))[:400])
    write(folder / f"{STRANGER}.jpg", picture_file(poster(FILMS[0])))
    write(folder / f"._{FILMS[5].tt}.jpg", b"what macOS puts beside a file")
    return folder


def test_from_scans_to_posters_on_the_page(folder, scans, prepare_and_train, page):
    prepared = prepare_and_train(folder, "--posters", scans)
    report = prepared.report
    assert f"{STRANGER}.jpg" in report, "a scan of no film is named"
    assert f"{BROKEN.title} ({BROKEN.year})" in report, "so is a film whose scan can't be read"
    assert "1 posters can't be read" in report
    assert "1 without poster" in report
    assert "._" not in report

    app = page(prepared, History(("5", "6", "7")))
    tiles = {tile["id"]: tile for tile in drawn_with(app, "poster_grid")["tiles"]}
    assert tiles[str(BROKEN.number)]["picture"] is None
    catalogue = prepared.service().model.catalogue
    posters = Posters(catalogue)
    for film in (ROTATED, DEEP, PRINTED):
        assert tiles[str(film.number)]["picture"]
        seen = Image.open(io.BytesIO(posters.thumbnail(catalogue[str(film.number)])))
        top, bottom = (np.array(seen.getpixel((seen.width // 2, int(seen.height * at)))) for at in (0.1, 0.42))
        assert seen.width < seen.height, "upright"
        assert top.min() > 190, "the light third is above"
        if film != DEEP:
            assert np.abs(bottom - COLOURS[SPACE]).max() < 40
        else:
            assert 30 < bottom.mean() < 70
