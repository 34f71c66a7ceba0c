"""From another site's export to a history, and from the history to recommendations, on the command line."""

from __future__ import annotations

import json
import zipfile

import pandas as pd
import pytest

HEADER = "Date,Name,Year,Letterboxd URI,Rating\n"
RATINGS = f"""{HEADER}2021-01-01,Salt Lantern,1984,u,4.5
2021-01-02,heat,2003,u,2
2021-01-03,Heat,1992,u,5
2021-01-04,Nowhere,1999,u,5
2021-01-05,Zlutoucky kun,1969,u,3
2021-01-06,M*A*S*H,19x2,u,4
"""


@pytest.fixture
def ratings(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text(RATINGS, encoding="utf-8")
    return path


@pytest.fixture
def bring(emde, small_folder, tmp_path):
    """Imports files: exit status, the history, and what was said."""

    def run(*words):
        status, _, err = emde("import", *words, "--out", tmp_path / "history.json", "--model", small_folder)
        history = json.loads((tmp_path / "history.json").read_text(encoding="utf-8")) if status == 0 else None
        return status, history, err

    return run


def ids(history):
    return [[film["id"] for film in history[side]] for side in ("liked", "disliked")]


def test_an_export_becomes_a_history_with_a_report(bring, ratings):
    status, history, said = bring(ratings)
    assert (status, ids(history)) == (0, [["1"], ["4"]])
    assert history["liked"][0]["title"] == "The Salt Lantern"
    for words in (
        "found, with an opinion: 2",
        "found, rated in between, left out: 1",
        "Heat (1992): Heat (1991) [id 3] (another year)",
        "not in this catalogue: 1: Nowhere (1999)",
        "Passed over: 1 row that can't be read.",
        "line 7: column 'Year': expected a year such as 1979, found '19x2'",
    ):
        assert words in said


def test_titles_of_an_export_cannot_move_the_terminal(bring, ratings):
    ratings.write_text(RATINGS.replace("Nowhere", "\x1b[2JNo\x9b1mwhere\x07"), encoding="utf-8")
    _, _, said = bring(ratings)
    assert r"\u001b[2JNo\u009b1mwhere\u0007 (1999)" in said


def test_what_is_open_is_put_right_by_an_option(bring, ratings):
    status, history, _ = bring(ratings, "--take", "Heat (1992)=3", "--take", "Nowhere=Supper for Eleven", "--most", "3")
    assert (status, ids(history)) == (0, [["3", "16"], ["4"]])
    status, _, said = bring(ratings, "--take", "Heat=3=4=")
    assert status == 2
    assert "write TITLE=FILM" in said
    assert bring(ratings, "--take", "Heat (1992)=No such film")[0] == 2


def test_films_without_a_rating_count_as_liked_where_somebody_says_so(bring, tmp_path):
    watched = tmp_path / "watched.csv"
    watched.write_text("Name,Year,Letterboxd URI\nSalt Lantern,1984,u\n", encoding="utf-8")
    status, _, said = bring(watched)
    assert status == 1
    assert "1 found, none has a rating or a like" in said
    status, history, _ = bring(watched, "--watched-as-liked")
    assert (status, ids(history)) == (0, [["1"], []])


def test_a_zip_a_folder_and_several_files_are_read_alike(bring, ratings, tmp_path):
    folder = tmp_path / "letterboxd-me"
    (folder / "likes").mkdir(parents=True)
    (folder / "deleted").mkdir()
    (folder / "ratings.csv").write_text(RATINGS, encoding="utf-8")
    (folder / "deleted" / "diary.csv").write_text(RATINGS.replace("Salt Lantern,1984", "Heat,2003"), encoding="utf-8")
    (folder / "likes" / "films.csv").write_text(f"{HEADER}2021-02-01,Zlutoucky kun,1969,u,\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "me.zip", "w") as archive:
        for path in folder.rglob("*.csv"):
            archive.write(path, path.relative_to(folder))
    expected = [["1", "13"], ["4"]]
    assert ids(bring(folder)[1]) == ids(bring(tmp_path / "me.zip")[1]) == expected
    assert ids(bring(ratings, folder / "likes" / "films.csv")[1]) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Const,Title,Title Type,Year,Your Rating\ntt1,Oz,TV Series,1997,9\n", "no film that was watched in"),
        ("Name,Year,Letterboxd URI,Rating\nNowhere,1999,u,5\n", "none of these films is in this catalogue"),
        ("a,b\n1,2\n", "expected the columns"),
    ],
)
def test_files_without_a_film_that_can_be_used(bring, tmp_path, text, said):
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    status, _, err = bring(tmp_path / "x.csv")
    assert status == 1
    assert said in err
    assert "can't be opened" in bring(tmp_path / "absent.csv")[2]


def test_a_history_file_is_asked_about_and_options_add_to_it(bring, ratings, emde, small_folder, tmp_path):
    bring(ratings)
    file = tmp_path / "history.json"
    _, out, _ = emde("recommend", "--history", file, "--json", "--model", small_folder)
    assert ids(json.loads(out)["history"]) == [["1"], ["4"]]
    more = ("--like", "4", "--like", "2", "--more", "genre:Crime")
    _, out, _ = emde("recommend", "--history", file, *more, "--json", "--model", small_folder)
    assert ids(json.loads(out)["history"]) == [["1", "4", "2"], []]
    _, out, _ = emde("explain", "--history", file, "--film", "9", "--json", "--model", small_folder)
    by_options = emde("explain", "--like", "1", "--dislike", "4", "--film", "9", "--json", "--model", small_folder)[1]
    assert out == by_options
    parts = tmp_path / "parts.parquet"
    assert emde("explain", "--histories", file, "--top", "2", "--out", parts, "--model", small_folder)[0] == 0
    assert set(pd.read_parquet(parts)["viewer"]) == {"history"}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "no JSON file that can be read"),
        ("[]", "expected a history"),
        ('{"films": []}', "expected a history"),
        ('{"liked": "Alien"}', "must be lists of films"),
        ('{"liked": [[1]]}', "[1] is no film; write one as"),
        ('{"liked": [{"id": "1"}]}', "is no film; write one as"),
        ('{"liked": [{"title": "Nowhere", "year": 1999}]}', "no film here is Nowhere (1999)"),
        ('{"liked": [{"id": "1", "title": "Heat", "year": 1950}]}', "no film here is Heat (1950)"),
        ('{"liked": [{"title": "Heat", "year": "soon"}]}', "field 'year'"),
        ('{"liked": ["No such film"]}', "no film is called 'No such film'"),
        ('{"wishes": ["war"]}', "is no wish; write one as"),
        ('{"liked": ["1", "The Salt Lantern"]}', "stands in the history more than once"),
        ('{"liked": []}', "the history is empty"),
    ],
)
def test_a_history_file_that_is_none_is_named(emde, small_folder, tmp_path, record, said):
    file = tmp_path / "mine.json"
    file.write_text(record, encoding="utf-8")
    status, _, err = emde("recommend", "--history", file, "--model", small_folder)
    assert status in (1, 2)
    assert said in err


def test_a_film_of_a_history_file_is_what_it_is_not_its_id(emde, small_folder, tmp_path):
    file = tmp_path / "mine.json"
    file.write_text('{"liked": [{"id": "7", "title": "Salt Lantern, The", "year": 1984}, 9]}', encoding="utf-8")
    _, out, _ = emde("recommend", "--history", file, "--json", "--model", small_folder)
    assert ids(json.loads(out)["history"]) == [["1", "9"], []]
