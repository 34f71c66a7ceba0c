"""The notebook that shows the library around runs as it stands, on a small catalogue whose films go by famous names."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace

import pytest

import emde_core
from emde_core import Catalogue, Recommender
from emde_core.assets_dir import DEMO
from emde_core.data.readers.native import read_native
from tests.notebooks import TOUR, code_cells, read_notebook, run

TITLES = {"1": "Alien", "2": "Blade Runner", "3": "Brazil", "16": "Dumb and Dumber"}


@pytest.fixture
def renamed(small_model):
    films = (film.model_copy(update={"title": TITLES.get(film.id, film.title)}) for film in small_model.catalogue)
    catalogue = Catalogue(tuple(films), small_model.catalogue.posters)
    return Recommender(replace(small_model.trained, encoded=replace(small_model.trained.encoded, catalogue=catalogue)))


@pytest.fixture
def names(renamed, tmp_path, monkeypatch):
    """All that the tour's cells define, after the last of them."""
    monkeypatch.setattr(emde_core, "demo_model", lambda: renamed, raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = {}
    run(read_notebook(TOUR), names)
    return names


@pytest.mark.slow
def test_it_runs_from_top_to_bottom(names):
    why, bars = names["why"], names["bars"]
    assert bars["value"].sum() == pytest.approx(why.score)
    assert names["again"].model_hash == names["model"].model_hash
    scores = [each.score for each in names["tries"].values()]
    assert len(set(scores)) == len(scores)  # each exchange of content moves the score
    files = {path.name for path in names["folder"].iterdir()}
    assert files == {"recommendations.csv", "contributions.parquet", "explanation.json", "model"}


def test_every_film_that_it_names_is_in_the_demo():
    catalogue = read_native(DEMO).catalogue
    assert {catalogue.find(title).title for title in TITLES.values()} == set(TITLES.values())
    source = "".join("".join(cell["source"]) for cell in code_cells(read_notebook(TOUR)))
    films = re.findall(r'"((?:[A-Z]\w+)(?: (?:and )?[A-Z]\w+)*)"', source)
    assert set(films) == {*TITLES.values(), "Comedy"}


def test_what_its_cells_show_is_kept_and_names_no_machine():
    cells = code_cells(read_notebook(TOUR))
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert all(cell["outputs"] for cell in cells)
    assert not re.search(r"(?<![\w<])/(?:home|root|tmp|Users|work|var)\b|C:\\", TOUR.read_text(encoding="utf-8"))
