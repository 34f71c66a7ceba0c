from __future__ import annotations

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from emde_core.data import ratings
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.native import read_native
from emde_core.errors import DataError
from emde_core.limits import LIMITS
from emde_core.schema import FILM, RATING, VIEWER

FILMS = [{"id": "7", "title": "Amélie", "year": 2001}, {"id": 8, "title": "Heat"}]


def test_the_small_fixture_reads_and_says_what_is_missing(small):
    data = read_native(small)
    assert (data.report.films, data.report.viewers, data.report.ratings) == (16, 24, 184)
    assert dict(data.report.without) == {"plot": 1, "year": 1, "genres": 1, "directors": 1, "poster": 4}
    assert data.report.unknown_ratings == data.report.repeated_ratings == data.report.poster_files_missing == 0
    assert data.interactions is not None
    assert not data.interactions.simulated
    assert data.report.lines() == [
        "16 films: 1 without plot, 1 without year, 1 without genres, 1 without directors, 4 without poster",
        "184 ratings by 24 viewers",
    ]


@pytest.mark.parametrize(
    ("film_id", "title"),
    [
        ("5", "M*A*S*H"),
        ("6", "<script>alert(1)</script>"),
        ("7", ":smile:"),
        ("8", "רוח המדבר"),
        ("10", "1. April 2000"),
        ("11", '<b>bold</b> & "quotes"'),
        ("13", "Žluťoučký kůň"),
    ],
)
def test_hostile_and_foreign_titles_arrive_unchanged_and_can_be_found(small, film_id, title):
    catalogue = read_native(small).catalogue
    assert catalogue[film_id].title == title
    assert catalogue.find(title).id == film_id


def test_a_title_of_300_characters_duplicate_titles_and_an_article_at_the_end(small):
    catalogue = read_native(small).catalogue
    assert len(catalogue["9"].title) == 300
    assert [film.year for film in catalogue if film.title == "Heat"] == [1991, 2003]
    assert catalogue.find("Heat (2003)").id == "4"
    assert catalogue.find("The Matrix of Rain").id == "12"


def test_each_kind_of_taste_shows_in_the_small_ratings(small):
    table = read_native(small).interactions.table
    likes = table[table["rating"] >= 4]
    shared = likes.groupby("film")["viewer"].apply(set)
    assert len(shared["1"] & shared["2"]) > 2 * len(shared["1"] & shared["3"])


def test_a_poster_is_found_by_the_films_id_and_a_named_one_comes_first(folder, picture):
    picture("posters/7.jpg")
    picture("posters/8.png")
    picture("other.png")
    catalogue = read_native(folder(films_jsonl=[FILMS[0], FILMS[1] | {"poster": "other.png"}])).catalogue
    assert catalogue.poster_path(catalogue["7"]).name == "7.jpg"
    assert catalogue.poster_path(catalogue["8"]).name == "other.png"


def test_a_poster_by_one_of_a_films_other_ids_is_found_too(folder, picture):
    picture("posters/5.jpg")
    films = [FILMS[0] | {"also_ids": ["5", "6"]}, FILMS[1]]
    assert read_native(folder(films_jsonl=films)).catalogue.find("6").poster == "posters/5.jpg"


def test_webp_comes_before_jpg(folder, picture):
    picture("posters/7.jpg")
    picture("posters/7.webp")
    assert read_native(folder(films_jsonl=FILMS)).catalogue["7"].poster == "posters/7.webp"


def test_a_named_poster_that_is_not_there_is_counted(folder):
    data = read_native(folder(films_jsonl=[FILMS[0] | {"poster": "posters/nowhere.webp"}]))
    assert data.report.poster_files_missing == 1
    assert "1 films name a poster file that is not there" in data.report.lines()


def test_csv_films_with_lists_and_text_that_looks_like_nothing(folder):
    text = '\ufeffid,title,year,genres,plot\n7,NA,,Comedy|Drama,\n8,Null,1999.0,,"A plot, with\na line break"\n'
    catalogue = read_native(folder(films_csv=text)).catalogue
    assert [film.title for film in catalogue] == ["NA", "Null"]
    assert catalogue["7"].genres == ("Comedy", "Drama")
    assert (catalogue["7"].year, catalogue["8"].year) == (None, 1999)
    assert catalogue["8"].plot == "A plot, with\na line break"


def test_parquet_films_and_ratings(tmp_path):
    films = pa.table({"id": [7, 8], "title": ["A", "B"], "genres": [["Comedy"], None], "year": [1999, None]})
    pq.write_table(films, tmp_path / "films.parquet")
    ratings = pa.table({"viewer": [1, 1], "film": [7, 8], "rating": [4, 3]})
    pq.write_table(ratings, tmp_path / "ratings.parquet")
    data = read_native(tmp_path)
    assert data.catalogue["7"].genres == ("Comedy",)
    assert data.interactions.table["film"].tolist() == ["7", "8"]


def test_without_ratings_there_are_none(folder):
    data = read_native(folder(films_jsonl=FILMS))
    assert data.interactions is None
    assert data.report.lines()[1] == "no ratings"


def test_ids_keep_their_leading_zeros(folder):
    data = read_native(folder(films_jsonl=[{"id": "007", "title": "X"}], ratings_csv="viewer,film,rating\n01,007,5\n"))
    assert data.report.unknown_ratings == 0
    assert data.interactions.viewers == ("01",)


def test_ratings_of_unknown_films_and_repeated_ratings_are_counted(folder):
    ratings = "viewer,film,rating,time\na,7,5,2\na,7,1,1\na,99,3,1\nb,99,4,1\n"
    report = read_native(folder(films_jsonl=FILMS, ratings_csv=ratings)).report
    assert (report.unknown_ratings, report.unknown_films, report.repeated_ratings) == (2, 1, 1)
    assert "2 ratings of 1 films that are not in the catalogue: not used" in report.lines()
    assert "1 ratings replaced by a later one" in report.lines()


@pytest.mark.parametrize(
    ("ratings", "named"),
    [
        ("viewer,film\na,7\n", ["ratings.csv", "column 'rating' is missing", "found viewer, film"]),
        ("viewer,user,film,rating\na,a,7,5\n", ["ratings.csv", "viewer and user both mean the viewer"]),
        ("viewer,film,rating\na,8,good\na,8,\n", ["ratings.csv, line 2", "'good' is not a number", "1 more"]),
        ("viewer,film,rating\na,7,inf\n", ["ratings.csv, line 2", "rating 'inf' is not a number"]),
        ("viewer,film,rating,time\na,7,5,noon\n", ["ratings.csv, line 2", "time 'noon'"]),
        ("viewer,film,rating\na,8\n", ["ratings.csv, line 2", "2 cells, and not 3"]),
        ("", ["ratings.csv", "is empty"]),
        (b"viewer,film,rating\n\xff\xfe,7,5\n", ["ratings.csv, line 2", "viewer is not UTF-8"]),
    ],
)
def test_bad_ratings_are_named(folder, ratings, named):
    with pytest.raises(DataError) as caught:
        read_native(folder(films_jsonl=FILMS, ratings_csv=ratings))
    assert all(words in str(caught.value) for words in named), str(caught.value)


@pytest.mark.parametrize(
    ("films", "named"),
    [
        ('{"id": "8", "tit\n', ["films.jsonl, line 1", "not JSON"]),
        ('["7", "A"]\n', ["films.jsonl, line 1", "expected a JSON object"]),
        ('{"title": "A"}\n', ["films.jsonl, line 1", "'id'"]),
        ('\n{"id": "7", "title": " "}\n', ["films.jsonl, line 2", "title"]),
        ('{"id": "7", "title": "A", "year": "soon"}\n', ["films.jsonl, line 1", "'year'", "soon"]),
        ('{"id": "7", "title": "A", "year": 1e999}\n', ["films.jsonl, line 1", "'year'"]),
        ('{"id": "7", "title": "A", "genres": 5}\n', ["films.jsonl, line 1", "'genres'", "list of names"]),
        (b'{"id": "7", "title": "Am\xe9lie"}\n', ["films.jsonl", "UTF-8"]),
    ],
)
def test_bad_films_are_named_with_file_and_line(folder, films, named):
    with pytest.raises(DataError) as caught:
        read_native(folder(films_jsonl=films))
    assert all(words in str(caught.value) for words in named), str(caught.value)


BAD_FILMS = [  # where the row stands in the file, and what is said of it
    ('{"id": "8", "tit', "line 2: not JSON: "),
    ('{"id": "7", "title": "B"}', "line 2: film id '7' (B) stands twice, as Amélie (2001) before"),
    ('{"id": "9", "title": "a\\ud800b"}', "line 2: field 'title': half a letter"),
    ('{"id": "9", "title": "A", "year": "soon"}', "line 2: field 'year': expected a year"),
    ('{"id": "9", "title": "A", "imdb_id": "nm1"}', "line 2: field 'imdb_id': expected an id of IMDb's"),
    ('["9"]', "line 2: expected a JSON object"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_FILMS)
def test_one_bad_film_never_loses_the_rest(folder, bad, reason):
    first, last = (json.dumps(film) for film in FILMS)
    data = read_native(folder(films_jsonl=f"{first}\n{bad}\n{last}\n"))
    assert [film.id for film in data.catalogue] == ["7", "8"]
    assert len(data.report.left_out) == 1
    assert reason in data.report.left_out[0]
    assert data.report.lines()[-2] == "1 row left out:"
    with pytest.raises(DataError, match=r"1 row left out:\n.*films\.jsonl, line 2"):
        data.refuse_rows_left_out()


def test_a_csv_row_with_too_many_cells_or_bytes_of_another_encoding_is_left_out(folder):
    data = read_native(folder(films_csv=b"id,title\n7,A\n8,B,C\n9,Am\xe9lie\n10\n11,D\n"))
    assert list(data.catalogue.index) == ["7", "11"]
    endings = ["line 3: more cells than the 2 columns of the header", "line 4: not UTF-8 text; save the file as UTF-8"]
    endings.append("line 5: fewer cells than the 2 columns of the header")
    assert [row.split(", ", 1)[-1] for row in data.report.left_out] == endings


def test_a_quotation_mark_that_is_not_closed_takes_no_other_row_away(folder):
    text = 'id,title,plot\n7,"A","Two\nlines."\n8,"B,x\n9,C,"Three\nmore\nlines."\n\n10,D,\n11,"E,\n'
    data = read_native(folder(films_csv=text))
    assert [(film.id, film.plot) for film in data.catalogue] == [
        ("7", "Two\nlines."),
        ("9", "Three\nmore\nlines."),
        ("10", ""),
    ]
    assert [row.split(", line ")[1] for row in data.report.left_out] == [
        "4: fewer cells than the 3 columns of the header, or a quotation mark that is not closed",
        "10: fewer cells than the 3 columns of the header",
    ]


def test_one_bad_rating_never_loses_the_rest(folder):
    ratings = b"user_id,movie,stars,timestamp\na,7,5,1\nb,7,good,1\n\nb,7\n\xff,7,4,1\n,8,3,1\nb,8,2,soon\nb,8,2,2\n"
    data = read_native(folder(films_jsonl=FILMS, ratings_csv=ratings))
    assert data.interactions.table.to_numpy().tolist() == [["a", "7", 5, 1], ["b", "8", 2, 2]]
    lines = sorted(row.split(", line ")[1].split(";")[0] for row in data.report.left_out)
    assert lines == [
        "3: rating 'good' is not a number",
        "5: 2 cells, and not 4 as the header has",
        "6: viewer is not UTF-8 text",
        "7: viewer is empty",
        "8: time 'soon' is not a number",
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_ratings_between_semicolons_or_tabs(folder, separator):
    text = "viewer,film,rating\na,7,5\na,8,2\n".replace(",", separator)
    assert len(read_native(folder(films_jsonl=FILMS, ratings_csv=text)).interactions) == 2


def test_a_quotation_mark_in_a_rating_takes_no_other_rating_away(folder):
    ratings = 'viewer,film,rating\na,7,5\na,"8,5\nb,7,4\nb,8\nc,8,x\nd",8,1\n\ne,8\ne,7,no\n'
    data = read_native(folder(films_jsonl=FILMS, ratings_csv=ratings))
    assert data.interactions.table[["viewer", "film"]].to_numpy().tolist() == [["a", "7"], ["b", "7"], ['d"', "8"]]
    assert sorted(row.split(", ")[1].split(";")[0] for row in data.report.left_out) == [
        "line 10: rating 'no' is not a number",
        "line 3: 4 cells",
        "line 5: 2 cells",
        "line 6: rating 'x' is not a number",
        "line 9: 2 cells",
    ]


def test_of_many_bad_rows_the_report_names_ten(folder):
    data = read_native(folder(films_jsonl=FILMS, ratings_csv="viewer,film,rating\na,7,5\n" + "a,7,x\n" * 12))
    assert data.report.lines()[-11] == "12 rows left out, of which the first 10:"
    assert len(data.report.left_out) == 12


def test_columns_of_films_have_the_names_that_files_give_them(folder):
    text = (
        "movieId;primaryTitle;startYear;Genre;Overview;imdbID\n7;Matrix, The (1999);N/A;Action, Sci-Fi;\\N;tt0133093\n"
    )
    film = read_native(folder(films_csv=text)).catalogue["7"]
    assert (film.title, film.year, film.genres, film.plot) == ("The Matrix", 1999, ("Action", "Sci-Fi"), "")
    assert film.imdb_id == "133093"


def test_ratings_in_parquet_have_the_names_that_files_give_them(folder, tmp_path):
    ratings = pa.table({"userId": [1, 1], "movieId": [7.0, 8.0], "rating": [4, None], "timestamp": [3, 4]})
    pq.write_table(ratings, folder(films_jsonl=FILMS) / "ratings.parquet")
    data = read_native(tmp_path)
    assert data.interactions.table.to_numpy().tolist() == [["1", "7", 4, 3]]
    assert "ratings.parquet, row 2: rating is empty" in data.report.left_out[0]


def test_two_files_of_films_are_one_too_many(folder):
    with pytest.raises(DataError, match=r"both films\.jsonl and films\.csv"):
        read_native(folder(films_jsonl=FILMS, films_csv="id,title\n7,A\n"))


def test_a_folder_without_films_lists_what_was_expected(tmp_path):
    with pytest.raises(DataError, match=r"films\.jsonl, films\.csv, films\.parquet"):
        read_native(tmp_path)


def test_a_file_that_only_claims_to_be_parquet(folder):
    with pytest.raises(DataError, match=r"films\.parquet can't be read"):
        read_native(folder(films_parquet=b"not parquet"))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_ratings_beyond_their_bounds_are_refused_before_they_are_read(tmp_path, monkeypatch, suffix):
    file, frame = tmp_path / f"ratings.{suffix}", pd.DataFrame({VIEWER: "a", FILM: list("wxyz"), RATING: 5})
    frame.to_csv(file, index=False) if suffix == "csv" else frame.to_parquet(file)
    size = 5 if suffix == "csv" else 4  # lines, with the header
    assert len(RatingsFile(file).read()) == 4
    for bound, most, words in (
        ("ratings", size - 1, rf"ratings\.{suffix} has {size} rows; give at most {size - 1} rows"),
        ("ratings_file", 9, rf"ratings\.{suffix} has more than 9 bytes; give the ratings of fewer viewers"),
    ):
        changed = LIMITS._replace(**{bound: getattr(LIMITS, bound)._replace(most=most)})
        monkeypatch.setattr(ratings, "LIMITS", changed)
        with pytest.raises(DataError, match=words):
            RatingsFile(file).read()


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_cell_of_ratings_is_short(tmp_path, suffix):
    file, frame = tmp_path / f"ratings.{suffix}", pd.DataFrame({VIEWER: ["a", "b" * 1_001], FILM: "1", RATING: 5})
    frame.to_csv(file, index=False) if suffix == "csv" else frame.to_parquet(file)
    with pytest.raises(DataError, match=r"has a cell of more than 1 KB; give ids and numbers alone"):
        RatingsFile(file).read()
