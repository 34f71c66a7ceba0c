"""Films as a list that Letterboxd imports (its page "Importing data" names the columns)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.export.records import no_formula
from dashboard.text.film_links import imdb_name
from emde_core.data.catalogue import Film


def as_letterboxd_csv(films: Iterable[Film]) -> str:
    """Return a row for each film, best first, by which Letterboxd finds it: ids where they are known, title and year.

    A title that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    rows = [
        {
            "imdbID": imdb_name(film),
            "tmdbID": film.tmdb_id or "",
            "Title": no_formula(film.title),
            "Year": str(film.year or ""),
            "Directors": no_formula(", ".join(film.directors)),
        }
        for film in films
    ]
    return str(pd.DataFrame(rows).to_csv(index=False))
