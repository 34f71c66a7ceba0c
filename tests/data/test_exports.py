"""Exports of other sites: what is read, what is passed over, and what is said of files that are wrong."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.data.exports import archive, registry, trakt
from emde_core.data.exports.base import Site
from emde_core.data.exports.kinds import is_on_tv, kind_passed_over
from emde_core.data.exports.registry import read_export
from emde_core.data.exports.watched_film import WatchedFilm, with_unrated_as_liked
from emde_core.errors import DataError
from emde_core.limits import LIMITS, Bound

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
DIARY = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
2024-03-01,Heat,1995,https://boxd.it/d01,5,Yes,,2024-02-28
2024-04-01,Heat,1995,https://boxd.it/d02,2,,,2010-05-05
"""
LIST = """Letterboxd list export v7
Date,Name,Tags,URL,Description
2020-01-01,Best of all,,https://boxd.it/l,"two
lines"

Position,Name,Year,URL,Description
1,Heat,1995,https://boxd.it/1,
2,"Alien",1979,https://boxd.it/2,
"""
IMDB = """Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres
tt0078748,8,2020-02-02,Alien,Alien,u,Movie,8.5,117,1979,Horror
tt0096697,10,2020-02-03,The Simpsons,The Simpsons,u,TV Series,8.6,22,1989,Animation
tt0000012,5,2020-02-01,Short One,Short One,u,Short,6.1,1,1896,Short
"""
OLD_IMDB = """"position","const","created","modified","description","Title","Title type","Directors","You rated","Year"
"1","tt0113277","Sat Dec 31 00:00:00 2016","","","Heat","Feature Film","Michael Mann","9","1995"
"2","tt0000002","Mon Feb  2 00:00:00 2015","","","Emma","TV Movie","Diarmuid Lawrence","7","1996"
"3","tt0000003","Mon Feb  2 00:00:00 2015","","","Oz","TV Series","","7","1997"
"""
TRAKT = [
    {
        "rated_at": "2024-01-02T10:00:00.000Z",
        "rating": 9,
        "type": "movie",
        "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "imdb": "tt0113277", "tmdb": 949}},
    },
    {"rating": 8, "type": "show", "show": {"title": "Oz", "year": 1997, "ids": {}}},
    {"rating": 8, "type": "episode", "episode": {"title": "1.1", "ids": {}}, "show": {"title": "Oz", "ids": {}}},
]


def zipped(files: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def films(name: str, content: str | bytes) -> tuple[WatchedFilm, ...]:
    return read_export(name, content if isinstance(content, bytes) else content.encode()).films


WHOLE = {"ratings.csv": RATINGS, "watched.csv": WATCHED, "likes/films.csv": LIKES, "profile.csv": "Name\nme\n"}


def test_letterboxds_ratings():
    assert [(f.title, f.year, f.stars, f.reaction) for f in films("ratings.csv", "\ufeff" + RATINGS)] == [
        ("Amélie", 2001, 2.5, "dislike"),
        ("Good, the Bad and the Ugly, The", 1966, 4.5, "like"),
        ("Heat", 1995, 3.0, None),
    ]


def test_a_whole_zip_joins_its_files():
    by_title = {f.title: f for f in films("letterboxd-me.zip", zipped(WHOLE))}
    assert len(by_title) == 4
    assert by_title["Heat"] == WatchedFilm("Heat", 1995, stars=3.0, liked=True, when="2023-01-01", address=URI)
    assert by_title["Heat"].reaction == "like"
    assert by_title["Unrated"].reaction is None
    assert with_unrated_as_liked(by_title.values())[0].reaction == "like"


def test_a_zip_made_anew_has_a_folder_in_front_and_deleted_films_are_not_read():
    again = {f"letterboxd-me/{name}": text for name, text in WHOLE.items()}
    gone = {
        f"letterboxd-me/{folder}/ratings.csv": RATINGS.replace("Heat", "Gone") for folder in ("deleted", "orphaned")
    }
    mac = {"__MACOSX/letterboxd-me/._ratings.csv": "\x00"}
    assert films("x.zip", zipped({**gone, **again, **mac})) == films("x.zip", zipped(WHOLE))
    assert films("x.zip", zipped({"deleted/diary.csv": DIARY, **WHOLE})) == films("x.zip", zipped(WHOLE))


@pytest.mark.parametrize(
    "name", ["films.csv", "films (1).csv", "likes/films.csv", "films - Copy.csv", "likes-films_2.csv"]
)
def test_likes_are_told_by_their_name(name):
    assert [f.liked for f in films(name, LIKES)] == [True]
    assert [f.liked for f in films("watched.csv", LIKES)] == [False]


def test_a_film_that_was_watched_again_has_the_rating_of_the_latest_time():
    assert [(f.stars, f.when) for f in films("diary.csv", DIARY)] == [(5.0, "2024-02-28")]


def test_a_list_says_before_its_header_what_it_is():
    assert [(f.title, f.stars, f.address) for f in films("best.csv", LIST)] == [
        ("Heat", None, "https://boxd.it/1"),
        ("Alien", None, "https://boxd.it/2"),
    ]


def test_films_that_were_not_watched_yet_are_counted():
    contents = read_export("watchlist (2).csv", WATCHED.encode())
    assert (contents.films, contents.passed_over_sentence) == ((), "Passed over: 2 on a watchlist, not watched.")


def test_different_addresses_are_different_films():
    rows = f"Name,Year,Letterboxd URI,Rating\nTwo,1990,{URI}a,5\nTwo,1990,{URI}b,1\nTwo,1990,{URI}a,4\n"
    assert [(f.address[-1], f.stars) for f in films("ratings.csv", rows)] == [("a", 4.0), ("b", 1.0)]


def test_imdbs_ratings_without_series():
    contents = read_export("ratings.csv", IMDB.encode())
    assert contents.films == (
        WatchedFilm("Short One", 1896, 2.5, when="2020-02-01", imdb_id="12", original_title="Short One"),
        WatchedFilm("Alien", 1979, 4.0, when="2020-02-02", imdb_id="78748", original_title="Alien"),
    )
    assert contents.passed_over == {"series": 1}


def test_imdbs_files_of_former_years():
    emma, heat = films("ratings.csv", OLD_IMDB)
    assert (heat.stars, heat.when, heat.directors, heat.imdb_id) == (4.5, "2016-12-31", ("Michael Mann",), "113277")
    assert (emma.on_tv, heat.on_tv) == (True, False)


def test_imdbs_watchlist_holds_what_is_rated_and_what_is_not_watched():
    rows = "Position,Const,Created,Title,Title Type,Year,Your Rating\n"
    rows += "1,tt1,2020-01-01,A,Movie,1990,\n2,tt2,x,B,Movie,1991,9\n"
    contents = read_export("WATCHLIST.csv", rows.encode())
    assert [f.title for f in contents.films] == ["B"]
    assert contents.passed_over_sentence == "Passed over: 1 on a watchlist, not watched."
    assert [f.title for f in films("my-list.csv", rows)] == ["B", "A"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Movie", None),
        ("Film", None),
        ("Video", None),
        ("Spielfilm", None),
        ("Gizmo", None),
        ("", None),
        ("TV Mini Series", "series"),
        ("tvMiniSeries", "series"),
        ("TV-Miniserie", "series"),
        ("Série télévisée", "series"),
        ("Serie TV", "series"),
        ("Minissérie", "series"),
        ("Fernsehserie", "series"),
        ("tv", "series"),
        ("TV Special", None),
        ("TV Episode", "episodes"),
        ("Folge", "episodes"),
        ("Épisode de série", "episodes"),
        ("Video Game", "games"),
        ("Videospiel", "games"),
        ("Jeu vidéo", "games"),
        ("Podcast Episode", "podcasts"),
        ("Musikvideo", "music videos"),
    ],
)
def test_kinds_in_any_language(words, kind):
    assert kind_passed_over(words) == kind


def test_films_for_television():
    assert all(map(is_on_tv, ("TV Movie", "tvMovie", "Fernsehfilm", "Téléfilm", "Película de TV", "Film TV")))
    assert not any(map(is_on_tv, ("Movie", "Film", "Video", "")))


def test_trakts_json_and_csv():
    heat = WatchedFilm("Heat", 1995, 4.5, when="2024-01-02", imdb_id="113277", tmdb_id="949")
    contents = read_export("ratings.json", json.dumps(TRAKT).encode())
    assert contents.films == (heat,)
    assert contents.passed_over == {"series": 1, "episodes": 1}
    table = "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,rating\n"
    row = "2024-01-02T10:00:00Z,movie,Heat,1995,8.2,1,tt0113277,949,9\n2024-01-02,season,Oz,1997,8,2,,,9\n"
    contents = read_export("trakt.csv", f"{table}{row}".encode())
    assert (contents.films, contents.passed_over) == ((heat,), {"seasons": 1})


def test_trakts_zip_and_simkls_json():
    watched = [
        {"plays": 2, "last_watched_at": "2023-05-05T00:00:00Z", "movie": {"title": "Alien", "year": 1979, "ids": {}}}
    ]
    files = {"watched-movies.json": json.dumps(watched), "ratings-movies.json": json.dumps(TRAKT), "user.txt": "x"}
    assert [f.title for f in films("trakt.zip", zipped(files))] == ["Alien", "Heat"]
    simkl = {
        "shows": [{"show": {"title": "Oz", "ids": {}}, "user_rating": 9}],
        "movies": [
            {"status": "completed", "user_rating": 4, "last_watched_at": None, "movie": {"title": "Heat", "ids": {}}},
            {"status": "plantowatch", "user_rating": None, "movie": {"title": "Alien", "ids": {}}},
        ],
    }
    contents = read_export("SimklBackup.json", json.dumps(simkl).encode())
    assert [(f.title, f.stars) for f in contents.films] == [("Heat", 2.0)]
    assert contents.passed_over == {"series": 1, "on a watchlist, not watched": 1}


def test_tables_of_tmdb_simkl_and_movielens_org():
    heat = WatchedFilm("Heat", 1995, 4.5, when="2024-01-01", imdb_id="113277", tmdb_id="949")
    tmdb = "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated\n"
    tmdb += "949,tt0113277,movie,Heat,1995-12-15T00:00:00Z,,,7.9,9,2024-01-01T10:00:00Z\n1,,tv,Oz,1997-07-12,,,8,9,x\n"
    assert films("tmdb.csv", tmdb) == (heat,)
    simkl = '"SIMKL_ID","Title","Type","Year","Watchlist","WatchedDate","Rating","TVDB","TMDB","IMDB"\n'
    simkl += '"5","Heat","movie","1995","completed","2024-01-01 10:00:00","9","","949","tt0113277"\n'
    assert films("simkl.csv", simkl) == (heat,)
    members = "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n"
    members += '6,0113277,949,4.5,3.8,"Heat (1995)"\n50,0114814,629,5,4.2,"Usual Suspects, The (1995)"\n'
    assert films("movielens.csv", members) == (
        WatchedFilm("Heat", 1995, 4.5, imdb_id="113277", tmdb_id="949"),
        WatchedFilm("The Usual Suspects", 1995, 5.0, imdb_id="114814", tmdb_id="629"),
    )


def test_a_table_of_ones_own():
    contents = read_export("mine.csv", b"Film,Year,My Rating,Director\nHeat,1995,87,Michael Mann\nAlien,1979,40,\n")
    assert [(f.title, f.stars, f.directors) for f in contents.films] == [
        ("Heat", 4.35, ("Michael Mann",)),
        ("Alien", 2.0, ()),
    ]
    assert [f.stars for f in films("mine.csv", "title,year,rating\nHeat,1995,★★★½\n")] == [3.5]
    assert [f.stars for f in films("mine.csv", "title,rating\nHeat (1995),8/10\n")] == [4.0]
    assert [f.stars for f in films("x.csv", "Title,Year,imdbID,Rating10\nHeat,1995,tt0113277,4\n")] == [2.0]
    noted = read_export("mine.csv", b"title,year,rating\nHeat,1995,9\n").notes
    assert noted == ("mine.csv: ratings are read as of 10, as the highest is",)


def test_titles_may_be_written_for_a_web_page():
    assert [f.title for f in films("x.csv", "title,year\nThelma &amp; Louise,1991\n")] == ["Thelma & Louise"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding, separator):
    text = separator.join(("Date", "Name", "Year", "Letterboxd URI", "Rating")) + "\n"
    text += separator.join(("2020-01-01", "Léon", "1994", "u", '"4,5"')) + "\n"
    assert [(f.title, f.stars) for f in films("ratings.csv", text.encode(encoding))] == [("Léon", 4.5)]


@pytest.mark.parametrize(
    ("dates", "iso"),
    [
        (["1/2/2024", "1/13/2024"], ["2024-01-02", "2024-01-13"]),
        (["1/2/2024", "13/2/2024"], ["2024-02-01", "2024-02-13"]),
        (["1.2.2024", "3.2.2024"], ["2024-02-01", "2024-02-03"]),
        (["9/1/2024", "10/1/2024", "1/2/2024"], ["2024-01-09", "2024-01-10", "2024-02-01"]),
        (["2024-1-2", "2024/01/03T10:00"], ["2024-01-02", "2024-01-03"]),
        (["Jan 5, 2024", "7 February 2024"], ["2024-01-05", "2024-02-07"]),
        (["1704067200", ""], ["2024-01-01", ""]),
        (["31/31/2024", "soon"], ["", ""]),
    ],
)
def test_dates_in_any_order_that_can_be_told(dates, iso):
    rows = "".join(f"F{place},1990,{date}\n" for place, date in enumerate(dates))
    contents = read_export("x.csv", f"title,year,date\n{rows.replace('5, 2024', '5 2024')}".encode())
    assert {f.title: f.when for f in contents.films} == {f"F{place}": date for place, date in enumerate(iso)}
    assert contents.notes == ()


def test_an_order_of_dates_that_cannot_be_told_is_said():
    contents = read_export("x.csv", b"title,date\nA,3/2/2024\nB,1/5/2024\nC,2/1/2024\n")
    assert contents.notes == (
        "x.csv: dates such as 3/2/2024 are read as month/day, for nothing says which comes first",
    )
    assert [f.when for f in contents.films] == ["2024-01-05", "2024-02-01", "2024-03-02"]


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
        (RATINGS.replace("2001,", ""), "line 3: fewer cells than the 5 columns"),
        (RATINGS.replace(",2.5", ",2.5,and more"), "line 3: more cells than the 5 columns"),
        (IMDB.replace(",8,", ",11,"), "line 2: column 'Your Rating': expected a rating from 0 to 10"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_the_others_are_kept(content, said):
    contents = read_export("ratings.csv", content.encode())
    assert len(contents.films) == (1 if content.startswith("Const") else 2)
    (problem,) = contents.problems
    assert said in problem
    assert "1 row that can't be read" in contents.passed_over_sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name of film,stars\nAlien,5\n", "expected the columns Name, Year, Letterboxd URI"),
        ("", "found none"),
        ("\x00\x01", "expected the columns"),
        ("title\n" + '"' + "x" * 200_000, "can't be read"),
        ('[{"title"', "no JSON that can be read"),
        ('{"a": 1}', "expected Trakt's or Simkl's list of films"),
    ],
)
def test_files_of_no_known_site(content, said):
    with pytest.raises(DataError, match=re.escape(said)):
        read_export("ratings.csv", content.encode())


def test_a_file_without_a_film_is_told_in_one_sentence():
    series = IMDB.splitlines()[0] + "\n" + IMDB.splitlines()[2]
    assert read_export("r.csv", series.encode()).no_film_sentence("r.csv") == (
        "There is no film that was watched in r.csv. Passed over: 1 series."
    )
    empty = zipped({"ratings.csv": RATINGS.splitlines()[0], "profile.csv": "x"})
    assert read_export("new.zip", empty).no_film_sentence("new.zip") == (
        "There is no film that was watched in new.zip. It has no row below its header."
    )


def damaged(compression: int, place: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        archive.writestr("ratings.csv", RATINGS * 40)
    content = bytearray(buffer.getvalue())
    content[place] ^= 255
    return bytes(content)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("place", range(60, 150, 9))
def test_a_damaged_zip_is_told_as_one(compression, place):
    with pytest.raises(DataError, match=r"no zip that can be read.*download the export again"):
        read_export("x.zip", damaged(compression, place))


def test_zips_that_are_none():
    with pytest.raises(DataError, match="holds none of"):
        read_export("x.zip", zipped({"photo.png": "x"}))
    with pytest.raises(DataError, match=r"no zip that can be read.*download the export again"):
        read_export("x.zip", zipped(WHOLE)[:300])


def test_size_is_limited_packed_and_unpacked(monkeypatch):
    monkeypatch.setattr(registry, "MOST_BYTES", 10_000)
    with pytest.raises(DataError, match="larger than"):
        read_export("ratings.csv", b"x" * 10_001)
    bomb = zipped({"ratings.csv": "x" * 10_000_000})
    monkeypatch.setattr(registry, "MOST_BYTES", 100_000)
    assert len(bomb) < 100_000
    with pytest.raises(DataError, match="in the zip is larger"):
        read_export("x.zip", bomb)


def test_a_zip_is_limited_as_a_whole(monkeypatch):
    table = RATINGS.encode()
    limits = LIMITS._replace(zip_members=Bound(20, "files", ""), zip_files=Bound(5, "files", ""))
    monkeypatch.setattr(archive, "LIMITS", limits)
    with pytest.raises(DataError, match=r"x.zip holds more than 20 files; give the export as it came"):
        read_export("x.zip", zipped({f"{n}.txt": b"" for n in range(21)}))
    with pytest.raises(DataError, match=r"x.zip holds 6 tables, more than 5 files"):
        read_export("x.zip", zipped({f"{n}.csv": table for n in range(6)}))
    assert read_export("x.zip", zipped({f"{n}.csv": table for n in range(5)})).films
    total = Bound(4 * len(table), "bytes", "")
    monkeypatch.setattr(archive, "LIMITS", limits._replace(zip_unpacked=total))
    with pytest.raises(DataError, match=rf"x.zip holds more than {total} of tables"):
        read_export("x.zip", zipped({f"{n}.csv": table for n in range(5)}))


def test_columns_and_entries_are_limited(monkeypatch):
    header = "title,year,rating," + "x," * LIMITS.columns.most
    with pytest.raises(DataError, match=r"own.csv has 2,004 columns; give a table of at most 2,000 columns"):
        read_export("own.csv", f"{header}\nAlien,1979,5\n".encode())
    monkeypatch.setattr(trakt, "LIMITS", LIMITS._replace(export_rows=Bound(2, "rows", "")))
    entries = [{"movie": {"title": "Alien", "year": 1979}}] * 3
    with pytest.raises(DataError, match=r"ratings.json has more than 2 rows; give a part of it"):
        read_export("ratings.json", json.dumps(entries).encode())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_with_damaged_bytes_is_read_or_refused_in_one_sentence(method):
    draw = random.Random(method)  # noqa: S311
    whole = zipped({"ratings.csv": RATINGS, "likes/films.csv": RATINGS}, method)
    for _ in range(250):
        content = bytearray(whole)
        for _ in range(draw.randint(1, 3)):
            content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        try:
            read_export("x.zip", bytes(content))
        except DataError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either outcome is right


def test_rows_are_limited(monkeypatch):
    monkeypatch.setattr(registry, "MOST_ROWS", 2)
    with pytest.raises(DataError, match="more than 2 rows"):
        read_export("ratings.csv", RATINGS.encode())


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b))
def test_no_file_does_worse_than_a_data_error(content):
    with pytest.raises(DataError):
        read_export("ratings.csv", content)


def test_a_site_more_is_one_line_in_the_registry(monkeypatch):
    def read(row):
        return WatchedFilm(row.title("movie name"), stars=row.stars(4.0, "smiles"))

    monkeypatch.setattr(registry, "SITES", (*registry.SITES, Site("Cinephile", ("movie name", "smiles"), read)))
    assert films("mine.csv", "Movie Name,Smiles\nAlien,4\n") == (WatchedFilm("Alien", stars=5.0),)
    with pytest.raises(DataError, match=r"movie name, smiles \(Cinephile\)"):
        read_export("mine.csv", b"movie name,points\nAlien,5\n")
