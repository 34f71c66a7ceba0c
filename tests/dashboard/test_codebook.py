"""The codebook knows every column and key of every file, and none that no file has."""

from __future__ import annotations

import io
import json
import re
from types import SimpleNamespace
from typing import get_args

import pandas as pd
import pytest

from dashboard.analysis.film_table import FilmIndex, film_table
from dashboard.browser.screens import DATA
from dashboard.export import notes
from dashboard.export.atoms import atoms_as_csv
from dashboard.export.audition import audition_document, words_as_csv
from dashboard.export.codebook import codebook, codebook_as_csv
from dashboard.export.comparison import Side, sides_as_csv, sides_as_json
from dashboard.export.film_table import films_as_csv
from dashboard.export.letterboxd import as_letterboxd_csv
from dashboard.export.model_files import (
    catalogue_as_csv,
    measurements_as_csv,
    measurements_as_json,
    settings_as_json,
    shares_as_csv,
    statements_as_csv,
)
from dashboard.export.records import Provenance, as_json, explanation_document, explanation_table
from dashboard.look.palette import LABELS, label
from dashboard.reasons.sureness import HoldRate
from dashboard.service.auditions import Auditions
from dashboard.service.cohorts import Group
from dashboard.state.draft import Draft
from dashboard.study.definition import parse_study
from dashboard.study.participation import as_csv as answers_as_csv
from dashboard.study.rehearsal import rehearse
from emde_core import History
from emde_core.artifacts.results import ResultKind, read_results, results_path, save_statements, statements_path
from emde_core.assets_dir import DEMO
from emde_core.batch.table import COLUMNS
from emde_core.data.csv_text import csv_text
from emde_core.evaluate.sureness import COLUMNS as STATEMENTS
from emde_core.explain.methods.registry import METHODS
from emde_core.explain.sureness import GRADES, Cause
from emde_core.history import more
from emde_core.modalities.categorical import LISTS
from emde_core.schema import REACTIONS, WISH

from .screens import turn_to

MADE = "2026-03-01T12:00:00+00:00"
DRAFT = Draft(
    "M*A*S*H <b>",
    "A lighthouse keeper finds a letter.",
    (*((field, "Drama") for field in LISTS), ("decade", "1970s")),
)
OWN_KEYS = ("poster_recipe", "settings", "config", "asked", "weights", "evidence", "by_part", "by_entry", "modalities")
STUDY = {
    "format": "EMDE study",
    "version": 1,
    "title": "T",
    "consent": "Yes?",
    "tasks": [{"name": "one", "film": "9", "history": {"liked": ["1", "2"]}}],
    "questions": [{"name": "good", "ask": "Good?"}],
}


def bundled(kind):
    """The results that come with the demo."""
    return read_results(results_path(DEMO, kind))


def general(metric):
    """A metric's name as the codebook has it: with K, TOP and N for numbers, and METRIC for another metric."""
    name = re.sub(r"@\d+,\d+", "@TOP,K", metric.removesuffix(", less ours"))
    name = re.sub(r"@\d+", "@K", re.sub(r"\d+ ratings", "N ratings", name))
    return re.sub(r"(?<=share of the way, ).*", "METRIC", name)


VALUES = {
    "part": tuple(LABELS),
    "reaction": (*REACTIONS, WISH),
    "evidence": ("counts", "alone", "shows", "none"),
    "grade": GRADES,
    "cause": get_args(Cause),
    "method": tuple(each.name for each in METHODS),
    "metric": tuple({general(row.metric) for kind in get_args(ResultKind) for row in bundled(kind).rows}),
}


def paths(document, path=()):
    """The path of every key below a document; objects whose keys are names of data are not gone into."""
    if isinstance(document, list):
        return {found for each in document for found in paths(each, path)}
    if not isinstance(document, dict) or (path and path[-1] in OWN_KEYS):
        return {path} - {()}
    return {path, *(found for key, each in document.items() for found in paths(each, (*path, key)))} - {()}


@pytest.fixture(scope="module")
def files(service, tmp_path_factory):
    """The paths of every file's names."""
    tmp_path = tmp_path_factory.mktemp("statements")
    model, evidence = service.model, {"text": "shows", "categorical": "counts", "image": "none"}
    history = History(("1", "2", "8"), ("7",), [more("director", "Viktor Hale"), more("popularity")])
    holds = dict.fromkeys(GRADES, HoldRate(0.86, 0.73, 0.99, 36, 0.13))
    whys = [
        model.explain(History(("1", "2", "4")), "3"),
        model.explain(history, "10"),
        model.explain(History(("1", "2", "4")), "3", method="rank-margin"),
        model.explain(History(("1", "2", "4")), "3", rival="5"),
    ]
    documents = [explanation_document(why, history, model, MADE, evidence, holds) for why in whys]
    tables = [explanation_table(why, model, MADE, evidence, holds) for why in whys]
    measured_service = SimpleNamespace(model=model, evidence=evidence, hold_rates=holds)
    sides = [Side("one", why, history, measured_service) for why in whys]
    noted = notes.NotedHistory.of(history, model.catalogue)
    note = notes.Note.on(whys[1], noted, Provenance.of(whys[1], model, MADE), rating=4, text="")
    measured = [bundled(kind) for kind in ("content", "sureness")]
    rows = film_table(model, FilmIndex.of(model), History(("1", "2", "4"))).frame
    study = parse_study(json.dumps(STUDY), "my.json")
    explained = iter([why.to_dict() for why in whys])
    placed = Auditions().place(service, History(("1", "2")), DRAFT)
    without = Auditions().deletions(service, History(("1", "2")), DRAFT).result().without
    auditions = [audition_document(each, placed, without, model) for each in documents]
    save_statements(pd.DataFrame([("whole", "1", "2", 1, "good", 1, 0, 0)], columns=STATEMENTS), tmp_path)
    statements = statements_as_csv(statements_path(tmp_path), model.catalogue, measured[1])
    group = Group("Drama", 3, dict.fromkeys(model.parts, 0.25))
    return {
        "why-FILM.json": paths([json.loads(as_json(each)) for each in documents]),
        "why-FILM.csv": columns(*map(csv_text, tables)),
        "screen-test-FILM.json": paths([json.loads(as_json(each)) for each in auditions]),
        "screen-test-FILM.csv": columns(*map(csv_text, tables)),
        "screen-test-words-FILM.csv": columns(words_as_csv(placed, without, model, MADE, evidence)),
        "reasons.csv": columns(statements),
        "emde-explain.json": paths([why.to_dict() for why in whys]),
        "emde-explain.parquet": {(name,) for name in COLUMNS},
        "comparison.json": paths(json.loads(sides_as_json(sides, MADE))),
        "comparison.csv": columns(sides_as_csv(sides, MADE)),
        "why-FILM.PART.csv": columns(atoms_as_csv(whys[0], "text", model, MADE, evidence)),
        "films.csv": with_part(columns(films_as_csv(rows, history, model, MADE))),
        "recommendations-letterboxd.csv": columns(as_letterboxd_csv(model.catalogue)),
        "catalogue.csv": columns(catalogue_as_csv(model)),
        "settings.json": paths(json.loads(settings_as_json(model))),
        "measurements.json": paths(json.loads(measurements_as_json(measured))),
        "measurements.csv": columns(measurements_as_csv(measured)),
        "shares-GROUP.csv": with_part(columns(shares_as_csv([group], model.parts, model))),
        "notes.json": paths(json.loads(notes.as_json([note] * len(whys), "", lambda _: next(explained)))),
        "notes.csv": with_part(columns(notes.as_csv([note])), "from_"),
        "answers.csv": with_part(columns(answers_as_csv(study, rehearse(study, model, 1))), "from_"),
    }


def columns(*texts):
    """The columns of tables, each a path of one name."""
    return {(name,) for text in texts for name in pd.read_csv(io.StringIO(text), nrows=1).columns}


def with_part(names, start=""):
    """The same with PART in place of the name of a part, where a column has one after ``start``."""
    parts = {f"{start}{part}" for part in LABELS}
    return {(f"{start}PART",) if name in parts else (name,) for (name,) in names}


def row_of(file, path):
    """The row that holds for a path: of those whose name it ends in, the longest."""
    ends = [".".join(path[start:]) for start in range(len(path))]
    rows = {row.name: row for row in codebook() if file in row.files.split()}
    return next((rows[end] for end in ends if end in rows), None)


def test_every_name_in_every_file_is_in_the_codebook(files):
    unknown = {f"{file}: {'.'.join(path)}" for file, paths in files.items() for path in paths if not row_of(file, path)}
    assert not unknown


def test_every_row_of_the_codebook_is_of_a_name_in_each_of_its_files(files):
    used = {(file, row_of(file, path)) for file, paths in files.items() for path in paths}
    told = {(file, row) for row in codebook() for file in row.files.split()}
    assert not {(file, row.name) for file, row in told - used}


def test_every_value_has_a_row_and_every_row_of_a_value_is_one():
    told = [row.name for row in codebook() if not row.files]
    assert sorted(told) == sorted(f"{kind} = {value}" for kind, values in VALUES.items() for value in values)


def test_rows_are_whole_and_none_is_there_twice():
    places = [(file, row.name) for row in codebook() for file in row.files.split() or [""]]
    assert len(set(places)) == len(places)
    assert all(row.meaning and (row.unit or row.range or row.see or not row.files) for row in codebook())


def test_it_says_what_screens_call_a_part_and_a_method():
    words = {row.name: row.on_screens for row in codebook()}
    assert [words[f"part = {part}"] for part in LABELS] == [label(part) for part in LABELS]
    assert words["method = additive"] == "ours for the score"
    assert len(pd.read_csv(io.StringIO(codebook_as_csv()))) == len(codebook())


def test_it_stands_beside_files(app):
    assert "codebook-model" in {each.key for each in turn_to(app, DATA).get("download_button")}
