"""The notebook that shows the library around runs as it stands, on a small catalogue whose films go by famous names."""

from __future__ import annotations

import re
import tempfile

import pytest

from emde_core.assets_dir import DEMO
from emde_core.data.readers.native import read_native
from tests.conftest import FAMOUS
from tests.notebooks import TOUR, code_cells, read_notebook, run


@pytest.fixture
def names(demo_is_famous, tmp_path, monkeypatch):  # noqa: ARG001 - what the tour loads
    """All that the tour's cells define, after the last of them."""
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
    assert {catalogue.find(title).title for title in FAMOUS.values()} == set(FAMOUS.values())
    source = "".join("".join(cell["source"]) for cell in code_cells(read_notebook(TOUR)))
    films = re.findall(r'"((?:[A-Z]\w+)(?: (?:and )?[A-Z]\w+)*)"', source)
    assert set(films) == {*FAMOUS.values(), "Comedy"}


def test_what_its_cells_show_is_kept_and_names_no_machine():
    cells = code_cells(read_notebook(TOUR))
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert all(cell["outputs"] for cell in cells)
    assert not re.search(r"(?<![\w<])/(?:home|root|tmp|Users|work|var)\b|C:\\", TOUR.read_text(encoding="utf-8"))
