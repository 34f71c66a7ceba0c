"""The model's own files: its catalogue, its settings, and what was measured of it."""

from __future__ import annotations

import io
import json

import pandas as pd

from dashboard.export.model_files import (
    catalogue_as_csv,
    measurements_as_csv,
    measurements_as_json,
    settings_as_json,
    statements_as_csv,
)
from dashboard.export.records import used_settings
from emde_core.artifacts.results import read_results, results_path, save_statements, statements_path
from emde_core.assets_dir import DEMO
from emde_core.data.catalogue import Catalogue, Film
from emde_core.evaluate.sureness import COLUMNS


def test_a_catalogue_comes_back_from_its_file(service):
    catalogue = service.model.catalogue
    table = pd.read_csv(io.StringIO(catalogue_as_csv(service.model)), dtype={"id": str})
    again = Catalogue.from_frame(table)
    assert [(film.id, film.year, film.directors) for film in again] == [
        (film.id, film.year, film.directors) for film in catalogue
    ]
    assert "poster" not in table, "a path of this machine is nobody else's"


def test_settings_name_the_model_and_what_it_learned_from(service):
    document = json.loads(settings_as_json(service.model))
    assert document["model_hash"] == service.model.model_hash
    assert document["settings"] == json.loads(json.dumps(used_settings(service.model)))
    assert document["films"] == len(service.model.catalogue)


def test_every_number_that_was_measured_is_in_both_files():
    measured = [read_results(results_path(DEMO, kind)) for kind in ("content", "sureness")]
    table = pd.read_csv(io.StringIO(measurements_as_csv(measured)))
    assert len(table) == sum(len(each.rows) for each in measured)
    assert list(table["mean"].dropna()) == [row.mean for each in measured for row in each.rows if row.mean is not None]
    assert set(table["kind"]) == {"content", "sureness"}
    assert [each["kind"] for each in json.loads(measurements_as_json(measured))] == ["content", "sureness"]


def test_single_reasons_bear_titles_and_every_column_is_told(tmp_path):
    catalogue = Catalogue((Film(id="-1", title="Alien", year=1979), Film(id="07", title="=Brazil")))
    rows = [("ten films", "-1", "07", 1, "good", 1, 0, 0), ("whole", "07", "", 2, "poor", 0, 1, 4)]
    save_statements(pd.DataFrame(rows, columns=COLUMNS), tmp_path)
    results = read_results(results_path(DEMO, "sureness"))
    text = statements_as_csv(statements_path(tmp_path), catalogue, results)
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert list(table["film_title"]) == ["Alien (1979)", "'=Brazil"]
    assert list(table["reason_title"]) == ["'=Brazil", ""]
    assert set(table["model_hash"]) == {results.model_hash}
