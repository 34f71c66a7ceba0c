"""Kaggle's Movies Dataset, HetRec 2011's MovieLens and folders as MMRec has them."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from emde_core.data.readers.hetrec import read_hetrec
from emde_core.data.readers.kaggle import read_kaggle
from emde_core.data.readers.mmrec import read_mmrec
from emde_core.data.readers.movielens import read_movielens
from emde_core.data.readers.registry import open_dataset
from emde_core.errors import DataError

METADATA = (
    "adult,genres,id,imdb_id,original_title,overview,poster_path,production_companies,release_date,title\n"
    "False,\"[{'id': 18, 'name': 'Drama'}]\",30,tt0000011,Quercus,A tree.,/a.jpg,"
    "\"[{'name': 'Wood, Inc', 'id': 3}]\",1995-10-30,Oak\n"
    'False,[],40,tt0000012,Ulmus,"It has\ntwo lines.",/b.jpg,[],1996-01-01,Elm\n'
    "False,[],77,tt0000077,Taxus,Nobody rated it.,,[],2001-01-01,Yew\n"
    "False,[],1997-08-20,0,,A row that slipped.,,[],1,\n"
    "False,[],30,tt0000012,Pinus,Its ids disagree.,,[],1995-01-01,Pine\n"
)
LINKS = "movieId,imdbId,tmdbId\n1,0000011,30\n2,0000012,\n3,0000013,30\n"
RATINGS = "userId,movieId,rating,timestamp\n1,1,4,1\n1,3,5,2\n2,2,1,3\n2,99,1,3\n"
CREW = (
    "[{'job': 'Director', 'name': 'Ann'}, {'job': 'Editor', 'name': 'Bob'}, {'job': 'Writer', 'name': 'Dot'}, "
    "{'job': 'Original Music Composer', 'name': 'Eve'}, {'job': 'Novel', 'name': 'Ann'}]"
)
KAGGLE = {
    "movies_metadata.csv": METADATA,
    "links_small.csv": LINKS,
    "ratings_small.csv": RATINGS,
    "credits.csv": f"cast,crew,id\n\"[{{'name': 'Cid', 'order': 0}}]\",\"{CREW}\",30\n",
    "keywords.csv": "id,keywords\n30,\"[{'id': 5, 'name': 'wood'}]\"\n77,[]\n",
}


@pytest.fixture
def written(tmp_path):
    def write(files):
        for name, text in files.items():
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def test_kaggles_movies_dataset(written):
    data = open_dataset(written(KAGGLE))
    oak, elm, yew = data.catalogue
    assert (oak.id, oak.also_ids, oak.title, oak.year, oak.plot) == ("1", ("3",), "Oak", 1995, "A tree.")
    assert (oak.genres, oak.directors, oak.cast, oak.keywords) == (("Drama",), ("Ann",), ("Cid",), ("wood",))
    assert (oak.writers, oak.composers, oak.studios) == (("Dot", "Ann"), ("Eve",), ("Wood, Inc",))
    assert (oak.imdb_id, oak.tmdb_id, oak.original_title) == ("11", "30", "Quercus")
    assert (elm.id, elm.plot) == ("2", "It has\ntwo lines."), "joined by IMDb's id, since the link has no other"
    assert (yew.id, yew.tmdb_id) == ("tmdb-77", "77")
    assert data.interactions.table[["viewer", "film", "rating"]].to_numpy().tolist()[:2] == [
        ["1", "1", 5],
        ["2", "2", 1],
    ]
    assert data.report.unknown_ratings == 1
    assert [row.split("movies_metadata.csv, ")[1][:50] for row in data.report.left_out] == [
        "line 6: field 'title' is empty; a film needs an id"[:50],
        "line 7: its ids disagree: imdb_id is MovieLens' 2,"[:50],
    ]
    assert "used, with how many films got each: cast 1, crew as directors 1" in "\n".join(data.report.lines())


def test_kaggles_full_ratings_come_before_the_small_ones(written):
    data = read_kaggle(written({**KAGGLE, "links.csv": LINKS, "ratings.csv": RATINGS.replace("1,1,4,1\n", "")}))
    assert len(data.interactions) == 3


def test_kaggles_films_alone_are_no_data_set(written):
    with pytest.raises(DataError, match=r"movies_metadata\.csv with ratings\.csv and links\.csv or ratings_small\.csv"):
        open_dataset(written({"movies_metadata.csv": METADATA}))


HETREC = {
    "movies.dat": "id\ttitle\timdbID\tspanishTitle\tyear\trtID\n"
    "1\tOak, The\t0000011\tEl roble\t1995\t\\N\n2\tÉlm\t0000012\tÉlm\t1996\tx\n3\tFir\t\\N\n".encode("latin-1"),
    "movie_genres.dat": "movieID\tgenre\n1\tDrama\n1\tChildren\n",
    "movie_directors.dat": "movieID\tdirectorID\tdirectorName\n1\tann_x\tAnn X\n",
    "movie_actors.dat": "movieID\tactorID\tactorName\tranking\n1\tb\tBob\t1\n1\tc\tCid\t2\n",
    "movie_countries.dat": "movieID\tcountry\n1\tUSA\n",
    "tags.dat": "id\tvalue\n7\twood\n8\tleaf\n",
    "movie_tags.dat": "movieID\ttagID\ttagWeight\n1\t7\t1\n1\t8\t5\n1\t8\theavy\n",
    "user_ratedmovies.dat": "userID\tmovieID\trating\tdate_day\tdate_month\n75\t1\t4.5\t29\t10\n",
}


def test_hetrec(written):
    data = open_dataset(written(HETREC))
    oak, elm = data.catalogue
    assert (oak.title, oak.year, oak.aliases, oak.imdb_id) == ("The Oak", 1995, ("El roble",), "11")
    assert (oak.genres, oak.directors, oak.cast) == (("Drama", "Family"), ("Ann X",), ("Bob", "Cid"))
    assert (oak.countries, oak.keywords) == (("USA",), ("leaf", "wood"))
    assert (elm.title, elm.aliases) == ("Élm", ())
    assert data.interactions.table.to_numpy().tolist() == [["75", "1", 4.5, 0]]
    assert len(data.report.left_out) == 2


def test_hetrecs_ratings_with_times_come_first(written):
    times = "userID\tmovieID\trating\ttimestamp\n75\t1\t1\t1162160236000\n"
    data = read_hetrec(written({**HETREC, "user_ratedmovies-timestamps.dat": times}))
    assert data.interactions.table.to_numpy().tolist() == [["75", "1", 1, 1162160236000]]


MMREC = {
    "films.inter": "userID\titemID\trating\ttimestamp\tx_label\n0\t0\t5\t9\t0\n0\t1\t3\t8\t1\n1\t1\t4\t8\t2\n",
    "i_id_mapping.csv": "asin\titemID\nB001\t0\n0002\t1\n",
    "u_id_mapping.csv": "user_id\tuserID\nann\t0\nbob\t1\n",
}


def test_mmrec_by_the_items_own_ids(written):
    data = open_dataset(written(MMREC))
    assert data.interactions.table[["viewer", "film", "rating"]].to_numpy().tolist() == [
        ["ann", "B001", 5],
        ["ann", "0002", 3],
        ["bob", "0002", 4],
    ]
    assert [(film.id, film.title) for film in data.catalogue] == [("0002", "0002"), ("B001", "B001")]
    assert any("no table of titles: films are called by their ids" in line for line in data.report.lines())


def test_metadata_brings_titles_to_films_that_are_called_by_their_ids(written):
    folder = written({**MMREC, "more.txt": ""})
    (folder.parent / "titles.csv").write_text("id,title,year\nB001,Oak,1995\n0002,Elm,1996\n")
    films = open_dataset(folder).with_metadata(folder.parent / "titles.csv").catalogue
    assert [(film.id, film.label) for film in films] == [("0002", "Elm (1996)"), ("B001", "Oak (1995)")]


@pytest.mark.parametrize("titles", ["asin,title,genres\nB001,Oak,Drama\n0002,Elm,\n", "itemID,title\n0,Oak\n1,Elm\n"])
def test_mmrec_with_a_table_of_titles(written, titles):
    data = read_mmrec(written({**MMREC, "meta-films.csv": titles}))
    assert [(film.id, film.title) for film in data.catalogue] == [("B001", "Oak"), ("0002", "Elm")]
    assert data.report.unknown_ratings == 0


def test_mmrec_without_ratings_and_own_ids(written):
    data = open_dataset(written({"x.inter": "user_id:token\titem_id:token\n7\t8\n"}))
    assert data.interactions.table.to_numpy().tolist() == [["7", "8", 5, 0]]
    assert "x.inter holds no ratings: every interaction counts as a like" in "\n".join(data.report.lines())
    with pytest.raises(DataError, match=r"expected one \.inter file, found x\.inter, y\.inter"):
        read_mmrec(written({"y.inter": "a\n"}))


def test_movielens_ratings_in_parquet_and_tags_as_keywords(written, tmp_path):
    ratings = pa.table({"userId": [1], "movieId": [1], "rating": [4.0], "timestamp": [9]})
    pq.write_table(ratings, tmp_path / "ratings.parquet")
    rows = ("1,1,Wood,1", "2,1,wood,1", "1,1,mine,1", "1,1,mine,2", "3,1,old,1", "2,1,old,1", "4,1,old,1")
    tags = "\n".join(("userId,movieId,tag,timestamp", *rows))
    data = read_movielens(written({"movies.csv": "movieId,title,genres\n1,Oak (1995),Drama\n", "tags.csv": tags}))
    assert data.catalogue["1"].keywords == ("old", "wood")
    assert data.interactions.table.to_numpy().tolist() == [["1", "1", 4, 9]]
