"""Flows through Evidence without a browser."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.analysis.measurements import StoredResults
from dashboard.browser.screens import EVIDENCE
from dashboard.browser.session import STATE
from dashboard.panels.evidence.accuracy import by_ratings
from dashboard.panels.evidence.cohorts import study_of
from dashboard.panels.evidence.measurement_details import ASKED, FLAGS, _curves_takeaway, other_model
from dashboard.panels.evidence.questions import QUESTIONS
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.markup import plain_in_markdown
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import ResultRow, results_of, save_results, save_statements
from emde_core.cli.app import app as cli
from emde_core.data.catalogue import Film
from emde_core.errors import DataError
from emde_core.evaluate.sureness import COLUMNS
from tests import toy

from .conftest import APP
from .screens import everything, turn_to
from .test_measurements import ACCURACY, CONTENT, FAITHFULNESS, row
from .toy_explanations import in_order

ALL_FAITHFULNESS = [*FAITHFULNESS, *(row("history", "ours for the rank", f"POS@5,{k}", 1 - k / 10) for k in (2, 3, 5))]


@pytest.fixture
def folder(small_folder, tmp_path):
    """A model that a test may add results to."""
    shutil.copytree(small_folder, tmp_path / "prepared")
    return tmp_path / "prepared" / "model"


@pytest.fixture
def evidence(folder, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(folder)])

    def opened(*boxes: str) -> AppTest:
        """The screen, with these boxes opened."""
        app = AppTest.from_file(str(APP), default_timeout=60)
        for box in boxes:
            app.session_state[box] = True
        return turn_to(app, EVIDENCE)

    return opened


@pytest.mark.slow
def test_without_results_the_commands_are_there(evidence, folder):
    app = evidence()
    assert not app.exception
    assert [code.value for code in app.code] == [
        "emde evaluate --model MODEL --content --splits 5",
        "emde evaluate --model MODEL --splits 5",
        "emde evaluate --model MODEL --faithfulness --viewers 300",
        "emde evaluate --model MODEL --sureness --splits 5",
    ]
    assert str(folder) not in everything(app), "a path of the server says nothing to a reader"
    assert 'class="lead"' not in everything(app)
    assert [box.label for box in app.expander] == ["A methods paragraph, and sources"]


def keep(folder, kind, rows):
    save_results(results_of(read_model_manifest(folder), kind, {"splits": 3}, rows), folder)


def test_stored_results_are_shown_with_where_they_are_from(evidence, folder):
    keep(folder, "content", CONTENT)
    keep(folder, "accuracy", ACCURACY)
    keep(folder, "faithfulness", ALL_FAITHFULNESS)
    keep(folder, "sureness", [row("sureness", "fair", "holds", 0.75)])
    app = evidence(*(f"figures-{kind}" for kind in FLAGS), "trust")
    assert not app.exception
    page = everything(app)
    kinds = (" --content", "", " --faithfulness", " --sureness")
    assert [code.value for code in app.code] == [f"emde evaluate --model MODEL{kind} --splits 3" for kind in kinds]
    assert "As a recommender the model is" in page
    assert f"measured for this model ({read_model_manifest(folder).model_hash})" in page.lower()
    assert "missed by 0.02, within the interval" in page
    assert "Where tastes are known" in page
    assert ">counts</td>" in page, "a finding that is a word stands in the table as well"


def test_each_question_has_its_answer_and_a_picture_and_figures_come_when_asked(evidence, folder):
    keep(folder, "content", CONTENT)
    keep(folder, "accuracy", ACCURACY)
    keep(folder, "faithfulness", ALL_FAITHFULNESS)
    keep(folder, "sureness", [row("sureness", grade, "holds", mean) for grade, mean in (("good", 0.9), ("poor", 0.5))])
    app = evidence()
    assert not app.exception
    page = everything(app)
    answers = (
        "Categories: yes. Plots: it reads them, but they carry too little to count. Posters: no evidence that it",
        "For films with ratings, level with the one other; for films without any, ahead of the one other.",
        "They add up exactly. In 93 of 100 films, losing the categories that they call strongest costs more",
        "Of 100 reasons whose evidence is called good, 90",
    )
    assert in_order([f'<p class="lead">{answer}' for answer in answers], page)
    asked = [question.words for question in QUESTIONS]
    assert in_order([*(f"<dt>{words}</dt>" for words in asked), *(f">{words}</h2>" for words in asked)], page)
    pictures = [json.loads(each.proto.spec) for each in app.get("plotly_chart")[:4]]
    assert [len(picture["data"][0]["y"]) for picture in pictures] == [5, 3, 2, 2]
    for word in ("NDCG", "CDCG", "nats"):
        assert word not in page


def test_every_chart_has_its_numbers_one_click_beside_it(evidence, folder, service):
    study_of(service.model.model_hash, service).result()
    for kind, rows in (("content", CONTENT), ("accuracy", ACCURACY), ("faithfulness", ALL_FAITHFULNESS)):
        keep(folder, kind, rows)
    keep(folder, "sureness", [row("sureness", "good", "holds", 0.9)])
    keys = {each.proto.id.rpartition("-$$ID-")[2] for each in evidence().get("download_button")}
    for name in (*FLAGS, "genre", "decade"):
        assert any(f"csv-{name}" in key for key in keys), name


def test_single_reasons_can_be_taken_home_where_they_were_kept(evidence, folder):
    keep(folder, "sureness", [row("sureness", "good", "holds", 0.9)])

    def labels():
        return [each.proto.label for each in evidence().get("download_button")]

    assert "Reason by reason (CSV)" not in labels()
    save_statements(pd.DataFrame([("ten films", "1", "2", 1, "good", 1, 0, 0)], columns=COLUMNS), folder)
    assert "Reason by reason (CSV)" in labels()


def test_numbers_of_another_model_say_so_with_both_hashes(folder, service):
    results = StoredResults(results_of(read_model_manifest(folder), "accuracy", {"splits": 3}, ACCURACY), bundled=True)
    measured, here = results.results.model_hash, replace(service.facts(), model_hash="other")
    assert f"The files name model {measured}, and this model is other." in other_model(results, here)
    assert not other_model(results, replace(here, model_hash=measured))


def test_the_commands_that_are_named_exist():
    told = {*filter(None, FLAGS.values()), *(f"--{name}" for asked in ASKED.values() for name in asked)}
    said = CliRunner().invoke(cli, ["evaluate", "--help"], env={"COLUMNS": "200"}).output
    assert all(option in said for option in told)


def test_a_modality_without_evidence_is_told_once(evidence, folder, service):
    study_of(service.model.model_hash, service).result()
    keep(folder, "content", CONTENT)
    page = everything(evidence("figures-content"))
    assert "What recommendations are made of" in page
    assert page.lower().count("no evidence") == 1


def test_shares_are_explained_and_why_accuracy_differs_from_the_other_tests(evidence, folder):
    keep(folder, "content", CONTENT)
    page = everything(evidence("figures-content"))
    for said in (
        "here a split’s settings are chosen once",
        "All together it is 17%; the rest is the audience",
        "Without any content, and learned anew, scores change by 5%",
    ):
        assert said in page


def test_films_with_few_ratings_are_in_the_order_of_ratings():
    rows = [ResultRow(**each) for each in ACCURACY if each["part"] == "few"]
    assert [name for name, _ in by_ratings(rows)] == ["0", "1", "3", "10"]


def test_the_published_recipes_shares_are_told_as_what_they_are(tmp_path, monkeypatch):
    toy.recommender(recipe="published").save(tmp_path / "model")
    keep(tmp_path / "model", "content", [each for each in CONTENT if each["metric"] != "without_prior"])
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(tmp_path / "model")])
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state["figures-content"] = True
    turn_to(app, EVIDENCE)
    assert not app.exception
    assert "so that a share alone says nothing" in everything(app)


def test_results_of_the_model_that_was_here_before_are_not_shown(evidence, folder):
    results = results_of(read_model_manifest(folder), "accuracy", {"splits": 3}, ACCURACY)
    save_results(results.model_copy(update={"model_hash": "0123"}), folder)
    app = evidence()
    assert not app.exception
    assert "emde evaluate --model MODEL --splits 5" in [code.value for code in app.code]


def test_titles_are_no_markdown_in_a_buttons_help(evidence, service, monkeypatch):
    study_of(service.model.model_hash, service).result()
    monkeypatch.setattr(Service, "film", lambda *_: Film(id="1", title="M*A*S*H :smile:"))
    app = evidence()
    assert app.button(key="see-0").help == f"See why {plain_in_markdown('M*A*S*H :smile:')}"


@pytest.mark.slow
def test_a_study_that_failed_is_begun_anew(evidence, service, monkeypatch):
    study_of.clear(service.model.model_hash, service)
    with monkeypatch.context() as patched:
        patched.setattr("dashboard.service.cohorts.summarize_cohort", _fail)
        study_of(service.model.model_hash, service).future.exception()
        app = evidence()
    assert not app.exception
    assert "the disk is full" in everything(app)
    study_of(service.model.model_hash, service).result()
    app.run()
    assert "data-cohort" in everything(app)


def _fail(*_):
    raise DataError("the disk is full")


def test_from_a_what_if_a_disagreement_leads_to_the_models_own_ranks(evidence, service):
    first = study_of(service.model.model_hash, service).result().disagreements[0]
    app = evidence()
    app.session_state[STATE] = State(weights=(("image", 2.0),))
    app.button(key="see-0").click().run()
    assert app.session_state[STATE].weights == ()
    assert f"rank {first.rank} of" in everything(app)


def test_a_curve_without_a_mean_is_left_out_of_the_words():
    last = {"part": "history", "metric": "POS@5,5", "low": None, "high": None}
    curves = {name: [ResultRow(**last, subject=name, mean=mean)] for name, mean in (("ours", 0.5), ("cosine", None))}
    assert _curves_takeaway(curves) == "Still in the top 5 with 5 films taken out: ours 50%."


def test_a_disagreement_leads_to_explore(evidence, service):
    study = study_of(service.model.model_hash, service).result()
    app = evidence()
    assert not app.exception
    assert f'data-cohort="{study.recommendations}"' in everything(app)
    first = study.disagreements[0]
    app.button(key="see-0").click().run()
    assert not app.exception
    state = app.session_state[STATE]
    assert (state.history, state.selected) == (first.person.history, first.film_id)
    assert f'data-film="{first.film_id}"' in everything(app)
