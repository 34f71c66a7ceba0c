"""No film takes another film's data: all ids of a row mean one film, whose title and year are the row's."""

from __future__ import annotations

import json

import pytest

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.metadata import join_metadata
from emde_core.data.posters import join_posters
from emde_core.errors import DataError


@pytest.fixture
def catalogue():
    """TMDB's number of each of the first two films is the own id of another film."""
    return Catalogue(
        (
            Film(id="1", title="Oak", year=1995, imdb_id="11", tmdb_id="30"),
            Film(id="2", title="Elm", year=1995, imdb_id="12", tmdb_id="40"),
            Film(id="30", title="Ash & Yew", year=1996, imdb_id="13", tmdb_id="55"),
            Film(id="40", title="Fir", year=1955, imdb_id="14"),
        )
    )


def plots(join):
    return {film.id: film.plot for film in join.catalogue if film.plot}


def rows(*ids_and_more, **fields):
    return [{**fields, **each, "plot": f"Plot {k}."} for k, each in enumerate(ids_and_more, start=1)]


@pytest.mark.parametrize(
    "rows_of_tmdb",
    [
        rows({"id": 30, "imdb_id": "tt0000011"}, {"id": 40, "imdb_id": "tt0000012"}),
        rows({"id": 30, "title": "Oak"}, {"id": 40, "title": "Elm"}),
        rows({"movie_id": 30, "title": "Oak", "crew": "[]"}, {"movie_id": 40, "title": "Elm", "crew": "[]"}),
        rows({"id": 30}, {"id": 40}, vote_average=7.7),
        rows({"id": 30, "keywords": "[{'id': 1, 'name': 'tree'}]"}, {"id": 40, "keywords": "[]"}),
        rows({"id": 30}, {"id": 40}, {"id": 55}),
    ],
    ids=["beside IMDb's", "by titles", "a movie_id of TMDB's", "by TMDB's columns", "by TMDB's lists", "by known ids"],
)
def test_a_column_of_tmdbs_ids_is_known_as_such(folder, catalogue, rows_of_tmdb):
    join = join_metadata(catalogue, folder(extra_jsonl=rows_of_tmdb) / "extra.jsonl")
    assert list(plots(join))[:2] == ["1", "2"]
    assert "(TMDB's)" in join.details[0]


@pytest.mark.parametrize(
    "rows_of_ours",
    [
        rows({"movieId": 30, "imdbId": "13", "tmdbId": 55}, {"movieId": 40, "imdbId": 14}),
        rows({"id": "30", "imdb_id": "tt0000013"}, {"id": "40", "imdb_id": "tt0000014"}),
        rows({"id": 30, "title": "Ash and Yew"}, {"id": 40, "title": "Fir, The"}),
        rows({"film_id": 30}, {"film_id": 40}),
    ],
)
def test_a_column_of_the_catalogues_own_ids_is_known_as_such(folder, catalogue, rows_of_ours):
    join = join_metadata(catalogue, folder(extra_jsonl=rows_of_ours) / "extra.jsonl")
    assert plots(join) == {"30": "Plot 1.", "40": "Plot 2."}
    assert "(the catalogue's own)" in join.details[0]


def test_ids_of_another_catalogue_are_not_used_and_imdbs_are(folder):
    films = Catalogue(tuple(Film(id=str(k), title=f"T{k}", imdb_id=str(k + 100)) for k in range(1, 9)))
    theirs = rows(*({"movieId": k + 1, "imdbId": k + 100} for k in range(1, 8)))
    join = join_metadata(films, folder(extra_jsonl=theirs) / "extra.jsonl")
    assert plots(join) == {str(k): f"Plot {k}." for k in range(1, 8)}
    assert "movieId holds ids of another catalogue: not used" in join.details


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"imdb_id": "tt0000011", "tmdb_id": 40}, "its ids disagree: imdb_id 11 is Oak (1995), and tmdb_id 40 is Elm"),
        ({"imdb_id": "tt0000011", "film_id": 2}, "its ids disagree: imdb_id 11 is Oak (1995), and id 2 is Elm (1995)"),
        ({"imdb_id": "tt0000011", "tmdb_id": 99}, "its ids disagree: Oak (1995) has the tmdb_id 30, and not 99"),
        ({"imdb_id": 99, "tmdb_id": 30}, "its ids disagree: Oak (1995) has the imdb_id 11, and not 99"),
        ({"tmdb_id": 30, "title": "Rowan", "year": 1931}, "the row is of Rowan (1931), its id of Oak (1995)"),
        ({"tmdb_id": 30, "title": "Rowan", "year": 1996}, "the row is of Rowan (1996), its id of Oak (1995)"),
        ({"tmdb_id": 30, "title": "Elm", "year": 1995}, "the row is of Elm (1995), its id of Oak (1995)"),
        ({"imdb_id": 11, "title": "Elm"}, "the row is of Elm, its id of Oak (1995)"),
        ({"film_id": 30, "title": "Rowan"}, "the row is of Rowan, its id of Ash & Yew (1996)"),
        ({"tmdb_id": "1997-08-20"}, "field 'tmdb_id': expected an id of IMDb's or TMDB's"),
        ({"tmdb_id": 30, "release_date": "soon"}, "field 'year': expected a year"),
        ({"tmdb_id": 30, "genres": "[{'id': 1, 'na"}, "field 'genres': expected a whole list"),
    ],
)
def test_a_row_that_contradicts_itself_is_left_out_and_the_rest_join(folder, catalogue, row, reason):
    more = rows({"film_id": 1}, {"film_id": 2}, row, {"film_id": 40, "title": "Fir"})
    join = join_metadata(catalogue, folder(extra_jsonl=more) / "extra.jsonl")
    assert plots(join) == {"1": "Plot 1.", "2": "Plot 2.", "40": "Plot 4."}
    [told] = join.left_out
    assert "extra.jsonl, line 3: " + reason in told
    assert join.lines("x")[0] == "x: 3 joined, 1 left out"


@pytest.mark.parametrize(
    "row",
    [
        {"tmdb_id": 30, "title": "Rowan", "year": 1995},
        {"tmdb_id": 30, "title": "Rowan"},
        {"tmdb_id": 30, "title": "Chêne", "original_title": "Oak", "year": 1990},
        {"tmdb_id": 30, "title": "Oak: The Tree", "year": 1996},
        {"imdb_id": "https://www.imdb.com/title/tt0000011/"},
        {"tmdb_id": "https://www.themoviedb.org/movie/30-oak"},
    ],
)
def test_a_title_in_another_language_or_a_year_later_is_the_film(folder, catalogue, row):
    join = join_metadata(catalogue, folder(extra_jsonl=rows(row)) / "extra.jsonl")
    assert plots(join) == {"1": "Plot 1."}


def test_a_film_whose_title_is_replaced_is_found_by_the_old_one_and_gets_the_ids_that_it_lacks(folder):
    films = Catalogue((Film(id="1", title="Oak", tmdb_id="30"),))
    film = join_metadata(films, folder(extra_jsonl=[{"tmdb_id": 30, "imdb_id": 11, "title": "Chêne"}]) / "extra.jsonl")
    assert (film.catalogue["1"].title, film.catalogue["1"].aliases) == ("Chêne", ("Oak",))
    assert film.catalogue["1"].imdb_id == "11"


def test_an_own_id_such_as_imdbs_is_imdbs(folder):
    films = Catalogue((Film(id="tt0113277", title="Heat"), Film(id="113277", title="Cold")))
    join = join_metadata(films, folder(extra_jsonl=rows({"imdb_id": 113277})) / "extra.jsonl")
    assert plots(join) == {"tt0113277": "Plot 1."}


def test_the_report_names_the_columns_that_were_used_and_those_that_were_not(folder, catalogue):
    text = "tmdb_id,Overview,Genre,Poster,runtime\n30,A tree.,Drama,http://x/1.jpg,90\n40,,Drama,,\n"
    join = join_metadata(catalogue, folder(extra_csv=text) / "extra.csv")
    assert join.details == (
        "joined by tmdb_id (TMDB's)",
        "used, with how many films got each: Overview as plot 1, Genre as genres 2",
        "not used: runtime, Poster",
    )


def test_where_other_columns_are_tmdbs_an_id_is_unless_it_is_clearly_ours(folder, catalogue):
    more = rows({"id": 30, "imdb_id": 11, "title": "Oak"}, {"id": 40, "imdb_id": 14, "title": "Elm"}, overview="")
    join = join_metadata(catalogue, folder(extra_jsonl=more) / "extra.jsonl")
    assert plots(join) == {"1": "Plot 1."}
    assert "its ids disagree: imdb_id 14 is Fir (1955), and tmdb_id 40 is Elm (1995)" in join.left_out[0]


def test_a_poster_that_is_not_there_takes_no_films_poster_away(folder, picture):
    old = picture("1.webp")
    films = Catalogue((Film(id="1", title="Oak", poster="1.webp"),), old.parent)
    join = join_metadata(films, folder(extra_jsonl=[{"id": "1", "poster": "/gone.jpg"}]) / "extra.jsonl")
    assert posters(join) == {"1": "1.webp"}


def test_a_table_in_utf_16(folder, catalogue):
    path = folder(extra_csv="film_id,plot\n1,Grün.\n".encode("utf-16")) / "extra.csv"
    assert plots(join_metadata(catalogue, path)) == {"1": "Grün."}


def test_where_no_film_has_such_an_id_the_report_says_so(folder):
    films = Catalogue((Film(id="1", title="Oak"),))
    join = join_metadata(films, folder(extra_jsonl=rows({"imdb_id": "tt0000011"})) / "extra.jsonl")
    assert join.details[1] == "no film has an id of IMDb: first join a file that has both ids"


LISTS = {
    "commas": "Ang Lee, Robert Downey, Jr.",
    "bars": "Ang Lee|Robert Downey, Jr.",
    "JSON": '["Ang Lee", "Robert Downey, Jr."]',
    "Python": "['Ang Lee', 'Robert Downey, Jr.']",
    "dicts": "[{'id': 1, 'name': 'Ang Lee'}, {'id': 2, 'name': 'Robert Downey, Jr.'}]",
    "objects": [{"name": "Ang Lee"}, {"name": "Robert Downey, Jr."}],
}


@pytest.mark.parametrize("cell", LISTS.values(), ids=LISTS)
def test_lists_are_read_in_every_form(folder, catalogue, cell):
    join = join_metadata(catalogue, folder(extra_jsonl=[{"film_id": 1, "Actors": cell}]) / "extra.jsonl")
    assert join.catalogue["1"].cast == ("Ang Lee", "Robert Downey, Jr.")


def test_a_crew_gives_directors_writers_and_composers(folder, catalogue):
    jobs = ["Screenplay", "Director", "Director", "Original Music Composer", "Novel", "Editor", "Story"]
    crew = [{"job": job, "name": name} for job, name in zip(jobs, "ABCDEFA", strict=True)]
    text = f'tmdb_id,crew\n30,"{crew}"\n40,[]\n'
    join = join_metadata(catalogue, folder(credits_csv=text) / "credits.csv")
    film = join.catalogue["1"]
    assert (film.directors, film.writers, film.composers, film.cast) == (("B", "C"), ("A", "E"), ("D",), ())
    words = "crew as directors 1, crew as composers 1, crew as writers 1"
    assert f"used, with how many films got each: {words}" in join.details


def test_a_column_of_its_own_comes_before_the_crew(folder, catalogue):
    crew = [{"job": "Director", "name": "A"}, {"job": "Writer", "name": "B"}]
    row = {"tmdb_id": 30, "crew": crew, "Writer": "Cid, Dot", "Music by": "Eve", "production companies": "Firm|Guild"}
    film = join_metadata(catalogue, folder(extra_jsonl=[row]) / "extra.jsonl").catalogue["1"]
    assert (film.directors, film.writers, film.composers) == (("A",), ("Cid", "Dot"), ("Eve",))
    assert film.studios == ("Firm", "Guild")


SPARQL = {
    "head": {"vars": ["imdb", "genreLabel"]},
    "results": {
        "bindings": [
            {"imdb": {"type": "literal", "value": "tt0000011"}, "genreLabel": {"type": "literal", "value": "drama"}},
            {"imdb": {"type": "literal", "value": "tt0000011"}, "genreLabel": {"type": "literal", "value": "war"}},
        ]
    },
}


@pytest.mark.parametrize(
    "document",
    [
        SPARQL,
        [{"imdb": "tt0000011", "genreLabel": "drama"}, {"imdb": "tt0000011", "genreLabel": "war"}],
        {"films": [{"imdb_id": "tt0000011", "genres": ["drama", "war"]}]},
        {"imdbID": "tt0000011", "Genre": "drama, war", "Year": "1995–1997", "Ratings": [{"Source": "x"}]},
    ],
    ids=["SPARQL", "rows of one film", "a list inside", "OMDb"],
)
def test_json_of_every_shape(folder, catalogue, document):
    join = join_metadata(catalogue, folder(extra_json=json.dumps(document)) / "extra.json")
    assert join.catalogue["1"].genres == ("drama", "war")


BASICS = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tstartYear\tgenres\n"
IMDB = {
    "title.basics.tsv": BASICS + 'tt0000011\tmovie\t"Oak\tOak\t1995\tDrama,War\ntt0000099\tmovie\tX\tX\t\\N\t\\N\n',
    "title.akas.tsv": "titleId\tordering\ttitle\tregion\tlanguage\n"
    "tt0000011\t1\tChêne\tFR\tfr\ntt0000011\t2\tEiche\tDE\t\\N\n",
    "title.principals.tsv": "tconst\tordering\tnconst\tcategory\tjob\n"
    "tt0000011\t1\tnm1\tactor\t\\N\ntt0000011\t2\tnm2\tactress\t\\N\ntt0000011\t3\tnm3\tdirector\t\\N\n"
    "tt0000011\t4\tnm4\twriter\tnovel\ntt0000011\t5\tnm5\tcomposer\t\\N\ntt0000011\t6\tnm1\teditor\t\\N\n",
    "title.crew.tsv": "tconst\tdirectors\twriters\ntt0000011\tnm3,nm4\tnm4,nm6,nm2\ntt0000012\t\\N\t\\N\n",
    "name.basics.tsv": "nconst\tprimaryName\tbirthYear\n"
    "nm1\tAnn\t\\N\nnm2\tBob\t\\N\nnm3\tCid\t\\N\nnm4\tDot\t\\N\nnm5\tEve\t\\N\n",
}


@pytest.fixture
def imdb(tmp_path):
    for name, text in IMDB.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_imdbs_own_tables(imdb, catalogue):
    for name in ("title.basics.tsv", "title.akas.tsv", "title.principals.tsv"):
        catalogue = join_metadata(catalogue, imdb / name).catalogue
    film = catalogue["1"]
    assert (film.genres, film.cast, film.directors) == (("Drama", "War"), ("Ann", "Bob"), ("Cid",))
    assert (film.writers, film.composers) == (("Dot",), ("Eve",))
    assert (film.aliases, film.languages, film.title) == (("Chêne", "Eiche"), (), '"Oak')
    film = join_metadata(catalogue, imdb / "title.crew.tsv").catalogue["1"]
    assert (film.directors, film.writers, film.cast) == (("Cid", "Dot"), ("Dot", "Bob"), ("Ann", "Bob"))


def test_imdbs_names_stand_beside(imdb, catalogue):
    with pytest.raises(DataError, match=r"name\.basics\.tsv holds names of people alone: leave it beside"):
        join_metadata(catalogue, imdb / "name.basics.tsv")
    (imdb / "name.basics.tsv").unlink()
    with pytest.raises(DataError, match=r"title\.crew\.tsv names people by ids alone; put name\.basics\.tsv beside it"):
        join_metadata(catalogue, imdb / "title.crew.tsv")


def posters(join):
    paths = ((film.id, join.catalogue.poster_path(film)) for film in join.catalogue)
    return {film_id: path.name for film_id, path in paths if path}


def pictures(picture, *names):
    paths = [picture(f"posters/{name}") for name in names]
    return paths[0].parent


def test_numbers_that_could_be_of_two_databases_are_left_out_with_the_remedy(picture, catalogue):
    join = join_posters(catalogue, pictures(picture, "30.jpg", "40.jpg"))
    assert posters(join) == {}
    assert [each.split("posters/")[1] for each in join.left_out] == [
        f"{k}.jpg: {k} may be TMDB's id ({one}) or the catalogue's own id ({other}), and the folder's other files do "
        f"not tell; name the file id-{k}, imdb-{k} or tmdb-{k}"
        for k, one, other in (("30", "Oak (1995)", "Ash & Yew (1996)"), ("40", "Elm (1995)", "Fir (1955)"))
    ]


def test_names_that_say_whose_ids_they_are(picture, catalogue):
    join = join_posters(catalogue, pictures(picture, "tmdb-30.jpg", "id-30.jpg", "imdb_0000012.jpg", "tt0000014.jpg"))
    expected = {"1": "tmdb-30.jpg", "30": "id-30.jpg", "2": "imdb_0000012.jpg", "40": "tt0000014.jpg"}
    assert posters(join) == expected
    assert join.details == ("joined by ids: IMDb's, TMDB's, the catalogue's own",)


def test_the_other_files_of_the_folder_tell_whose_numbers_they_are(picture, catalogue):
    folder = pictures(picture, "30.jpg", "40.jpg", "1.jpg", "2.jpg")
    assert posters(join_posters(catalogue, folder)) == {"1": "1.jpg", "2": "2.jpg", "30": "30.jpg", "40": "40.jpg"}
    for name in ("1.jpg", "2.jpg"):
        (folder / name).unlink()
    picture("posters/55.jpg")
    assert posters(join_posters(catalogue, folder)) == {"1": "30.jpg", "2": "40.jpg", "30": "55.jpg"}
