import io
import json

import pandas as pd
import pytest

from dashboard.export.notes import MOST, Note, add_note, as_csv, as_json, note_key
from dashboard.export.records import Provenance
from emde_core import History


@pytest.fixture
def note(service, history):
    def noted(film: str = "9", rating: int | None = 4, text: str = "=1+1", watched: History = history) -> Note:
        why = service.model.explain(watched, film)
        return Note(rating, text, watched, why, Provenance.of(why, service.model, "2026-03-01"))

    return noted


def test_a_second_note_on_one_explanation_replaces_the_first(note):
    notes = add_note(add_note({}, note()), note(rating=2))
    assert [each.rating for each in notes.values()] == [2]
    notes = add_note(notes, note(film="3"))
    notes = add_note(notes, note(watched=History(("1",))))
    assert len(notes) == 3
    assert list(add_note(notes, note(rating=5)).values())[-1].rating == 5


def test_the_oldest_go(note, monkeypatch):
    monkeypatch.setattr("dashboard.export.notes.MOST", 2)
    notes = {}
    for film in ("3", "4", "6"):
        notes = add_note(notes, note(film=film))
    assert [each.why.film.id for each in notes.values()] == ["4", "6"]
    assert MOST >= 2


def test_another_reading_makes_another_explanation(service, history):
    plain = service.model.explain(history, "9")
    weighed = service.model.weighing({"text": 2.0}).explain(history, "9")
    alone = service.model.by_content_alone().explain(history, "9")
    assert len({note_key(history, each) for each in (plain, weighed, alone)}) == 3


def test_files_hold_the_numbers_and_their_source(note, service, history):
    notes = [note(), note(film="10", rating=None, text="what?")]
    first, second = json.loads(as_json(notes))
    assert first["explanation"]["contributions"] == json.loads(json.dumps(notes[0].why.to_dict()["contributions"]))
    assert (first["rating"], second["rating"], second["note"]) == (4, None, "what?")
    assert first["history"] == {"liked": list(history.liked), "disliked": list(history.disliked), "wishes": []}
    table = pd.read_csv(io.StringIO(as_csv(notes)), dtype={"film": str})
    assert list(table["film"]) == ["9", "10"]
    assert table["note"][0] == "'=1+1"
    assert set(table["model_hash"]) == {service.model.model_hash}
    assert set(table["data_hash"]) == {service.model.data_hash}
    parts = table[[name for name in table.columns if name.startswith("from_")]].sum(axis=1)
    assert list(parts) == pytest.approx([each.why.score for each in notes])
