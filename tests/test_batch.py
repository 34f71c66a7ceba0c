from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from emde_core import History, Recommender, batch
from emde_core.batch import COLUMNS, explain_histories, read_histories
from emde_core.errors import DataError, FilmNameError, HistoryError

HISTORIES = {
    "ann": History(("1", "2", "7"), ("4",)),
    "bob": History(("5", "12")),
    "cleo": History(("3",), ("9", "10")),
}


@pytest.fixture
def file(tmp_path):
    lines = [json.dumps({"viewer": v, "liked": h.liked, "disliked": h.disliked}) for v, h in HISTORIES.items()]
    path = tmp_path / "histories.jsonl"
    path.write_text("\n".join(lines))
    return path


def test_every_row_is_a_contribution_of_the_recommenders_own_explanation(small_model, file, tmp_path):
    assert explain_histories(small_model, file, 4, tmp_path / "out.parquet") == 12
    table = pd.read_parquet(tmp_path / "out.parquet")
    assert tuple(table.columns) == COLUMNS
    for viewer, history in HISTORIES.items():
        for place, recommended in enumerate(small_model.recommend(history, 4), start=1):
            rows = table[(table["viewer"] == viewer) & (table["rank"] == place)]
            why = small_model.explain(history, recommended.film.id, words=False).to_frame()
            assert set(rows["film"]) == {recommended.film.id}
            assert rows["score"].tolist() == [recommended.score] * len(rows)
            for column in ("history_film", "reaction", "modality"):
                assert rows[column].tolist() == why[column].tolist()
            for column in ("value", "spread"):
                assert rows[column].tolist() == pytest.approx(why[column].tolist(), abs=1e-12)
            assert rows["value"].sum() == pytest.approx(recommended.score, abs=1e-9)


def test_ratings_are_split_at_the_models_thresholds(small_model, tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text("viewer,film,rating\nann,1,5\nann,2,4\nann,3,3.5\nann,4,3\nann,unknown,5\nbob,1,3.5\n")
    assert read_histories(path, small_model) == {"ann": History(("1", "2"), ("4",))}


def test_an_interrupted_run_goes_on_where_it_was(small_model, file, tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "AT_ONCE", 1)
    out = tmp_path / "out.parquet"

    def interrupted(steps, _):
        yield from list(steps)[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        explain_histories(small_model, file, 2, out, interrupted)
    assert not out.exists()
    asked = []
    original = batch._table
    monkeypatch.setattr(batch, "_table", lambda *a: asked.append(a[1][0][0]) or original(*a))
    assert explain_histories(small_model, file, 2, out) == 6
    assert asked == ["cleo"]
    assert pd.read_parquet(out)["viewer"].drop_duplicates().tolist() == list(HISTORIES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["histories.jsonl", "out.parquet"]


def test_what_another_run_left_is_not_used(small_model, file, tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "_join", lambda *_: 0)
    out = tmp_path / "out.parquet"
    explain_histories(small_model, file, 2, out)
    monkeypatch.undo()
    assert explain_histories(small_model, file, 3, out) == 9


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", DataError, "no history"),
        ('{"liked": ["1"]}', DataError, "viewer"),
        ('{"viewer": "a", "liked": ["1"]}\n{"viewer": "a", "liked": ["2"]}', DataError, "viewer of its own"),
        ('{"viewer": "a", "liked": "1"}', DataError, "lists of films"),
        ('{"viewer": "a", "liked": ["No Such Film"]}', FilmNameError, "no film is called"),
        ('{"viewer": "a", "liked": ["1", "1"]}', HistoryError, "more than once"),
    ],
)
def test_bad_histories(small_model, tmp_path, text, error, message):
    path = tmp_path / "histories.jsonl"
    path.write_text(text)
    with pytest.raises(error, match=message):
        explain_histories(small_model, path, 2, tmp_path / "out.parquet")


def test_a_viewer_whose_history_says_nothing_is_named(small_prepared, tmp_path):
    from emde_core import Config

    plots_alone = Config.model_validate({"modalities": ["text"], "sketch": {"depth": 5, "width": 8}})
    encoded = small_prepared.encoded
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, plots_alone, encoded=encoded)
    silent_film = next(film.id for film in encoded.catalogue if not film.plot)
    path = tmp_path / "histories.jsonl"
    path.write_text(json.dumps({"viewer": "dan", "liked": [silent_film]}))
    with pytest.raises(HistoryError, match="viewer dan"):
        explain_histories(model, path, 2, tmp_path / "out.parquet")


def test_a_parts_folder_that_is_no_parts_folder_is_replaced(small_model, file, tmp_path):
    out = tmp_path / "out.parquet"
    folder = tmp_path / "out.parquet.parts"
    folder.mkdir()
    (folder / "000000000.parquet").write_bytes(b"foreign")
    assert explain_histories(small_model, file, 1, out) == 3
    shutil.rmtree(folder, ignore_errors=True)
