from __future__ import annotations

import json
import shutil

import numpy as np
import pandas as pd
import pytest

from emde_core import History, Recommender, Wish, less, more
from emde_core.batch import COLUMNS, explain_histories, read_histories, table
from emde_core.errors import ConfigError, DataError, FilmNameError, HistoryError
from tests import toy

WISHED = (more("director", "June Abara", 2), less("word", "smugglers", 0.5), less("popularity"))
HISTORIES = {
    "ann": History(("1", "2", "7"), ("4",)),
    "bob": History(("5", "12")),
    "cleo": History(("3",), ("9", "10"), WISHED),
    "dan": History(wishes=[more("genre", "Crime")]),
}


def record(viewer, history):
    wishes = [{"kind": w.kind, "name": w.name, "weight": w.weight} for w in history.wishes]
    return json.dumps({"viewer": viewer, "liked": history.liked, "disliked": history.disliked, "wishes": wishes})


def write(path, histories):
    path.write_text("\n".join(record(*each) for each in histories.items()))
    return path


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "histories.jsonl", HISTORIES)


def the_same_as_explained_one_by_one(model, histories, found, k, within=1e-13):
    """Every row is a contribution of the recommender's own explanation, in its order."""
    assert tuple(found.columns) == COLUMNS
    for viewer, history in histories.items():
        for place, recommended in enumerate(model.recommend(history, k), start=1):
            rows = found[(found["viewer"] == viewer) & (found["rank"] == place)]
            explained = model.explain(history, recommended.film.id)
            why = explained.to_frame()
            assert set(rows["film"]) == {recommended.film.id}
            assert rows["score"].tolist() == [recommended.score] * len(rows)
            for column in ("entry", "reaction", "part"):
                assert rows[column].tolist() == why[column].tolist()
            for column in ("value", "spread"):
                np.testing.assert_allclose(rows[column], why[column], rtol=1e-9, atol=within)
            assert explained.baseline + rows["value"].sum() == pytest.approx(recommended.score, abs=max(1e-9, within))


def test_every_row_is_a_contribution_of_the_recommenders_own_explanation(small_model, file, tmp_path):
    assert explain_histories(small_model, file, 4, tmp_path / "out.parquet") == 16
    found = pd.read_parquet(tmp_path / "out.parquet")
    the_same_as_explained_one_by_one(small_model, HISTORIES, found, 4)
    assert set(found["part"]) == {"text", "categorical", "image", "company", "popularity"}
    assert set(found["part"][found["spread"].isna()]) == {"company", "popularity"}
    assert found["spread"].dtype == float


@pytest.mark.parametrize("recipe", ["affinity", "published"])
def test_both_recipes_and_films_that_lack_modalities(recipe, tmp_path):
    model = toy.recommender(recipe=recipe)
    histories = {"ann": History(("f0", toy.LACKS_TEXT), (toy.ONLY_CATEGORIES,)), "bob": History((toy.ONLY_IMAGE, "f1"))}
    out = tmp_path / "out.parquet"
    assert explain_histories(model, write(tmp_path / "h.jsonl", histories), 30, out) > 20
    found = pd.read_parquet(out)
    single_precision = 1e-8 if recipe == "published" else 0
    the_same_as_explained_one_by_one(model, histories, found, 30, within=max(1e-13, single_precision))


@pytest.mark.parametrize("changed", ["weighed", "content alone"])
def test_a_what_if_is_explained_as_it_stands(small_model, changed, file, tmp_path):
    out = tmp_path / "out.parquet"
    model = (
        small_model.weighing({"image": 4, "company": 0.5}) if changed == "weighed" else small_model.by_content_alone()
    )
    explain_histories(model, file, 2, out)
    the_same_as_explained_one_by_one(model, HISTORIES, pd.read_parquet(out), 2)


def test_ratings_are_split_at_the_models_thresholds(small_model, tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text("viewer,film,rating\nann,1,5\nann,2,4\nann,3,3.5\nann,4,3\nann,unknown,5\nbob,1,3.5\n")
    assert read_histories(path, small_model) == {"ann": History(("1", "2"), ("4",))}


def test_films_go_by_any_name_and_wishes_weigh_1_if_nothing_is_said(small_model, tmp_path):
    path = tmp_path / "histories.jsonl"
    wishes = [{"kind": "director", "name": "June Abara"}, {"kind": "popularity", "weight": -2}]
    path.write_text(json.dumps({"viewer": "ann", "liked": ["The Salt Lantern", 12], "wishes": wishes}))
    expected = History(("1", "12"), (), (Wish("director", "June Abara", 1.0), Wish("popularity", "", -2.0)))
    assert read_histories(path, small_model) == {"ann": expected}


def test_an_interrupted_run_goes_on_where_it_was(small_model, file, tmp_path, monkeypatch):
    monkeypatch.setattr(table, "AT_ONCE", 1)
    out = tmp_path / "out.parquet"

    def interrupted(steps, _):
        yield from list(steps)[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        explain_histories(small_model, file, 2, out, interrupted)
    assert not out.exists()
    asked = []
    original = table._explained
    monkeypatch.setattr(table, "_explained", lambda *a: asked.extend(name for name, _ in a[2]) or original(*a))
    assert explain_histories(small_model, file, 2, out) == 8
    assert asked == ["dan"]
    assert pd.read_parquet(out)["viewer"].drop_duplicates().tolist() == list(HISTORIES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["histories.jsonl", "out.parquet"]


@pytest.mark.parametrize("other", ["k", "weights", "content alone"])
def test_what_another_run_left_is_not_used(small_model, file, tmp_path, monkeypatch, other):
    monkeypatch.setattr(table, "_join", lambda *_: 0)
    out = tmp_path / "out.parquet"
    explain_histories(small_model, file, 2, out)
    monkeypatch.undo()
    models = {"weights": small_model.weighing({"company": 0.5}), "content alone": small_model.by_content_alone()}
    model, k = models.get(other, small_model), 3 if other == "k" else 2
    assert explain_histories(model, file, k, out) == 4 * k
    the_same_as_explained_one_by_one(model, HISTORIES, pd.read_parquet(out), k)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", DataError, "no history"),
        ('{"liked": ["1"]}', DataError, "viewer"),
        ('{"viewer": "a", "liked": ["1"]}\n{"viewer": "a", "liked": ["2"]}', DataError, "viewer of its own"),
        ('{"viewer": "a", "liked": "1"}', DataError, "lists of films"),
        ('{"viewer": "a", "liked": ["1"], "wishes": {}}', DataError, "a list of wishes"),
        (
            '{"viewer": "a", "wishes": ["word:war"]}',
            DataError,
            r"line 1: 'word:war' is no wish; write one as \{\"kind\"",
        ),
        ('{"viewer": "a", "wishes": [{"name": "war"}]}', DataError, "is no wish"),
        ('{"viewer": "a", "wishes": [{"kind": "word", "name": "war", "weight": "much"}]}', DataError, "is no wish"),
        ('{"viewer": "a", "wishes": [{"kind": "word", "name": "war", "weight": 9}]}', HistoryError, "line 1: .*weight"),
        (
            '{"viewer": "a", "wishes": [{"kind": "word", "name": "zzz"}]}',
            FilmNameError,
            "viewer a: no film .* the word",
        ),
        ('{"viewer": "a", "liked": ["No Such Film"]}', FilmNameError, "no film is called"),
        ('{"viewer": "a", "liked": ["1", "1"]}', HistoryError, "more than once"),
    ],
)
def test_bad_histories(small_model, tmp_path, text, error, message):
    path = tmp_path / "histories.jsonl"
    path.write_text(text)
    with pytest.raises(error, match=message):
        explain_histories(small_model, path, 2, tmp_path / "out.parquet")


def test_a_viewer_who_has_seen_everything_has_no_rows(small_model, tmp_path):
    everything = History([film.id for film in small_model.catalogue])
    path = write(tmp_path / "histories.jsonl", {"ann": everything, "bob": HISTORIES["bob"]})
    assert explain_histories(small_model, path, 2, tmp_path / "out.parquet") == 2
    assert set(pd.read_parquet(tmp_path / "out.parquet")["viewer"]) == {"bob"}


def test_a_parts_folder_that_is_no_parts_folder_is_replaced(small_model, file, tmp_path):
    out = tmp_path / "out.parquet"
    folder = tmp_path / "out.parquet.parts"
    folder.mkdir()
    (folder / "000000000.parquet").write_bytes(b"foreign")
    assert explain_histories(small_model, file, 1, out) == 4
    shutil.rmtree(folder, ignore_errors=True)


def test_a_model_of_the_published_recipe_takes_no_wishes(tmp_path):
    model: Recommender = toy.recommender(recipe="published")
    path = write(tmp_path / "histories.jsonl", {"ann": History(("f0",), wishes=[more("genre", "Drama")])})
    with pytest.raises(ConfigError, match=r"viewer ann: .*published recipe, which has no atoms to wish for"):
        explain_histories(model, path, 2, tmp_path / "out.parquet")
