"""Exports of Letterboxd and IMDb: what is read, and what is said of files that are not as they should be."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.data.exports import registry
from emde_core.data.exports.base import Site
from emde_core.data.exports.registry import read_export
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.errors import DataError

URI = "https://boxd.it/1"
RATINGS = f"""Date,Name,Year,Letterboxd URI,Rating
2021-03-01,"Good, the Bad and the Ugly, The",1966,{URI},4.5
2020-01-31,Amélie,2001,{URI},2.5
2022-05-05,Heat,1995,{URI},3
"""
WATCHED = f"""Date,Name,Year,Letterboxd URI
2019-01-01,Heat,1995,{URI}
2018-01-01,Unrated,2010,{URI}
"""
LIKES = f"""Date,Name,Year,Letterboxd URI
2023-01-01,Heat,1995,{URI}
"""
IMDB = """Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres
tt0078748,8,2020-02-02,Alien,Alien,u,Movie,8.5,117,1979,Horror
tt0096697,10,2020-02-03,The Simpsons,The Simpsons,u,TV Series,8.6,22,1989,Animation
tt0000012,5,2020-02-01,Short One,Short One,u,Short,6.1,1,1896,Short
"""


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


WHOLE = {"ratings.csv": RATINGS, "watched.csv": WATCHED, "likes/films.csv": LIKES, "profile.csv": "Name\nme\n"}


def test_letterboxds_ratings():
    films = read_export("ratings.csv", ("\ufeff" + RATINGS).encode())
    assert [(f.title, f.year, f.stars, f.reaction) for f in films] == [
        ("Amélie", 2001, 2.5, "dislike"),
        ("Good, the Bad and the Ugly, The", 1966, 4.5, "like"),
        ("Heat", 1995, 3.0, None),
    ]


def test_a_whole_zip_joins_its_files():
    films = {f.title: f for f in read_export("letterboxd-me.zip", zipped(**WHOLE))}
    assert len(films) == 4
    assert films["Heat"] == WatchedFilm("Heat", 1995, stars=3.0, liked=True, when="2023-01-01")
    assert films["Heat"].reaction == "like"
    assert films["Unrated"].reaction is None


def test_likes_are_told_by_their_name():
    assert [f.liked for f in read_export("films.csv", LIKES.encode())] == [True]
    assert [f.liked for f in read_export("watched.csv", LIKES.encode())] == [False]


def test_imdbs_ratings_without_series():
    assert read_export("ratings.csv", IMDB.encode()) == (
        WatchedFilm("Short One", 1896, stars=2.5, when="2020-02-01", imdb_id="12"),
        WatchedFilm("Alien", 1979, stars=4.0, when="2020-02-02", imdb_id="78748"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            RATINGS.replace("4.5", "loved"),
            "ratings.csv, line 2: column 'Rating': expected a rating from 0 to 5, found 'loved'",
        ),
        (RATINGS.replace(",3\n", ",nan\n"), "line 4: column 'Rating'"),
        (RATINGS.replace("2001", "20O1"), "line 3: column 'Year': expected a year such as 1979"),
        (RATINGS.replace("Amélie", " "), "line 3: column 'Name': expected a title"),
        (RATINGS.replace("Amélie", "x" * 301), "line 3: column 'Name': expected a title"),
        (RATINGS.replace("2001,", ""), "line 3: fewer cells"),
        (IMDB.replace(",8,", ",11,"), "line 2: column 'Your Rating': expected a rating from 0 to 10"),
        ("film,stars\nAlien,5\n", "expected the columns Name, Year, Letterboxd URI"),
        ("", "found none"),
        ("\x00\x01", "expected the columns"),
        ('"' + "x" * 200_000, "can't be read"),
    ],
)
def test_what_is_wrong_is_named(content, said):
    with pytest.raises(DataError, match=re.escape(said)):
        read_export("ratings.csv", content.encode())


def test_other_encodings_are_named():
    with pytest.raises(DataError, match="not UTF-8"):
        read_export("ratings.csv", RATINGS.encode("latin-1"))


def test_zips_that_are_none():
    with pytest.raises(DataError, match="holds none of"):
        read_export("x.zip", zipped(**{"diary.csv": RATINGS}))
    with pytest.raises(DataError, match="no zip that can be read"):
        read_export("x.zip", zipped(**WHOLE)[:300])


def test_size_is_limited_packed_and_unpacked(monkeypatch):
    monkeypatch.setattr(registry, "MOST_BYTES", 10_000)
    with pytest.raises(DataError, match="larger than"):
        read_export("ratings.csv", b"x" * 10_001)
    bomb = zipped(**{"ratings.csv": "x" * 10_000_000})
    monkeypatch.setattr(registry, "MOST_BYTES", 100_000)
    assert len(bomb) < 100_000
    with pytest.raises(DataError, match="in the zip is larger"):
        read_export("x.zip", bomb)


def test_rows_are_limited(monkeypatch):
    monkeypatch.setattr(registry, "MOST_ROWS", 2)
    with pytest.raises(DataError, match="more than 2 rows"):
        read_export("ratings.csv", RATINGS.encode())


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b))
def test_no_file_does_worse_than_a_data_error(content):
    with pytest.raises(DataError):
        read_export("ratings.csv", content)


def test_a_site_more_is_one_line_in_the_registry(monkeypatch):
    def films(rows, name):  # noqa: ARG001 - as in Site
        return (WatchedFilm(row["film"], stars=float(row["stars"])) for _, row in rows)

    monkeypatch.setattr(registry, "SITES", (*registry.SITES, Site("Cinephile", ("film", "stars"), films)))
    assert read_export("mine.csv", b"film,stars\nAlien,5\n") == (WatchedFilm("Alien", stars=5.0),)
    with pytest.raises(DataError, match=r"film, stars \(Cinephile\)"):
        read_export("mine.csv", b"film,points\nAlien,5\n")
