"""Files of a film that does not exist hold what is on the screen, and its score can be added up from them alone."""

import io
import json

import pandas as pd
import pytest

from dashboard.export.audition import audition_document, words_as_csv
from dashboard.export.records import as_json, explanation_document, explanation_table, file_name
from dashboard.reasons.marks import marks
from dashboard.service.auditions import Auditions
from dashboard.state.draft import Draft
from emde_core.data.csv_text import original_text

MADE = "2026-03-01T12:00:00+00:00"
DRAFT = Draft(
    "=M*A*S*H <b>", "A lighthouse keeper finds a letter in the foggy harbour, and drowned men.", (("genre", "Drama"),)
)


@pytest.fixture(scope="module")
def placed(service, history):
    return Auditions().place(service, history, DRAFT)


@pytest.fixture(scope="module")
def without(service, history):
    return Auditions().deletions(service, history, DRAFT).result().without


@pytest.fixture(scope="module")
def document(service, history, placed, without):
    return document_of(placed, without, service.model, history)


def document_of(placed, without, model, history):
    document = explanation_document(placed.audition.why, history, model, MADE)
    return json.loads(as_json(audition_document(document, placed, without, model)), parse_constant=pytest.fail)


def test_the_score_can_be_added_up_from_the_document_alone(document):
    values = [each["value"] for each in document["contributions"]]
    assert document["units"] == {"score": "nats", "value": "nats", "adds_up_to": "score"}
    assert document["baseline"] + document["absent"] + sum(values) == pytest.approx(document["score"])
    words = [atom["value"] for atom in document["atoms"] if atom["side"] == "film" and atom["kind"] == "word"]
    text = [each["value"] for each in document["contributions"] if each["part"] == "text"]
    assert sum(words) == pytest.approx(sum(text))
    for each in document["audition"]["without"]:
        assert each["score"] - document["score"] == pytest.approx(each["change"])


def test_the_document_says_what_the_film_is_and_where_it_stands(document, service, placed, history):
    about = document["audition"]
    assert (about["film"]["title"], about["film"]["plot"], about["film"]["genres"]) == (
        DRAFT.title,
        DRAFT.plot,
        ["Drama"],
    )
    assert (about["poster"], about["poster_recipe"]["motif"]) == ("drawn", DRAFT.recipe.motif)
    assert about["ranking_size"] == placed.ranking_size
    assert about["place_by_content"] == placed.audition.place_by_content
    ranking = service.ranking(history)
    for each in about["neighbours"]:
        is_above = each["rank"] < document["rank"]
        position = ranking.order[each["rank"] - (1 if is_above else 2)]
        assert (each["id"], each["score"]) == (service.model.catalogue.films[position].id, ranking.scores[position])
        assert each["score"] > document["score"] if is_above else each["score"] <= document["score"]
    marked = [DRAFT.plot[mark.start : mark.end] for mark in marks(placed.audition.why.words)]
    assert [mark["text"] for mark in about["marks"]] == marked
    assert document["provenance"]["model_hash"] == service.model.model_hash
    assert "sketches" in document["provenance"]["settings"]


def test_the_tables_add_up_too(service, placed, without):
    why = placed.audition.why
    parts = explanation_table(why, service.model, MADE)
    assert parts["baseline_value"][0] + parts["absent"][0] + parts["value"].sum() == pytest.approx(why.score)
    words = pd.read_csv(io.StringIO(words_as_csv(placed, without, service.model, MADE)), keep_default_na=True)
    assert words["value"].sum() == pytest.approx(why.by_part["text"])
    assert (set(words["model_hash"]), set(words["unit"])) == ({service.model.model_hash}, {"nats"})
    assert original_text(words["title"][0]) == DRAFT.title
    tried = words.dropna(subset="score_without").set_index("start")
    assert {start: row.rank_without for start, row in tried.iterrows()} == {e.word.start: e.rank for e in without}
    assert list(tried["score"] + tried["change_without"]) == pytest.approx(list(tried["score_without"]))


def test_a_film_of_no_words_has_a_table_without_rows(service, history):
    placed = Auditions().place(service, history, Draft("New", categories=(("genre", "Drama"),)))
    words = pd.read_csv(io.StringIO(words_as_csv(placed, (), service.model, MADE)))
    assert len(words) == 0
    assert "value" in words.columns


def test_without_its_only_word_a_film_has_no_score_in_the_files(service, history):
    auditions, draft = Auditions(), Draft("New", "Lighthouse", kind="none")
    placed, without = (
        auditions.place(service, history, draft),
        auditions.deletions(service, history, draft).result().without,
    )
    document = document_of(placed, without, service.model, history)
    assert [each["score"] for each in document["audition"]["without"]] == [None]


def test_files_are_named_after_the_screen_and_the_film(placed):
    assert file_name(placed.audition.why, "json", "screen-test") == "screen-test-mash-b.json"
