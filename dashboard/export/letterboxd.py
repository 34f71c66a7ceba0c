"""Films as a list that Letterboxd imports (its page "Importing data" names the columns)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.text.film_links import imdb_name
from emde_core.data.catalogue import Film
from emde_core.data.csv_text import csv_text


def as_letterboxd_csv(films: Iterable[Film]) -> str:
    """Return a row for each film, best first, by which Letterboxd finds it: ids, if any, title and year."""
    rows = [
        {
            "imdbID": imdb_name(film),
            "tmdbID": film.tmdb_id or "",
            "Title": film.title,
            "Year": str(film.year or ""),
            "Directors": ", ".join(film.directors),
        }
        for film in films
    ]
    return csv_text(pd.DataFrame(rows))
