from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emde_core.data.readers.movielens import read_movielens
from emde_core.errors import DataError

GENRES = "unknown|0\nAction|1\nChildren's|2\nSci-Fi|3\n\n"
ITEMS = (
    "1|Matrix, The (1999)|31-Mar-1999||http://x|0|1|0|1\n"
    "2|Misérables, Les (1995)|01-Jan-1995||http://x|0|0|1|0\n"
    "3|unknown||||1|0|0|0\n"
    "4|Untitled Film|05-May-1996|||0|0|0|0\n"
).encode("latin-1")
RATINGS = "1\t1\t5\t881250949\n2\t2\t3\t881250950\n2\t9\t1\t881250951\n"


def test_100k(folder):
    data = read_movielens(folder(u_data=RATINGS, u_item=ITEMS, u_genre=GENRES))
    films = data.catalogue
    assert (films["1"].title, films["1"].year, films["1"].genres) == ("The Matrix", 1999, ("Action", "Sci-Fi"))
    assert films["1"].movielens_title == "Matrix, The (1999)"
    assert (films["2"].title, films["2"].genres) == ("Les Misérables", ("Family",))
    assert (films["3"].title, films["3"].year, films["3"].genres) == ("unknown", None, ())
    assert films["4"].year == 1996, "the release date counts where the title has no year"
    assert data.interactions.table["rating"].tolist() == [5, 3, 1]
    assert data.report.unknown_ratings == 1


TWICE = (
    "5|Chasing Amy (1997)|01-Jan-1997|||0|1|0|0\n"
    "6|Chasing Amy (1998)|01-Jan-1997|||0|1|0|0\n"
    "7|Untitled Film|05-May-1996|||0|0|0|0\n"
    "8|Chasing Amy (1997)|01-Jan-1997|||0|0|0|1\n"
)


def test_a_title_and_year_that_stand_twice_in_100k_are_one_film(folder):
    ratings = "1\t5\t2\t1\n1\t8\t5\t2\n2\t8\t4\t1\n"
    data = read_movielens(folder(u_data=ratings, u_item=ITEMS + TWICE.encode(), u_genre=GENRES))
    assert [film.id for film in data.catalogue] == ["1", "2", "3", "4", "5", "6", "7"], "no year, no twin"
    assert data.catalogue.find("8").id == "5"
    assert data.catalogue["5"].genres == ("Action",)
    assert data.interactions.table[["viewer", "film", "rating"]].to_numpy().tolist() == [["1", "5", 5], ["2", "5", 4]]
    said = "1 films stood twice, under several ids (Chasing Amy (1997): 5 and 8): one record each"
    assert said in data.report.lines()


def test_later_generations_have_two_films_of_one_title_and_year(folder):
    movies = "movieId,title,genres\n34048,War of the Worlds (2005),Action\n64997,War of the Worlds (2005),Action\n"
    ratings = "userId,movieId,rating,timestamp\n1,34048,4,0\n"
    assert len(read_movielens(folder(movies_csv=movies, ratings_csv=ratings)).catalogue) == 2


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_1m_and_10m(folder, encoding):
    movies = "1::Léon: The Professional (1994)::Crime|Children's\n2::Heat (1995)::(no genres listed)\n"
    ratings = "1::1::5::978300760\n1::2::3.5::978302109\n"
    data = read_movielens(folder(movies_dat=movies.encode(encoding), ratings_dat=ratings))
    assert data.catalogue["1"].title == "Léon: The Professional"
    assert data.catalogue["1"].genres == ("Crime", "Family")
    assert data.catalogue["2"].genres == ()
    assert data.interactions.table["rating"].tolist() == [5, 3.5]
    assert data.interactions.table["time"].tolist() == [978300760, 978302109]


def test_20m_and_later_with_links(folder):
    movies = (
        'movieId,title,genres\n1,"City of Lost Children, The (Cité des enfants perdus, La) (1995)",Children|Fantasy\n'
        '2,"American President, The (1995)",(no genres listed)\n3,Cosmos,IMAX\n4,(2019),Drama\n'
    )
    data = read_movielens(
        folder(
            movies_csv=movies,
            ratings_csv="userId,movieId,rating,timestamp\n1,1,0.5,1112486027\n1,2,4,1112484676\n",
            links_csv="movieId,imdbId,tmdbId\n1,0112682,902\n2,0112346,\n",
        )
    )
    films = data.catalogue
    assert (films["1"].title, films["1"].genres) == ("The City of Lost Children", ("Family", "Fantasy"))
    assert (films["1"].imdb_id, films["1"].tmdb_id) == ("112682", "902")
    assert (films["2"].title, films["2"].genres, films["2"].tmdb_id) == ("The American President", (), None)
    assert (films["3"].year, films["3"].genres) == (None, ("IMAX",))
    assert films["4"].title == "(2019)"


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"u_data": "1\t1\t5\n", "u_item": ITEMS, "u_genre": GENRES}, ["u.data, line 1", "3 cells, and not 4"]),
        ({"u_data": "1\t1\tx\t0\n", "u_item": ITEMS, "u_genre": GENRES}, ["u.data, line 1", "'x' is not a number"]),
        ({"u_data": RATINGS, "u_item": ITEMS}, ["u.genre is not there"]),
        ({"u_data": RATINGS, "u_item": "1|A (1999)||\n", "u_genre": GENRES}, ["u.item, line 1", "9 cells", "found 4"]),
        ({"ratings_dat": "1::1::5::0\n", "movies_dat": "1::A (1999)\n"}, ["movies.dat, line 1", "id::title::genres"]),
        (
            {"ratings_csv": "userId,movieId,rating\n1,1,4\n", "movies_csv": "movieId,title\n1,A\n"},
            ["movies.csv, line 2", "column 'genres' is missing"],
        ),
        (
            {
                "ratings_csv": "userId,movieId,rating\n1,1,4\n",
                "movies_csv": "movieId,title,genres\n1,A,\n",
                "links_csv": "movie,imdbId,tmdbId\n1,2,3\n",
            },
            ["links.csv, line 2", "column 'movieId' is missing"],
        ),
        (
            {"ratings_csv": "person,movieId,rating\n1,1,4\n", "movies_csv": "movieId,title,genres\n1,A,\n"},
            ["ratings.csv", "column 'viewer' is missing", "user_id", "found person, movieId, rating"],
        ),
    ],
)
def test_bad_files_are_named(folder, files, named):
    with pytest.raises(DataError) as caught:
        read_movielens(folder(**files))
    assert all(words in str(caught.value) for words in named), str(caught.value)


def test_an_incomplete_folder_lists_the_files_of_every_layout(folder):
    with pytest.raises(
        DataError, match=r"u\.data with u\.item, or ratings\.dat with movies\.dat, or ratings\.csv with mo"
    ):
        read_movielens(folder(u_data=RATINGS))


@pytest.mark.slow
def test_a_million_ratings_are_read(folder):
    generator = np.random.default_rng(0)
    rows = np.column_stack([generator.integers(1, 6000, 10**6), generator.integers(1, 100, 10**6)])
    lines = "\n".join(f"{viewer}::{film}::4::1" for viewer, film in rows.tolist())
    data = read_movielens(folder(ratings_dat=lines, movies_dat="1::A (1999)::Drama\n"))
    assert len(data.interactions) + data.interactions.repeated == 10**6


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 5), st.integers(0, 3)), min_size=1))
def test_of_several_ratings_the_latest_holds(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("ml")
    (path / "movies.dat").write_text("1::A (1999)::Drama\n")
    (path / "ratings.dat").write_text("".join("::".join(map(str, row)) + "\n" for row in rows))
    expected = {(str(v), str(f)): r for v, f, r, _ in sorted(rows, key=lambda row: row[3])}
    table = read_movielens(path).interactions.table
    found = {(v, f): r for v, f, r in zip(table["viewer"], table["film"], table["rating"], strict=True)}
    assert found == expected
    assert len(table) == len(found)


def test_the_real_100k(ml_100k):
    data = read_movielens(ml_100k)
    assert (data.report.films, data.report.viewers, data.report.ratings) == (1664, 943, 99_693)
    assert (data.report.unknown_ratings, data.report.repeated_ratings) == (0, 307), "18 films have two ids"
    assert (data.catalogue.find("268").id, data.catalogue.find("303").id) == ("246", "297")
    assert data.report.without["year"] == 1
    assert data.catalogue.find("The Usual Suspects").id == "12"
    assert data.catalogue["1412"].year == 1995, "Land Before Time III ... (1995) (V)"
