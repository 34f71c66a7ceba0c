"""The names that columns have in files as they are found, and the fields of films and ratings that they mean.

README has this table; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from emde_core.errors import DataError
from emde_core.schema import FILM, RATING, TIME, VIEWER

# Of a film's columns with one meaning, the first that is not empty counts. Case, spaces and _ do not matter.
FILM_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "film_id", "movie_id", "item_id"),
    "imdb_id": ("imdb_id", "imdb", "imdb_title_id", "tconst", "const", "imdb_url", "imdb_link"),
    "tmdb_id": ("tmdb_id", "tmdb", "the_movie_db_id", "tmdb_url", "tmdb_link"),
    "title": (
        *("title", "primary_title", "movie_title", "film_title", "series_title", "movie_name", "film_name", "name"),
        *("item_label", "film_label", "movie_label"),
    ),
    "original_title": ("original_title",),
    "aliases": ("aliases", "aka", "akas", "also_known_as", "alternative_titles", "alternative_title", "alt_label"),
    "year": (
        *("year", "release_year", "released_year", "start_year", "movie_year", "release_date", "released"),
        *("publication_date", "pub_date", "date_published", "date"),
    ),
    "plot": ("plot", "overview", "description", "synopsis", "storyline", "summary", "plot_summary"),
    "directors": ("directors", "director", "directed_by", "director_name", "director_label", "crew"),
    "writers": (
        *("writers", "writer", "written_by", "screenwriters", "screenwriter", "screenplay", "screenplay_by"),
        *("writer_label", "screenwriter_label", "author", "authors", "crew"),
    ),
    "cast": ("cast", "actors", "actor", "starring", "stars", "cast_label", "cast_member_label", "actor_label"),
    "composers": ("composers", "composer", "music_by", "music", "composer_label", "crew"),
    "studios": (
        *("studios", "studio", "production_companies", "production_company"),
        *("production_company_label", "studio_label"),
    ),
    "genres": ("genres", "genre", "genre_names", "genre_label", "listed_in"),
    "countries": (
        *("countries", "country", "production_countries", "country_of_origin"),
        *("country_label", "country_of_origin_label"),
    ),
    "languages": (
        *("languages", "language", "spoken_languages"),
        *("language_label", "original_language_label"),
    ),
    "keywords": ("keywords", "keyword", "plot_keywords", "tags"),
    "poster": ("poster",),
}
RATING_COLUMNS: Mapping[str, tuple[str, ...]] = {
    VIEWER: ("viewer", "viewer_id", "user", "user_id", "uid"),
    FILM: ("film", "film_id", "movie", "movie_id", "item", "item_id", "iid"),
    RATING: ("rating", "ratings", "score", "stars"),
    TIME: ("time", "timestamp", "unix_time"),
}


def plain_column(name: str) -> str:
    """Return a column's name without case, spaces and marks, and without RecBole's type.

    >>> plain_column("imdbID"), plain_column("IMDb ID"), plain_column("release_year:token")
    ('imdbid', 'imdbid', 'releaseyear')
    """
    return re.sub(r"[\W_]", "", name.partition(":")[0].casefold())


def _by_name(columns: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, int]]]:
    """Return the fields that each plain name means, and the name's place among each field's."""
    fields: dict[str, list[tuple[str, int]]] = {}
    for field, names in columns.items():
        for place, name in enumerate(names):
            fields.setdefault(plain_column(name), []).append((field, place))
    return fields


_FILM_FIELDS, _RATING_FIELDS = _by_name(FILM_COLUMNS), _by_name(RATING_COLUMNS)


def film_columns(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return each column with a field of a film that it means, those with one meaning in the order in which they count.

    A crew's list means several fields, and stands here with each.
    """
    meanings = [(name, *meaning) for name in names for meaning in _FILM_FIELDS.get(plain_column(name), ())]
    return [(name, field) for name, field, _ in sorted(meanings, key=lambda each: each[2])]


def ratings_columns(where: str, names: Sequence[str], *, may_lack_ratings: bool = False) -> dict[str, str]:
    """Return the column of interactions that each column of a file means.

    Raises:
        DataError: a column is missing, or two mean the same; the message names ``where`` and the columns there are.
    """
    columns: dict[str, str] = {}
    for ours in RATING_COLUMNS:
        theirs = [name for name in names if any(f == ours for f, _ in _RATING_FIELDS.get(plain_column(name), ()))]
        if len(theirs) > 1:
            raise DataError(f"{where}: {' and '.join(theirs)} both mean the {ours}; keep the one that is meant")
        if theirs:
            columns[theirs[0]] = ours
    optional = (TIME, RATING) if may_lack_ratings else (TIME,)
    missing = next((ours for ours in RATING_COLUMNS if ours not in columns.values() and ours not in optional), None)
    if missing:
        words = ", ".join(RATING_COLUMNS[missing])
        raise DataError(f"{where}: column {missing!r} is missing; it may be called {words}; found {', '.join(names)}")
    return columns
