import io
import json

import pandas as pd
import pytest

from dashboard.components.browser_store import LONGEST, Report, parse
from dashboard.export.notes import Note, NotedHistory, as_csv, as_json, note_id, read_note, read_notes
from dashboard.export.records import Provenance
from dashboard.panels.common.browser_shelf import Contents
from emde_core import History, less


@pytest.fixture
def note(service, history):
    def noted(film: str = "9", rating: int | None = 4, text: str = "=1+1", watched: History = history) -> Note:
        why = service.model.explain(watched, film)
        source = Provenance.of(why, service.model, "2026-03-01")
        noted_history = NotedHistory.of(watched, service.model.catalogue)
        words = {"sentence": "Because.", "link": "v2=abc"}
        return Note.on(why, noted_history, source, rating=rating, text=text, **words)

    return noted


def texts(*notes: Note) -> dict[str, str]:
    return {each.id: each.model_dump_json() for each in notes}


def test_a_note_comes_back_from_the_browser_as_it_was(note, history):
    wishing = History(history.liked, history.disliked, (less("popularity", weight=0.5),))
    for each in (note(), note(rating=None, text="<b>\N{SNOWMAN}</b>", watched=wishing)):
        assert read_note(each.model_dump_json()) == each
        assert read_notes(texts(each)) == {each.id: each}


def test_a_note_is_named_after_its_explanation(service, note, history):
    plain = service.model.explain(history, "9")
    others = [
        service.model.weighing({"text": 2.0}).explain(history, "9"),
        service.model.by_content_alone().explain(history, "9"),
        service.model.explain(history, "3"),
    ]
    assert note().id == note(rating=1, text="other").id == note_id(history, plain)
    ids = {note_id(history, each) for each in (plain, *others)} | {note_id(History(("1",)), plain)}
    assert len(ids) == 5


@pytest.mark.parametrize(
    "change",
    [
        {"rating": 6},
        {"text": "x" * 2_001},
        {"score": "NaN"},
        {"link": 'v2=abc" onclick="alert(1)'},
        {"link": "javascript:alert(1)"},
        {"more": 1},
        {"film": {"id": "9"}},
        {"history": {"liked": [], "disliked": [], "wishes": [{"kind": "word", "name": "", "weight": 1}]}},
        {"history": {"liked": [{"id": "1", "title": "a"}] * 2, "disliked": [], "wishes": []}},
    ],
)
def test_what_somebody_else_wrote_into_the_browser_is_no_note(note, change):
    document = json.loads(note().model_dump_json()) | change
    assert read_notes({note().id: json.dumps(document)}) == {}


def test_a_note_below_another_s_name_is_left_out(note):
    assert read_notes({note("3").id: note().model_dump_json(), "x": "no JSON"}) == {}


def test_files_hold_the_numbers_their_source_and_a_link(note, service, history):
    notes = [note(), note(film="10", rating=None, text="what?")]
    explain = {"9": service.model.explain(history, "9").to_dict()}
    first, second = json.loads(as_json(notes, "http://here/", lambda each: explain.get(each.film.id)))
    assert first["explanation"] == json.loads(json.dumps(explain["9"]))
    assert "explanation" not in second
    assert (first["rating"], second["rating"], second["note"]) == (4, None, "what?")
    assert [film["id"] for film in first["history"]["liked"]] == list(history.liked)
    assert sum(first["by_entry"].values()) == pytest.approx(first["score"])
    table = pd.read_csv(io.StringIO(as_csv(notes, "http://here/")), dtype={"film": str})
    assert list(table["film"]) == ["9", "10"]
    assert table["note"][0] == "'=1+1"
    assert (table["sentence"][0], table["link"][0]) == ("Because.", "http://here/?v2=abc")
    assert table["liked_titles"][0] == "; ".join(service.film(film).label for film in history.liked)
    assert set(table["model_hash"]) == {service.model.model_hash}
    assert set(table["data_hash"]) == {service.model.data_hash}
    parts = table[[name for name in table.columns if name.startswith("from_")]].sum(axis=1)
    assert list(parts) == pytest.approx([each.score for each in notes])


def test_two_tabs_do_not_lose_each_other_s_texts():
    here = Contents().change("mine", "1")
    turn = here.changes[0].turn
    # The other tab's text arrives before this one's is written, then both are reported.
    here = here.follow(Report(entries=(("other", "2"),)))
    assert here.texts == {"other": "2", "mine": "1"}
    here = here.follow(Report(entries=(("mine", "1"), ("other", "2")), turns=(turn,)))
    assert (here.texts, here.changes) == ({"mine": "1", "other": "2"}, ())
    here = here.follow(Report(entries=(("mine", "1"),)))  # the other tab deleted its own
    assert here.texts == {"mine": "1"}
    assert here.change("mine", None).texts == here.change(None, None).texts == {}


@pytest.mark.parametrize("failure", ["full", "closed"])
def test_what_the_browser_can_t_keep_stays_with_the_session(failure):
    here = Contents().change("mine", "1")
    here = here.follow(Report(entries=(), turns=(here.changes[0].turn,), failure=failure))
    assert (here.texts, here.changes, here.failure) == ({"mine": "1"}, (), failure)
    assert here.change("mine", None).texts == {}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"entries": {"a": "b"}},
        {"entries": [["../a", "b"]]},
        {"entries": [["a", "x" * (LONGEST + 1)]]},
        {"entries": [["a", "b"]] * 201},
        {"entries": [], "failure": "fire"},
    ],
)
def test_a_report_that_makes_no_sense(value):
    assert parse(value) is None


def test_a_report():
    value = {"entries": [["a", "b"]], "turns": ["1"], "failure": ""}
    assert parse(value) == Report(entries=(("a", "b"),), turns=("1",))
