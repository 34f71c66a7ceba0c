"""Files that vanish, are damaged or exchanged while the server runs: one sentence where it matters, the rest stands."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.browser.address import RENEWED
from dashboard.browser.screens import DATA, EVIDENCE, EXPLORE, SCREENS
from dashboard.browser.session import STATE
from dashboard.export.notes import read_notes
from dashboard.panels.common.browser_shelf import Contents
from dashboard.panels.common.notes import SHELF
from dashboard.service.posters import Posters
from dashboard.state import link
from dashboard.state.state import State
from dashboard.study.participation import read_participation
from emde_core import Catalogue, History, Recommender
from emde_core.artifacts import prepared_catalogue as store
from emde_core.artifacts.files import MANIFEST
from tests.serving import APP

from .screens import everything, opened, turn_to
from .test_study_flow import OURS

for screen in SCREENS:
    screen.view()

HISTORY = History(liked=("1", "2", "8"), disliked=("7", "16"))
STALE, TROUBLE, SCORE = "This page goes on with the model as it was read before", 'class="trouble"', 'class="score"'
FILES = [MANIFEST, "arrays.safetensors", "learned.safetensors", "films.jsonl", "ratings.parquet", "report.txt"]
KINDS = ["accuracy", "faithfulness", "content", "sureness"]


@pytest.fixture
def folder(small_folder, tmp_path) -> Path:
    """Prepared data with a model inside that a test may damage."""
    return shutil.copytree(small_folder, tmp_path / "films")


@pytest.fixture
def visit(folder, monkeypatch):
    """A new session on that model."""
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(folder)])

    def begin(screen=EXPLORE, history=HISTORY) -> AppTest:
        return opened(AppTest.from_file(str(APP), default_timeout=60), screen, history=history)

    return begin


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def paths(folder: Path, name: str) -> list[Path]:
    return [path for path in folder.rglob(name) if path.is_file()]


def damage(folder: Path, harm: str) -> None:
    if harm == "model removed":
        shutil.rmtree(folder / store.MODEL)
    elif harm == "all removed":
        shutil.rmtree(folder)
    elif harm == "data prepared anew":
        for path in (folder / MANIFEST, folder / store.MODEL / MANIFEST):
            text = path.read_text()
            path.write_text(text.replace('"data_hash": "', '"data_hash": "0') if path.parent == folder else text)
    else:
        flip(folder / store.MODEL / MANIFEST)


@pytest.mark.parametrize("harm", ["model removed", "all removed", "data prepared anew", "manifest damaged"])
def test_a_model_that_cannot_be_read_again_stays_at_work_and_the_page_says_so(visit, folder, tmp_path, harm):
    page = visit()
    before = everything(page)
    shutil.copytree(folder, tmp_path / "whole")
    damage(folder, harm)
    for screen in (DATA, EVIDENCE, EXPLORE):
        turn_to(page, screen)
        assert not page.exception
        assert everything(page).count(STALE) == 1
    assert page.session_state[STATE].history == HISTORY
    assert SCORE in before
    assert SCORE in everything(page)
    page.button(key="clear").click().run()  # and the history can be changed
    assert "Which films did you love?" in everything(page)
    assert STALE in everything(visit())  # a new session, too
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tmp_path / "whole", folder)
    assert STALE not in everything(page.run())


def test_a_model_that_was_never_read_is_told_and_nothing_else(visit, folder):
    flip(folder / store.MODEL / MANIFEST)
    page = everything(visit())
    assert "The model can&#39;t be opened" in page
    assert "manifest.json" in page
    assert STALE not in page


@pytest.mark.parametrize("name", FILES[1:])
def test_a_flipped_byte_in_a_file_that_was_read_changes_nothing(visit, folder, name):
    page = visit()
    before = [each for each in everything(page).splitlines() if "class=" in each]
    for path in paths(folder, name):
        flip(path)
    page.run()
    assert not page.exception
    after = [each for each in everything(page).splitlines() if "class=" in each]
    assert [each for each in after if "data-run" not in each] == [each for each in before if "data-run" not in each]


def test_damaged_ratings_shut_one_button_and_leave_the_other_histories(visit, folder):
    flip(*paths(folder, "ratings.parquet"))
    page = visit(history=History())
    assert not page.exception
    assert TROUBLE not in everything(page)
    viewer = page.button(key="real")
    assert viewer.disabled
    assert "/ratings" in viewer.label.replace("\\", "")
    assert "damaged" in viewer.label
    assert [each for each in page.button if each.key and each.key.startswith("preset-")]


def test_another_model_of_the_same_films_takes_over_with_the_history_and_what_was_clicked(
    visit, folder, small_prepared, small_config
):
    page = visit()
    other = small_config.model_copy(update={"seed": small_config.seed + 1})
    films, ratings = small_prepared.encoded.catalogue, small_prepared.interactions
    Recommender.fit(films, ratings, other, encoded=small_prepared.encoded).save(folder / store.MODEL)
    page.session_state[STATE] = page.session_state[STATE].remove("8")  # as a click would, before the page is drawn
    page.run()
    assert RENEWED in everything(page)
    assert not page.exception
    assert page.session_state[STATE].history == History(liked=("1", "2"), disliked=("7", "16"))
    for screen in SCREENS:
        assert not turn_to(page, screen).exception
        assert TROUBLE not in everything(page)


def test_a_model_of_other_films_takes_over_with_those_that_it_knows(visit, folder, small_prepared, small_config):
    page = visit()
    films = [
        f.model_copy(update={"title": "Another film"}) if f.id == "8" else f for f in small_prepared.encoded.catalogue
    ]
    catalogue = Catalogue(tuple(films), small_prepared.encoded.catalogue.posters)
    encoded = replace(small_prepared.encoded, catalogue=catalogue)
    other = Recommender.fit(catalogue, small_prepared.interactions, small_config, encoded=encoded)
    shutil.rmtree(folder)
    other.save(folder)
    page.run()
    words = everything(page)
    assert not page.exception
    assert RENEWED in words
    assert "1 of its films are not in this catalogue" in words
    assert page.session_state[STATE].history == History(liked=("1", "2"), disliked=("7", "16"))
    assert SCORE in words


HARMS = {
    "no text": lambda path: path.write_bytes(b"\xff\xfe{"),
    "a list": lambda path: path.write_bytes(b"[]"),
    "without end": lambda path: path.write_bytes(b"[" * 100_000),
    "a long number": lambda path: path.write_bytes(b"1" * 10_000),
    "cut": lambda path: path.write_bytes(b'{"format": "EMDE results", "version": 2, "kind"'),
    "a folder": lambda path: path.mkdir(),
    "a link": lambda path: path.symlink_to("/dev/zero"),
    "huge": lambda path: (path.touch(), os.truncate(path, 3 * 2**30)),
}


@pytest.mark.parametrize("harm", HARMS)
def test_damaged_measurements_are_told_on_evidence_and_nowhere_else(visit, folder, harm):
    for kind in KINDS:
        HARMS[harm](folder / store.MODEL / f"{kind}.json")
    page = visit(EVIDENCE)
    assert not page.exception
    words = everything(page)
    assert [kind for kind in KINDS if f"The stored {kind} can’t be shown" in words] == KINDS
    assert words.count(TROUBLE) == len(KINDS)
    assert TROUBLE not in everything(turn_to(page, EXPLORE))
    assert SCORE in everything(page)


def posters_harmed(path: Path, harm: str) -> None:
    data = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif harm == "no picture":
        path.write_bytes(b"<svg onload=alert(1)>")
    elif harm == "a folder":
        path.mkdir()
    elif harm == "huge":
        Image.new("1", (15_000, 15_000)).save(path, "PNG")


@pytest.mark.parametrize("harm", ["removed", "cut", "no picture", "a folder", "huge"])
def test_a_damaged_poster_is_none_and_the_others_stay(small_model, tmp_path, harm):
    places = small_model.catalogue.posters
    shutil.copytree(places, tmp_path / "posters")
    catalogue = Catalogue(small_model.catalogue.films, tmp_path / "posters")
    with_poster = [film for film in catalogue if catalogue.poster_path(film)]
    posters = Posters(catalogue)
    posters_harmed(catalogue.poster_path(with_poster[0]), harm)
    assert posters.thumbnail(with_poster[0]) is None
    assert posters.picture(with_poster[0]) is None
    assert posters.thumbnail(with_poster[1])


TEXTS = {
    "no JSON": "{",
    "without end": "[" * 100_000,
    "a list": "[]",
    "a long number": "1" * 10_000,
    "a surrogate": '"\ud800"',
    "markup": "<script>alert(1)</script>",
}


def test_damaged_notes_in_the_browser_are_counted_and_can_be_deleted(visit):
    page = visit(DATA)
    page.session_state[f"{SHELF.key}-contents"] = Contents(in_browser=TEXTS, is_known=True)
    page.run()
    assert not page.exception
    assert f"{len(TEXTS)} more can’t be read by this version" in everything(page)
    assert TROUBLE not in everything(page)
    assert read_notes(TEXTS) == {}


def test_damaged_answers_of_a_study_in_the_browser_are_nobody_s():
    assert {read_participation(text, OURS) for text in TEXTS.values()} == {None}


@pytest.mark.usefixtures("visit")
def test_a_film_in_the_address_that_is_not_there_is_told_and_left_out(service):
    film = service.model.catalogue.films[0]
    value = link.encode(State(HISTORY, selected=film.id), service.model)
    foreign = link.read_message(value).model_copy(
        update={"liked": ("1", "no such film", "8"), "more": {"selected": "none", "film_page": "none"}}
    )
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.query_params[link.PARAMETER] = link.write_message(foreign)
    page.run()
    assert not page.exception
    assert "are not in this catalogue and were left out" in everything(page)
    assert TROUBLE not in everything(page)
