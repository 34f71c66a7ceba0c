"""Catalogues that lack what others have, posters or all but titles: every screen, without a history and with one."""

from __future__ import annotations

import sys

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.browser.screens import COMPARE, EVIDENCE, EXPLORE, FILMS, MICROSCOPE, SCREEN_TEST, SCREENS
from dashboard.charts.explanation import waterfall_steps
from dashboard.reasons.entries import entries, parts_of
from dashboard.service.service import Service
from emde_core import Catalogue, History, Interactions, Recommender
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.dataset import Dataset
from emde_core.history import more
from emde_core.modalities.categorical import Categorical
from emde_core.modalities.text import Plots
from tests import toy
from tests.serving import APP

from .screens import drawn_with, everything, opened
from .test_app import button

HISTORY = History(("f0", "f2"), ("f4",))


def made(folder, films, interactions, modalities):
    """Return the model's folder of a catalogue that was prepared and trained."""
    prepared = store.prepare(Dataset.of(Catalogue(films), interactions), modalities=modalities)
    store.save_prepared(prepared, folder)
    model = Recommender.fit(prepared.encoded.catalogue, interactions, toy.config(), encoded=prepared.encoded)
    model.save(folder / store.MODEL)
    return folder / store.MODEL


def few_ratings():
    """Return ratings by viewers of whom none has rated eight films."""
    rows = [(f"v{v}", f"f{(v + k) % toy.FILMS}", 5 if (v + k) % 3 == v % 3 else 1) for v in range(40) for k in range(6)]
    return Interactions.from_frame(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))


@pytest.fixture(scope="module")
def titles_alone(tmp_path_factory):
    films = tuple(film.model_copy(update=BARE) for film in toy.catalogue())
    return made(tmp_path_factory.mktemp("titles"), films, few_ratings(), ())


BARE = {"plot": "", "poster": "", "genres": (), "directors": (), "cast": (), "year": None}


@pytest.fixture(scope="module")
def without_posters(tmp_path_factory):
    films = tuple(film.model_copy(update={"poster": "", "plot": ""}) for film in toy.catalogue())
    modalities = (Plots(depth=4, width=4), Categorical(depth=4, width=16))
    return made(tmp_path_factory.mktemp("posterless"), films, toy.interactions(), modalities)


@pytest.fixture
def app_on(monkeypatch, tmp_path):
    def start(model):
        monkeypatch.setenv("EMDE_HOME", str(tmp_path))
        monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(model)])
        return AppTest.from_file(str(APP), default_timeout=60)

    return start


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.title)
@pytest.mark.parametrize("history", [History(), HISTORY], ids=["empty", "history"])
@pytest.mark.parametrize("catalogue", ["titles_alone", "without_posters"])
def test_every_screen_opens(app_on, request, catalogue, screen, history):
    app = opened(app_on(request.getfixturevalue(catalogue)), screen, history=history)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("history", [History(), HISTORY], ids=["empty", "history"])
def test_the_page_of_a_film_that_has_but_a_title_says_what_is_not_known(app_on, titles_alone, history):
    app = opened(app_on(titles_alone), FILMS, history=history, film_page="f1")
    assert not app.exception
    page = everything(app)
    assert 'class="page-poster"><span class="thumb stand"><bdi>' in page
    assert "No plot is known." in page
    assert '<p class="meta">' not in page
    assert "Films that are like it" not in page, "nothing of it can be like another"


ODD = {
    "one film": History(("f0",)),
    "a dislike alone": History((), ("f4",)),
    "a wish alone": History(wishes=(more("popularity"),)),
}


@pytest.mark.parametrize("screen", [FILMS, COMPARE, SCREEN_TEST], ids=lambda screen: screen.title)
@pytest.mark.parametrize("history", ODD.values(), ids=ODD)
def test_screens_open_for_odd_histories(app_on, without_posters, screen, history):
    app = opened(app_on(without_posters), screen, history=history)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("screen", [MICROSCOPE, SCREEN_TEST], ids=lambda screen: screen.title)
def test_a_screen_about_content_says_why_there_is_none(app_on, titles_alone, screen):
    page = everything(opened(app_on(titles_alone), screen, history=HISTORY))
    assert "No film of this catalogue has a plot, a category or a poster" in page


def test_explore_speaks_of_nothing_that_the_films_lack(app_on, titles_alone):
    app = opened(app_on(titles_alone), EXPLORE, history=HISTORY)
    words = everything(app).split("</style>")[-1]
    for lacking in ("poster", "patches", "plot", "categories"):
        assert lacking not in words
    columns = drawn_with(app, "reason_bars")["columns"]
    assert [column["part"] for column in columns] == ["", "company", ""]


def test_a_real_viewer_says_why_there_is_none(app_on, titles_alone):
    app = opened(app_on(titles_alone), EXPLORE)
    viewer = button(app, "real")
    assert viewer.disabled
    assert "Nobody rated at least 8 films of this catalogue" in viewer.label


def test_a_new_film_is_told_what_counts_for_nothing(app_on, without_posters):
    page = everything(opened(app_on(without_posters), SCREEN_TEST, history=HISTORY))
    assert "No film of this catalogue has plots and posters, so that yours add nothing to the score." in page


def parts_by_entry(why):
    """Return the names of the parts that each entry of the history adds to."""
    return {entry.key: tuple(entry.values) for entry in entries(why)}


@pytest.mark.parametrize("film", [toy.LACKS_IMAGE, toy.UNRATED_LACKS_IMAGE])
def test_a_film_without_a_poster_has_no_poster_column_bar_or_word(film):
    service = Service(toy.recommender())
    why = service.explain(HISTORY, film)
    assert "image" not in parts_of(why)
    assert all("image" not in parts for parts in parts_by_entry(why).values())
    assert "image" not in {step.part for step in waterfall_steps(why)}
    picks = {pick.film.id: dict(pick.by_part) for pick in service.recommend(HISTORY, toy.FILMS)}
    assert "image" not in picks[film]
    assert "image" in picks["f1"]


def test_a_history_film_without_a_poster_adds_nothing_by_it():
    service = Service(toy.recommender())
    why = service.explain(History(("f0", toy.LACKS_IMAGE)), "f1")
    parts = parts_by_entry(why)
    assert "image" in parts["f0"]
    assert "image" not in parts[toy.LACKS_IMAGE]


def test_evidence_asks_nobody_to_measure_content_that_is_not_there(app_on, titles_alone):
    app = opened(app_on(titles_alone), EVIDENCE)
    assert "no film of this catalogue has any, and the audience alone tells who likes what" in everything(app)
    assert len(app.code) == 3
    assert not any("--content" in command.value for command in app.code)


def test_evidence_says_how_long_measuring_takes_on_these_data(app_on, without_posters):
    page = everything(opened(app_on(without_posters), EVIDENCE, history=HISTORY))
    assert page.count("has not been measured") == 4
    assert "on one core with these 15 films and 41 viewers" in page
