"""IMDb's own tables as they are downloaded: packed, between tabs, with \\N for nothing, series among the films."""

from __future__ import annotations

import gzip

import pytest

from emde_core import History

from .world import BY_TITLE, FILMS, WESTERN, of_kind, ratings, write

EMPTY = "\\N"


def packed(path, header, rows):
    lines = ["\t".join(map(str, row)) for row in (header, *rows)]
    return write(path, gzip.compress("\n".join(lines).encode()))


@pytest.fixture
def folder(tmp_path):
    """Films known by their IMDb ids, and ratings by the same."""
    data = tmp_path / "films"
    write(data / "films.csv", "id,title\n" + "".join(f'{f.tt},"{f.title}"\n' for f in FILMS))
    ids = {film.number: film.tt for film in FILMS}
    table = ratings()
    table.assign(film=table["film"].map(ids)).to_csv(data / "ratings.csv", index=False)
    return data


@pytest.fixture
def imdb(tmp_path):
    """title.basics, title.principals, name.basics and title.akas."""
    tables = tmp_path / "imdb"
    people = sorted({name for film in FILMS for name in (film.director, *film.cast)})
    numbers = {name: f"nm{k:07}" for k, name in enumerate(people, start=1)}
    packed(
        tables / "title.basics.tsv.gz",
        ("tconst", "titleType", "primaryTitle", "originalTitle", "startYear", "endYear", "runtimeMinutes", "genres"),
        [
            *((f.tt, "movie", f.title, f.title, f.year, EMPTY, EMPTY, ",".join(f.genres)) for f in FILMS),
            ("tt9999999", "tvSeries", "Alien Nation", "Alien Nation", 1989, 1990, 60, EMPTY),
        ],
    )
    packed(
        tables / "title.principals.tsv.gz",
        ("tconst", "ordering", "nconst", "category", "job", "characters"),
        [
            (film.tt, place, numbers[name], category, EMPTY, EMPTY)
            for film in FILMS
            for place, (name, category) in enumerate(
                [*((name, "actor") for name in film.cast), (film.director, "director")], start=1
            )
        ],
    )
    packed(
        tables / "name.basics.tsv.gz",
        ("nconst", "primaryName", "birthYear", "deathYear", "primaryProfession", "knownForTitles"),
        ((number, name, EMPTY, EMPTY, EMPTY, EMPTY) for name, number in numbers.items()),
    )
    packed(
        tables / "title.akas.tsv.gz",
        ("titleId", "ordering", "title", "region", "language", "types", "attributes", "isOriginalTitle"),
        [
            (BY_TITLE[title].tt, 1, other, region, EMPTY, EMPTY, EMPTY, 0)
            for title, other, region in (
                ("A Fistful of Dollars", "Per un pugno di dollari", "IT"),
                ("Once Upon a Time in the West", "Spiel mir das Lied vom Tod", "DE"),
            )
        ],
    )
    return tables


def test_from_imdbs_tables_to_a_reason(folder, imdb, prepare_and_train, page, emde):
    files = [imdb / f"title.{name}.tsv.gz" for name in ("basics", "principals", "akas")]
    prepared = prepare_and_train(folder, *(word for file in files for word in ("--metadata", file)))
    service = prepared.service()
    film = service.film(BY_TITLE["A Fistful of Dollars"].tt)
    assert (film.year, film.genres) == (1964, ("Drama", "Western"))
    assert film.directors == ("Sergio Leone",)
    assert film.cast == ("Clint Eastwood", "Gian Maria Volontè")
    assert "Per un pugno di dollari" in film.names

    likes = ("--like", "Per un pugno di dollari", "--like", "Spiel mir das Lied vom Tod")
    status, out, said = emde("recommend", *likes, "-k", 3, "--model", prepared.folder)
    assert status == 0, said
    westerns = [film.title for film in of_kind(WESTERN)]
    assert all(any(title in line for title in westerns) for line in out.strip().splitlines())
    why = service.explain(History((film.id,)), BY_TITLE["For a Few Dollars More"].tt)
    best = max(why.categories, key=lambda category: category.value)
    assert (best.field, best.name) in {("director", "Sergio Leone"), ("genre", "Western"), ("cast", "Clint Eastwood")}
    page(prepared, History((film.id,)))
